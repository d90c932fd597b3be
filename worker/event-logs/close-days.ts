import type { Job } from '../job.ts'
import { DAY_MS, HOUR_MS, hourOf, startOfDay } from '../lib/time.ts'
import { closeDay, findUnclosed } from './close-store.ts'
import { closeHours } from './hour-store.ts'

/** How long after its end a day is closed, ms: what a queue delivers later than that is not among its tops. */
const LATE_MS = HOUR_MS
/** Further back nobody looks. */
const DAYS_BACK = 90
/** Organisations and days of one run. */
const CHUNK = 200

/**
 * Sums up the hours that are over, and of each day that is over the keys and routes most called, so that statistics read
 * a row an hour and a row a day. A day that was closed before is not read again.
 */
export const closeDays: Job = {
  name: 'close-days',
  every: 'hour',
  run: async ({ db, now }) => {
    await closeHours(db, hourOf(now))
    const end = startOfDay(now - LATE_MS)
    let closed = 0
    const organizations = await findUnclosed(db, end, CHUNK)
    for (const { id, last } of organizations) {
      const first = Math.max(last === null ? 0 : last + DAY_MS, end - DAYS_BACK * DAY_MS)
      for (let day = first; day < end && closed < CHUNK; day += DAY_MS) {
        await closeDay(db, id, day)
        closed++
      }
      if (closed >= CHUNK) break
    }
    return { cursor: closed >= CHUNK ? 'more' : null, result: { closed } }
  },
}
