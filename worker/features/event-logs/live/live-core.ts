import type { LogEntry } from '../../../../contract/event-logs.ts'
import { STREAM_PER_SECOND, type StreamFilter } from '../../../../contract/live.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { pathHolds } from '../../../platform/lib/json/path-forms.ts'

/** Whether something of an environment is for a listener: what belongs to none counts as live (db/reach.ts). */
export const isReached = (reach: Reach['environment'], environment: LogEntry['environment']): boolean =>
  reach === null || (environment ?? 'live') === reach

/** Whether an entry is among those a listener asked for, and may see: the same rules as the list's. */
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
  if (wanted.endsWith('xx')) return Math.floor(status / 100) === Number(wanted[0])
  return status === Number(wanted)
}

/** What one listener was sent in the present second. */
export type Allowance = { second: number; sent: number }

/**
 * The entries that fit into what a listener may still get this second: the newest of them, the order kept, and how many
 * were left out. Moves the allowance on.
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

/** Over how many seconds the rate is taken. */
const RATE_SECONDS = 10

/** Calls a second, by the time they were made and not when they were told of. */
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
