import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { closeHours } from '../rollups/hour-store.ts'
import { closeDay, findUnclosed } from './close-store.ts'

/** How long after its end a day is closed, ms: what a queue delivers later than that is not among its tops. */
const LATE_MS = HOUR_MS
/** On the day that clocks are set forward. An organization whose day may be over by now is looked at. */
const SHORTEST_DAY_MS = 23 * HOUR_MS
/** Further back nobody looks. */
const DAYS_BACK = 90
/** Organizations and days of one run. */
const CHUNK = 200

/**
 * Sums up the hours that are over, and of each day that is over the keys and routes most called, so that statistics read
 * a row an hour and a row a day. Days begin where the organization's time zone has them begin; after a change of the zone
 * the next one goes on where the last one ended. A day that was closed before is not read again.
 */
export const rollUpDays: Job<'closed'> = {
  name: 'close-days',
  phase: 'rollup',
  every: 'hour',
  figures: { closed: ['day summed up', 'days summed up'] },
  run: async ({ db, now }) => {
    await closeHours(db, now - HOUR_MS)
    let closed = 0
    for (const { id, timeZone, closedUntil } of await findUnclosed(db, now - LATE_MS - SHORTEST_DAY_MS, CHUNK)) {
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
