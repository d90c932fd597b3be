import type { Stats, UsageOver, UsageOverQuery } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { clockOf, dayAndHourIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { findNames } from '../entries/name-store.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { readTestUsage } from './test-usage-store.ts'
import { byDay, byHourOfDay, callsSince, hourly, topOf, totalsOf } from './usage-figures.ts'
import { liveUsage, testUsage } from './usage-of-environment.ts'
import { readUsage } from './usage-store.ts'

const TOP = 5

/**
 * Figures of the API calls of an organization: today, the last 7 and the last 30 days, where its time zone has them begin.
 * From roll-ups alone: what it costs does not depend on how much is logged.
 */
export async function readUsageStats(deps: Deps, actor: Actor): Promise<Stats> {
  requireScope(actor, 'stats:read')
  const { now } = deps
  const zone = await findTimeZone(deps.db, actor.organization.id)
  const month = startOfDayIn(zone, now, -29)
  const usage = await usageWithin(deps, actor, month)
  const { calls, errorRate, averageMs, p95Ms } = totalsOf(usage.hours)
  const topKeys = await withNames(deps, actor, topOf(usage, 'keys', TOP))
  return {
    timeZone: zone,
    calls: {
      today: callsSince(usage.hours, startOfDayIn(zone, now)),
      week: callsSince(usage.hours, startOfDayIn(zone, now, -6)),
      month: calls,
    },
    errorRate,
    averageMs,
    p95Ms,
    mostUsedKey: topKeys[0] ?? null,
    topKeys,
    topEndpoints: topOf(usage, 'routes', TOP).map(([endpoint, count, errors]) => ({ endpoint, calls: count, errors })),
    hourly: hourly(usage.hours, clockOf(zone), now),
    byDay: byDay(usage.hours, zone, daysFrom(zone, month, now)),
    byHourOfDay: byHourOfDay(usage.hours, zone),
  }
}

/** Figures of the API calls over the last `days`, today included, with its most called keys and endpoints. */
export async function readUsageOver(deps: Deps, actor: Actor, { days }: UsageOverQuery): Promise<UsageOver> {
  requireScope(actor, 'stats:read')
  const { now } = deps
  const zone = await findTimeZone(deps.db, actor.organization.id)
  const from = startOfDayIn(zone, now, 1 - days)
  const usage = await usageWithin(deps, actor, from)
  const { calls, errors, averageMs, p95Ms } = totalsOf(usage.hours)
  return {
    days,
    timeZone: zone,
    calls,
    successful: calls - errors,
    errors,
    averageMs,
    p95Ms,
    byDay: byDay(usage.hours, zone, daysFrom(zone, from, now)),
    byKey: await withNames(deps, actor, topOf(usage, 'keys', 20)),
    byEndpoint: topOf(usage, 'routes', 20).map(([endpoint, count, failed]) => ({
      endpoint,
      calls: count,
      errors: failed,
    })),
  }
}

/** What the actor reaches of the organization's usage from the hour `from` (ms) on. */
async function usageWithin({ db, now }: Deps, actor: Actor, from: number) {
  const { organizationId, environment } = reachOf(actor)
  const all = () => readUsage(db, organizationId, from, now + 1)
  if (environment === null) return all()
  const test = readTestUsage(db, organizationId, from, now + 1)
  return environment === 'test' ? testUsage(await test) : liveUsage(...(await Promise.all([all(), test])))
}

async function withNames(deps: Deps, actor: Actor, tops: ReturnType<typeof topOf>) {
  if (tops.length === 0) return []
  const names = await findNames(
    deps.db,
    actor.organization.id,
    tops.map(([id]) => id),
  )
  return tops.map(([id, calls, errors]) => ({ id, name: names.get(id) ?? null, calls, errors }))
}

/** The days from the one that begins at `from` to the one that holds `now`. */
function daysFrom(zone: string, from: number, now: number): string[] {
  const days: string[] = []
  // Noon: a day of 23 or 25 hours does not move it into another day.
  for (let noon = from + DAY_MS / 2; noon < now + DAY_MS / 2; noon += DAY_MS) days.push(dayAndHourIn(zone, noon).day)
  const today = dayAndHourIn(zone, now).day
  return days.filter((day) => day <= today)
}
