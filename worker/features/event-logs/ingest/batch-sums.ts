import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { Clock } from '../../../platform/lib/time/zone.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { endOfRoute } from '../rollups/delivery-route.ts'
import { BUCKETS, bucketOf } from '../rollups/histogram.ts'

// Computes what a batch of entries adds to each row of the counters. The Worker sums, so that the database only gets
// the sums: summing in SQL takes many times as long, and one database serves everybody.

type Entries = readonly LogRecord[]
/** The clock of an organization: its hours and days begin as in its time zone. */
export type ClockOf = (organizationId: string) => Clock
/** Number of latest deliveries whose outcomes are kept one by one. */
export const RECENT = 20

/** Values in the order in which the statement reads them. */
type Row = unknown[]

/** Groups entries by key. This runs several times per call, so the key is a string and not an array. */
function groups(entries: Entries, keyOf: (one: LogRecord) => string): [LogRecord, LogRecord[]][] {
  const found = new Map<string, [LogRecord, LogRecord[]]>()
  for (const one of entries) {
    const key = keyOf(one)
    const group = found.get(key)
    if (group) group[1].push(one)
    else found.set(key, [one, [one]])
  }
  return [...found.values()]
}

/** Number of calls, their total time (ms), and their histogram. */
function sumsOf(entries: Entries): number[] {
  const sums = new Array<number>(2 + BUCKETS).fill(0)
  const add = (index: number, value: number) => {
    sums[index] = (sums[index] as number) + value
  }
  for (const { durationMs } of entries) {
    add(0, 1)
    add(1, durationMs)
    add(2 + bucketOf(durationMs), 1)
  }
  return sums
}

const isFailure = ({ status }: LogRecord): boolean => status >= 400
const latest = (entries: Entries): number => entries.reduce((newest, { time }) => Math.max(newest, time), 0)
const countOf = (entries: Entries, which: (one: LogRecord) => boolean): number => entries.filter(which).length

/**
 * Calls of the same kind in one hour: the key columns in the order in which the statement reads them, then the sums.
 */
type Rollup = [
  organizationId: string,
  hour: number,
  type: string,
  environment: string,
  keyAppOrWebhookId: string,
  route: string,
  statusClass: number,
  ...sums: number[],
]
type Hour = [
  organizationId: string,
  type: string,
  hour: number,
  failures: number,
  serverErrors: number,
  failedDeliveries: number,
  ...sums: number[],
]

/** What the entries of a batch add to the rollups. */
export function rollupsOf(entries: Entries, clockOf: ClockOf): Rollup[] {
  const keyOf = ({ organizationId, time, type, environment, keyId, webhookId, appId, route, status }: LogRecord) =>
    `${clockOf(organizationId).hourOf(time)} ${type} ${environment} ${Math.floor(status / 100)} ${organizationId} ${keyId ?? appId ?? webhookId} ${route}`
  return groups(entries, keyOf).map(([first, some]) => [
    first.organizationId,
    clockOf(first.organizationId).hourOf(first.time),
    first.type,
    first.environment ?? '',
    first.keyId ?? first.appId ?? first.webhookId ?? '',
    first.route,
    Math.floor(first.status / 100),
    ...sumsOf(some),
  ])
}

/** The same calls as in `rollups`, grouped by type and hour only. */
export function hoursOf(rollups: readonly Rollup[]): Hour[] {
  const hours = new Map<string, Hour>()
  for (const [organizationId, hour, type, , , route, statusClass, ...sums] of rollups) {
    const key = `${hour} ${type} ${organizationId}`
    const [, , , failures, serverErrors, failed, ...before] = hours.get(key) ?? [organizationId, type, hour, 0, 0, 0]
    const calls = sums[0] ?? 0
    const all = sums.map((sum, at) => sum + (before[at] ?? 0))
    hours.set(key, [
      organizationId,
      type,
      hour,
      failures + (statusClass >= 4 ? calls : 0),
      serverErrors + (statusClass >= 5 ? calls : 0),
      failed + (type === 'webhook' && endOfRoute(route) === 'failed' ? calls : 0),
      ...all,
    ])
  }
  return [...hours.values()]
}

/**
 * Rows of: organization, webhook, attempts, successful attempts, time of the last attempt (ms); deliveries that
 * succeeded, deliveries that failed, the outcomes of the newest as marks, both counts per hour (see the schema); when the latest attempts
 * ended that succeeded and that failed (ms, null: none).
 */
export function webhooksOf(entries: Entries): Row[] {
  const attempts = entries.filter(({ webhookId }) => webhookId !== null)
  return groups(attempts, (one) => `${one.organizationId} ${one.webhookId}`).map(([first, some]) => {
    const ends = endedDeliveries(some)
    const failed = ends.filter((one) => one.failed).length
    const hours: Record<number, [succeeded: number, failed: number]> = {}
    for (const { at, failed: bad } of ends) {
      const hour = Math.floor(at / HOUR_MS)
      hours[hour] ??= [0, 0]
      hours[hour][bad ? 1 : 0]++
    }
    return [
      first.organizationId,
      first.webhookId,
      some.length,
      some.length - countOf(some, isFailure),
      latest(some),
      ends.length - failed,
      failed,
      ends
        .slice(0, RECENT)
        .map((one) => (one.failed ? 'x' : '.'))
        .join(''),
      hours,
      latestEnd(some.filter((one) => !isFailure(one))),
      latestEnd(some.filter(isFailure)),
    ]
  })
}

/** When the last of some attempts ended (ms); null without attempts. */
const latestEnd = (attempts: Entries): number | null =>
  attempts.length === 0 ? null : Math.max(...attempts.map(({ time, durationMs }) => Math.round(time + durationMs)))

/** The deliveries that ended with these attempts, last one first, and when they ended (ms). */
function endedDeliveries(attempts: Entries): { at: number; failed: boolean }[] {
  const ends = attempts.flatMap(({ route, time, durationMs }) => {
    const end = endOfRoute(route)
    return end === null ? [] : [{ at: time + durationMs, failed: end === 'failed' }]
  })
  return ends.sort((a, b) => b.at - a.at)
}

/** The key of a call, or the app whose token it bore: apps are counted as keys are, under their own ids. */
const caller = ({ keyId, appId }: LogRecord): string | null => keyId ?? appId

/** A call uses a key if it was admitted to a route, or if another backend verified the key successfully. */
const usesKey = (one: LogRecord): boolean => caller(one) !== null && (one.type === 'api_call' || !isFailure(one))

/** The country of a call. Cloudflare's T1 (Tor) and XX (unknown) are not countries. */
const countryOf = ({ country }: LogRecord): string =>
  country !== null && country !== 'XX' && /^[A-Z]{2}$/.test(country) ? country : 'ZZ'

type KeyUse = {
  /**
   * Rows of: organization, key, uses, time of the last use (ms), uses of the previous secret, the newest day (ms), the
   * countries of that day with their uses, and the time of each use (ms).
   */
  keys: Row[]
  /** Rows of: organization, key, day (ms), country, uses; and the newest day of that key. */
  countries: Row[]
}

/** The uses of keys and apps in a batch. */
export function keyUseOf(entries: Entries, clockOf: ClockOf): KeyUse {
  const uses: KeyUse = { keys: [], countries: [] }
  for (const [one, some] of groups(entries.filter(usesKey), keyOf)) {
    const { organizationId } = one
    const keyId = caller(one)
    const { startOfDay } = clockOf(organizationId)
    const last = latest(some)
    const newest = startOfDay(last)
    const ofNewest: Record<string, number> = {}
    for (const [first, { length }] of groups(some, (use) => `${startOfDay(use.time)} ${countryOf(use)}`)) {
      const day = startOfDay(first.time)
      if (day === newest) ofNewest[countryOf(first)] = length
      uses.countries.push([organizationId, keyId, day, countryOf(first), length, newest])
    }
    const previous = countOf(some, ({ previousSecret }) => previousSecret)
    const times = some.map(({ time }) => time)
    uses.keys.push([organizationId, keyId, some.length, last, previous, newest, ofNewest, times])
  }
  return uses
}

const keyOf = (one: LogRecord): string => `${one.organizationId} ${caller(one)}`
