import { LOG_TYPES } from '../../../../contract/event-logs.data.ts'
import type { LogHistogram, LogHistogramQuery, LogType } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Database } from '../../../platform/db/client.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { clockOf } from '../../../platform/lib/time/zone.ts'
import { spanOf } from '../entries/list.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { type Bars, barAt, barsOf, stepOf } from './bars.ts'
import { countEntries, findOldestEntry } from './count-entries-store.ts'
import { type Counted, type CountedCell, countHours, countRollups, type RollupFilter } from './count-hours-store.ts'

const ENVIRONMENTS = ['live', 'test', ''] as const
const ALL_CLASSES = [1, 2, 3, 4, 5]
const QUARTER_MS = HOUR_MS / 4

/**
 * The entries of the log that match the filters of its list, counted by time and outcome. Without a start it begins with
 * the oldest entry. If rollups know the filters and the range is long enough, hours are counted from rollups. Otherwise
 * entries are counted, the newest of the range first, up to a limit.
 */
export async function readLogHistogram(deps: Deps, actor: Actor, query: LogHistogramQuery): Promise<LogHistogram> {
  requireScope(actor, 'logs:read')
  const { db, now } = deps
  const reach = reachOf(actor)
  const { organizationId } = reach
  const [span, zone, oldest] = await Promise.all([
    spanOf(deps, actor, query),
    findTimeZone(db, organizationId),
    findOldestEntry(db, organizationId),
  ])
  const to = span.to ?? now
  const from = Math.min(to, span.from ?? oldest ?? to - DAY_MS)
  const clock = clockOf(zone)
  // Hours are counted for longer than their entries are kept.
  const hours = { from: clock.hourOf(Math.max(from, oldest ?? to)), to: to + 1 }
  const filter = rollupFilterOf(query, reach.environment)
  const bars = (stepMs: number) => barsOf(from, to, stepMs, zone, clock)
  const byHour = async (known: RollupFilter, stepMs: number) =>
    histogramOf(bars(stepMs), await countByHour(db, organizationId, known, hours), false)
  const stepMs = stepOf(to - from)
  if (filter && stepMs >= HOUR_MS) return byHour(filter, stepMs)
  const filters = { ...query, reach: reach.environment }
  const counted = await countEntries(db, { organizationId, from, to }, filters, Math.min(stepMs, QUARTER_MS))
  // Hours tell less than minutes, but they count all entries.
  if (filter && counted.countedFrom !== null) return byHour(filter, stepOf(to - from, HOUR_MS))
  return histogramOf(bars(stepMs), counted, true)
}

/** What rollups can tell of the filters; null if they know less. */
function rollupFilterOf(query: LogHistogramQuery, reach: Reach['environment']): RollupFilter | null {
  const { type, keyId, webhookId, appId, method, path, ip, status, environment } = query
  if (method !== undefined || path !== undefined || ip !== undefined) return null
  if ([keyId, webhookId, appId].filter((one) => one !== undefined).length > 1) return null
  if (status !== undefined && /^\d+$/.test(status)) return null
  const named = environment ?? (reach === 'test' ? 'test' : undefined)
  return {
    types: LOG_TYPES.filter((one) => isTypeOf(one, keyId ?? appId, webhookId) && (type === undefined || one === type)),
    // Entries without an environment, such as sign-ins, are within the reach of live, but are not of the environment live.
    environments: named ? [named] : reach === 'live' ? ['live', ''] : ENVIRONMENTS,
    id: keyId ?? appId ?? webhookId ?? null,
    classes: status === undefined ? ALL_CLASSES : classesOf(status),
  }
}

/** Deliveries belong to a webhook, all other entries to a key, to an app or to nobody. */
const isTypeOf = (type: LogType, callerId?: string, webhookId?: string): boolean =>
  type === 'webhook' ? callerId === undefined : webhookId === undefined

function classesOf(status: string): number[] {
  if (status === 'success') return [1, 2, 3]
  if (status === 'failed') return [4, 5]
  return [Number(status[0])]
}

/**
 * Counts hours. The sums of hours know neither keys nor environments, nor kinds of success: then the finest rollups are
 * read. Those of the live environment are all calls without the few others.
 */
async function countByHour(
  db: Database,
  organizationId: string,
  filter: RollupFilter,
  { from, to }: { from: number; to: number },
): Promise<Counted> {
  const { types, environments, id, classes } = filter
  const others = ENVIRONMENTS.filter((one) => !environments.includes(one))
  const successes = classes.filter((one) => one < 4).length
  if (id !== null || others.includes('live') || (successes > 0 && successes < 3))
    return countRollups(db, organizationId, filter, from, to)
  const [all, other] = await Promise.all([
    countHours(db, organizationId, types, from, to),
    others.length === 0
      ? NOTHING
      : countRollups(db, organizationId, { ...filter, environments: others, classes: ALL_CLASSES }, from, to),
  ])
  const has = (digit: number, count: number) => (classes.includes(digit) ? count : 0)
  const signed = [...all.cells, ...other.cells.map(negative)].map(({ time, calls, errors, serverErrors }) => {
    const failed = has(4, errors - serverErrors) + has(5, serverErrors)
    return { time, calls: has(2, calls - errors) + failed, errors: failed, serverErrors: has(5, serverErrors) }
  })
  const cuts = [all.countedFrom, other.countedFrom].flatMap((cut) => cut ?? [])
  const countedFrom = cuts.length === 0 ? null : Math.max(...cuts)
  return { cells: signed.filter(({ time }) => countedFrom === null || time >= countedFrom), countedFrom }
}

const NOTHING: Counted = { cells: [], countedFrom: null }

const negative = ({ time, calls, errors, serverErrors }: CountedCell): CountedCell => ({
  time,
  calls: -calls,
  errors: -errors,
  serverErrors: -serverErrors,
})

function histogramOf(bars: Bars, { cells, countedFrom }: Counted, exact: boolean): LogHistogram {
  const sums = bars.starts.map((start) => ({
    start: new Date(start).toISOString(),
    successful: 0,
    clientErrors: 0,
    serverErrors: 0,
  }))
  for (const { time, calls, errors, serverErrors } of cells) {
    // An hour of before a change of the time zone may begin before the first bar.
    const sum = sums[Math.max(0, barAt(bars, time))]
    if (!sum) continue
    sum.successful += calls - errors
    sum.clientErrors += errors - serverErrors
    sum.serverErrors += serverErrors
  }
  return {
    start: new Date(bars.starts[0] ?? bars.end).toISOString(),
    end: new Date(bars.end).toISOString(),
    bucketSeconds: bars.stepMs / 1000,
    buckets: sums,
    total: cells.reduce((sum, { calls }) => sum + calls, 0),
    exact,
    partial: countedFrom !== null,
    countedFrom: countedFrom === null ? null : new Date(countedFrom).toISOString(),
  }
}
