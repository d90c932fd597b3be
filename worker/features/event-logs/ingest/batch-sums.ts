import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { Clock } from '../../../platform/lib/time/zone.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { endOfRoute } from '../rollups/delivery-route.ts'
import { BUCKETS, bucketOf } from '../rollups/histogram.ts'

// What a batch of entries adds to each of the rows that count. The database gets these, however many calls they sum up:
// summing there would take it many times as long, and it is one for all.

type Entries = readonly LogRecord[]
/** The clock of an organization: hours and days begin where its time zone has them begin. */
export type ClockOf = (organizationId: string) => Clock
/** So many deliveries that ended last are told apart. */
export const RECENT = 20

/** Values in the order in which a statement reads them. */
type Row = unknown[]

/** The entries in groups of the same key. Every call passes here several times, so a key is a text and no array. */
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

/** Calls of the same kind in an hour, in the order in which the statement reads it; then their sums. */
type RollUp = [
  organizationId: string,
  hour: number,
  type: string,
  environment: string,
  keyOrWebhookId: string,
  route: string,
  statusClass: number,
  ...sums: number[],
]
type Hour = [organizationId: string, type: string, hour: number, failures: number, ...sums: number[]]

/** What the entries of a batch add to the roll-ups. */
export function rollUpsOf(entries: Entries, clockOf: ClockOf): RollUp[] {
  const keyOf = ({ organizationId, time, type, environment, keyId, webhookId, route, status }: LogRecord) =>
    `${clockOf(organizationId).hourOf(time)} ${type} ${environment} ${Math.floor(status / 100)} ${organizationId} ${keyId ?? webhookId} ${route}`
  return groups(entries, keyOf).map(([first, some]) => [
    first.organizationId,
    clockOf(first.organizationId).hourOf(first.time),
    first.type,
    first.environment ?? '',
    first.keyId ?? first.webhookId ?? '',
    first.route,
    Math.floor(first.status / 100),
    ...sumsOf(some),
  ])
}

/** The same calls as in `rollUps`, by type and hour alone. */
export function hoursOf(rollUps: readonly RollUp[]): Hour[] {
  const hours = new Map<string, Hour>()
  for (const [organizationId, hour, type, , , , statusClass, ...sums] of rollUps) {
    const key = `${hour} ${type} ${organizationId}`
    const [, , , failures, ...before] = hours.get(key) ?? [organizationId, type, hour, 0]
    const calls = sums[0] ?? 0
    const all = sums.map((sum, at) => sum + (before[at] ?? 0))
    hours.set(key, [organizationId, type, hour, failures + (statusClass >= 4 ? calls : 0), ...all])
  }
  return [...hours.values()]
}

/**
 * Organization, webhook, attempts, those that succeeded, when the last was (ms); deliveries that succeeded, those that failed,
 * the newest of them as marks, and how many of each hour did either (see the schema).
 */
export function webhooksOf(entries: Entries): Row[] {
  const attempts = entries.filter(({ webhookId }) => webhookId !== null)
  return groups(attempts, (one) => `${one.organizationId} ${one.webhookId}`).map(([first, some]) => {
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
   * Organization, key, uses, when the last was (ms), those with the previous secret, the newest day (ms), the countries
   * of that day with their uses, and when each use was (ms).
   */
  keys: Row[]
  /** Organization, key, day (ms), country, uses; and the newest day of that key. */
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
    for (const [first, { length }] of groups(some, (one) => `${startOfDay(one.time)} ${countryOf(one)}`)) {
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

const keyOf = (one: LogRecord): string => `${one.organizationId} ${one.keyId}`
