import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { closeOldHours } from '../rollups/hour-store.ts'
import { closeDay, findDaysToClose } from './close-store.ts'

/**
 * How long after its end a day is closed, ms. Calls that the queue delivers later are missing in the day's top lists.
 */
const LATE_MS = HOUR_MS
/** The length of the day on which clocks are set forward: a day may be over after this time. */
const SHORTEST_DAY_MS = 23 * HOUR_MS
/** Days that are older are not closed. */
const DAYS_BACK = 90
/** Organizations and days per run. */
const CHUNK = 200

/**
 * Sums up past hours, and for each past day the most called keys and routes, so that statistics read one row per hour
 * and one per day. Days begin as in the organization's time zone; after a change of the zone, the next day begins where
 * the last one ended. A closed day is not read again.
 */
export const rollUpDays: Job<'closed'> = {
  name: 'close-days',
  phase: 'rollup',
  every: 'hour',
  figures: { closed: ['day summarized', 'days summarized'] },
  run: async ({ db, now }) => {
    await closeOldHours(db, now - HOUR_MS)
    let closed = 0
    for (const { id, timeZone, closedUntil } of await findDaysToClose(db, now - LATE_MS - SHORTEST_DAY_MS, CHUNK)) {
      let from = Math.max(closedUntil, startOfDayIn(timeZone, now, -DAYS_BACK))
      for (
        let until = startOfDayIn(timeZone, from, 1);
        until <= now - LATE_MS;
        until = startOfDayIn(timeZone, from, 1)
      ) {
        if (closed === CHUNK) break
        await closeDay(db, id, from, until)
        closed++
        from = until
      }
      if (closed === CHUNK) break
    }
    return { cursor: closed === CHUNK ? 'more' : null, result: { closed } }
  },
}
