import { STANDARD_USAGE_DAYS, type UsageOver, type UsageOverQuery } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { clockOf, dayAndHourIn } from '../../../platform/lib/time/zone.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { periodOf, type Span } from './period.ts'
import { readTestDeliveries, readTestUsage } from './test-usage-store.ts'
import { byDay, peakHourOf, sumsOf, topOf } from './usage-figures.ts'
import { liveHours } from './usage-of-environment.ts'
import { readDeliveries, readHours } from './usage-store.ts'
import { usageWithin, withNames } from './usage-within.ts'

const TOP = 20

/**
 * Statistics of API calls and deliveries over a period, compared to the period before, with the most called keys and
 * endpoints. Throws `invalid` for a period that ends before it starts, or is too long.
 */
export async function readUsageOver(deps: Deps, actor: Actor, query: UsageOverQuery): Promise<UsageOver> {
  requireScope(actor, 'stats:read')
  const { db, now } = deps
  const ownZone = await findTimeZone(db, actor.organization.id)
  const zone = query.timeZone ?? ownZone
  const period = periodOf({ ...query, days: query.days ?? STANDARD_USAGE_DAYS }, zone, clockOf(ownZone), now)
  if ('message' in period) throw invalid(period.path, period.message)
  const { previous } = period
  const [usage, hoursBefore, deliveries, deliveriesBefore] = await Promise.all([
    usageWithin(deps, actor, period.start, period.end),
    hoursWithin(deps, actor, previous),
    deliveriesWithin(deps, actor, period),
    deliveriesWithin(deps, actor, previous),
  ])
  const inBucket = Map.groupBy(usage.hours, ({ hour }) => period.buckets.findLastIndex(({ start }) => start <= hour))
  const days = daysOf(period.buckets, zone)
  const { errors, ...sums } = sumsOf(usage.hours)
  return {
    ...instants(period),
    days: days.length,
    timeZone: zone,
    ...sums,
    errors,
    deliveries,
    previous: { ...instants(previous), ...withoutErrors(sumsOf(hoursBefore)), deliveries: deliveriesBefore },
    bucket: period.bucket,
    buckets: period.buckets.map((bucket, index) => ({
      ...instants(bucket),
      complete: bucket.over,
      ...withoutErrors(sumsOf(inBucket.get(index) ?? [])),
    })),
    peakHour: peakHourOf(usage.hours),
    byDay: byDay(usage.hours, zone, days),
    byKey: await withNames(deps, actor, topOf(usage, 'keys', TOP)),
    byEndpoint: topOf(usage, 'routes', TOP).map(([endpoint, calls, failed]) => ({ endpoint, calls, errors: failed })),
    topsComplete: !usage.cut,
  }
}

const instants = ({ start, end }: Span) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})

const withoutErrors = ({ errors: _, ...sums }: ReturnType<typeof sumsOf>) => sums

/** The dates of the days that a period touches. */
const daysOf = (buckets: readonly Span[], zone: string): string[] => [
  ...new Set(buckets.map(({ start }) => dayAndHourIn(zone, start).day)),
]

/** The hours of a span, limited to what the actor reaches. */
async function hoursWithin({ db }: Deps, actor: Actor, { start, end }: Span) {
  const { organizationId, environment } = reachOf(actor)
  const all = () => readHours(db, organizationId, start, end)
  if (environment === null) return all()
  const test = readTestUsage(db, organizationId, start, end).then(({ hours }) => hours)
  return environment === 'test' ? test : liveHours(...(await Promise.all([all(), test])))
}

/** The deliveries of a span, limited to what the actor reaches. */
async function deliveriesWithin({ db }: Deps, actor: Actor, { start, end }: Span) {
  const { organizationId, environment } = reachOf(actor)
  const all = () => readDeliveries(db, organizationId, start, end)
  if (environment === null) return all()
  const test = readTestDeliveries(db, organizationId, start, end)
  if (environment === 'test') return test
  const [both, tested] = await Promise.all([all(), test])
  return { delivered: both.delivered - tested.delivered, failed: both.failed - tested.failed }
}
