import { REFUSED_STATUSES } from '../../../../contract/event-logs.data.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { STREAM_PER_SECOND } from '../../../../contract/live.data.ts'
import type { StreamFilter } from '../../../../contract/live.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { pathHolds } from '../../../platform/lib/json/path-forms.ts'

/** Whether a listener may see an environment; things without an environment count as live (db/reach.ts). */
export const isReached = (reach: Reach['environment'], environment: LogEntry['environment']): boolean =>
  reach === null || (environment ?? 'live') === reach

/** Whether an entry matches the filter of a listener and is within its reach: the same rules as in the list. */
export function passes(filter: StreamFilter, entry: LogEntry, reach: Reach['environment']): boolean {
  return (
    isReached(reach, entry.environment) &&
    (filter.type === undefined || entry.type === filter.type) &&
    (filter.keyId === undefined || entry.keyId === filter.keyId) &&
    (filter.webhookId === undefined || entry.webhookId === filter.webhookId) &&
    (filter.appId === undefined || entry.appId === filter.appId) &&
    (filter.status === undefined || statusIs(filter.status, entry.status)) &&
    (filter.method === undefined || entry.method === filter.method) &&
    (filter.path === undefined || pathHolds(entry.endpoint, filter.path)) &&
    (filter.ip === undefined || entry.ip === filter.ip) &&
    (filter.environment === undefined || entry.environment === filter.environment)
  )
}

function statusIs(wanted: string, status: number): boolean {
  if (wanted === 'success') return status < 400
  if (wanted === 'failed') return status >= 400
  if (wanted === 'refused') return REFUSED_STATUSES.some((one) => one === status)
  if (wanted.endsWith('xx')) return Math.floor(status / 100) === Number(wanted[0])
  return status === Number(wanted)
}

/** Whether a listener wants neither entries nor the state, only limits and alerts. It does not count as a connection. */
export const wantsNewsOnly = ({ entries }: StreamFilter): boolean => entries === 'false'

/** A listener that has sent pings is gone when none came for this long, ms. The dashboard sends one every 25 seconds. */
const SILENT_MS = 80_000

/**
 * Whether the listener of a socket is gone although the socket is open: a computer that sleeps or has lost its network
 * closes nothing. A listener that never sends pings is not known to be gone.
 * @param pingedAt the time of its last ping, ms; null if it sent none
 */
export const isGone = (pingedAt: number | null, now: number): boolean => pingedAt !== null && pingedAt < now - SILENT_MS

/** What one listener was sent in the current second. */
export type Allowance = { second: number; sent: number }

/**
 * The newest entries that a listener may still get this second, in order, and how many were skipped. Updates
 * `allowance`.
 */
export function sample<T>(entries: readonly T[], allowance: Allowance, now: number): { shown: T[]; skipped: number } {
  const second = Math.floor(now / 1000)
  if (allowance.second !== second) {
    allowance.second = second
    allowance.sent = 0
  }
  const room = STREAM_PER_SECOND - allowance.sent
  const shown = room > 0 ? entries.slice(-room) : []
  allowance.sent += shown.length
  return { shown, skipped: entries.length - shown.length }
}

/** Window of the rate, in seconds. */
const RATE_SECONDS = 10

/** Calls per second, by the time of the calls and not the time of their arrival here. */
export class CallRate {
  #seconds = new Map<number, number>()

  add(time: number): void {
    const second = Math.floor(time / 1000)
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + 1)
  }

  /** The rate over the ten seconds before `now` (ms). */
  perSecond(now: number): number {
    const from = Math.floor(now / 1000) - RATE_SECONDS
    let calls = 0
    for (const [second, count] of this.#seconds) {
      if (second <= from) this.#seconds.delete(second)
      else calls += count
    }
    return calls / RATE_SECONDS
  }
}
