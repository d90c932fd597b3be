import type { Stats } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { clockOf, dayAndHourIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { byDay, byHourOfDay, callsSince, hourly, topOf, totalsOf } from './usage-figures.ts'
import { usageWithin, withNames } from './usage-within.ts'

const TOP = 5

/**
 * Statistics of an organization's API calls: today, the last 7 and the last 30 days in its time zone. It reads rollups
 * only, so the cost does not depend on the size of the log.
 */
export async function readUsageStats(deps: Deps, actor: Actor): Promise<Stats> {
  requireScope(actor, 'stats:read')
  const { now } = deps
  const zone = await findTimeZone(deps.db, actor.organization.id)
  const month = startOfDayIn(zone, now, -29)
  const usage = await usageWithin(deps, actor, month, now + 1)
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

/** The local days from the one that starts at `from` to the one that contains `now`. */
function daysFrom(zone: string, from: number, now: number): string[] {
  const days: string[] = []
  // Steps from noon to noon, so that a day of 23 or 25 hours cannot skip or repeat a date.
  for (let noon = from + DAY_MS / 2; noon < now + DAY_MS / 2; noon += DAY_MS) days.push(dayAndHourIn(zone, noon).day)
  const today = dayAndHourIn(zone, now).day
  return days.filter((day) => day <= today)
}
