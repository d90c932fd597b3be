import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { Clock } from '../../../platform/lib/time/zone.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { endOfRoute } from '../delivery-route.ts'
import { BUCKETS, bucketOf } from '../figures/histogram.ts'

// What a batch of entries adds to each of the rows that count. The database gets these, however many calls they sum up:
// summing there would take it many times as long, and it is one for all.

type Entries = readonly LogRecord[]
/** The clock of an organization: hours and days begin where its time zone has them begin. */
export type ClockOf = (organizationId: string) => Clock
/** So many deliveries that ended last are told apart. */
export const RECENT = 20

/** Values in the order in which a statement reads them. */
type Row = unknown[]

/** The entries in groups of the same `parts`. */
const groups = (entries: Entries, parts: (one: LogRecord) => Row): [LogRecord, LogRecord[]][] =>
  [...Map.groupBy(entries, (one) => parts(one).join('\n')).values()].flatMap((some) =>
    some[0] ? [[some[0], some]] : [],
  )

/** Calls, their time together (ms), and the histogram of it. */
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

/** Organisation, hour, type, environment, key or webhook, route, class of status; then the sums. */
export function rollUpsOf(entries: Entries, clockOf: ClockOf): Row[] {
  const parts = (one: LogRecord): Row => [
    one.organizationId,
    clockOf(one.organizationId).hourOf(one.time),
    one.type,
    one.environment ?? '',
    one.keyId ?? one.webhookId ?? '',
    one.route,
    Math.floor(one.status / 100),
  ]
  return groups(entries, parts).map(([first, some]) => [...parts(first), ...sumsOf(some)])
}

/** Organisation, type, hour, failures; then the sums. */
export function hoursOf(entries: Entries, clockOf: ClockOf): Row[] {
  const parts = (one: LogRecord): Row => [one.organizationId, one.type, clockOf(one.organizationId).hourOf(one.time)]
  return groups(entries, parts).map(([first, some]) => [...parts(first), countOf(some, isFailure), ...sumsOf(some)])
}

/**
 * Organisation, webhook, attempts, those that succeeded, when the last was (ms); deliveries that succeeded, those that failed,
 * the newest of them as marks, and how many of each hour did either (see the schema).
 */
export function webhooksOf(entries: Entries): Row[] {
  const attempts = entries.filter(({ webhookId }) => webhookId !== null)
  return groups(attempts, (one) => [one.organizationId, one.webhookId]).map(([first, some]) => {
    const ends = endsOf(some)
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
    ]
  })
}

/** The deliveries that ended with these attempts, the last one first, and when (ms). */
function endsOf(attempts: Entries): { at: number; failed: boolean }[] {
  const ends = attempts.flatMap(({ route, time, durationMs }) => {
    const end = endOfRoute(route)
    return end === null ? [] : [{ at: time + durationMs, failed: end === 'failed' }]
  })
  return ends.sort((a, b) => b.at - a.at)
}

/** A key was used when its call was let through to a route, or when another backend verified it with success. */
const usesKey = (one: LogRecord): boolean => one.keyId !== null && (one.type === 'api_call' || !isFailure(one))

/** From where a call came. Cloudflare's T1 (Tor) and XX (not known) are no countries. */
const countryOf = ({ country }: LogRecord): string =>
  country !== null && country !== 'XX' && /^[A-Z]{2}$/.test(country) ? country : 'ZZ'

type KeyUse = {
  /**
   * Organisation, key, uses, when the last was (ms), those with the previous secret, the newest day (ms), the countries
   * of that day with their uses, and when each use was (ms).
   */
  keys: Row[]
  /** Organisation, key, day (ms), country, uses; and the newest day of that key. */
  countries: Row[]
}

/** The uses of keys. */
export function keyUseOf(entries: Entries, clockOf: ClockOf): KeyUse {
  const use: KeyUse = { keys: [], countries: [] }
  for (const [{ organizationId, keyId }, some] of groups(entries.filter(usesKey), keyOf)) {
    const { startOfDay } = clockOf(organizationId)
    const last = latest(some)
    const newest = startOfDay(last)
    const ofNewest: Record<string, number> = {}
    for (const [first, { length }] of groups(some, (one) => [startOfDay(one.time), countryOf(one)])) {
      const day = startOfDay(first.time)
      if (day === newest) ofNewest[countryOf(first)] = length
      use.countries.push([organizationId, keyId, day, countryOf(first), length, newest])
    }
    const previous = countOf(some, ({ previousSecret }) => previousSecret)
    const times = some.map(({ time }) => time)
    use.keys.push([organizationId, keyId, some.length, last, previous, newest, ofNewest, times])
  }
  return use
}

const keyOf = (one: LogRecord): Row => [one.organizationId, one.keyId]
