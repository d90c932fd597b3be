import { type Database, runBatch } from '../../../platform/db/client.ts'
import { clockOf } from '../../../platform/lib/time/zone.ts'
import type { LogMessage, LogRecord } from '../../../platform/request-log/entry.ts'
import { findTimeZones } from '../rollups/time-zone-store.ts'
import { findLogged, writeUnlogged } from './batch-store.ts'
import type { ClockOf } from './batch-sums.ts'
import { capRoutes } from './cap-routes.ts'
import { countOnce, markCounted } from './counter-store.ts'

/** Entries per statement: well under D1's 2 MB for a bound value. */
const CHUNK = 1000
/**
 * Another consumer may be writing the same entries at the same time, so the check for existing entries may be outdated.
 */
const MAX_TRIES = 3

/**
 * Writes queue messages to the database: rollups, usage of keys and log rows, with captured headers and bodies, in one
 * transaction, so that counters and log always agree. Redelivered messages change nothing: entries that are in the log
 * already are not counted again. Rejects if the database does; then nothing of that chunk is written.
 */
export async function writeLogBatch(db: Database, messages: readonly LogMessage[]): Promise<void> {
  const all = [...new Map(messages.flatMap((message) => message.entries).map((one) => [one.id, one])).values()]
  const clockOf = await clocksOf(db, all)
  const entries = await capRoutes(db, all, clockOf)
  for (let start = 0; start < entries.length; start += CHUNK) {
    await writeOnce(db, entries.slice(start, start + CHUNK), clockOf)
  }
  for (const message of messages) {
    const [first, ...rest] = message.counters.map((counter) => countOnce(message.id, counter))
    if (first) await runBatch(db, first, ...rest, markCounted(message))
  }
}

/** Nearly every entry arrives once, so the check for existing entries runs only if the write failed. */
async function writeOnce(db: Database, entries: readonly LogRecord[], clockOf: ClockOf): Promise<void> {
  let left = entries
  for (let tries = 1; left.length > 0; tries++) {
    try {
      return await writeUnlogged(db, left, clockOf)
    } catch (error) {
      const logged = await findLogged(db, left)
      // None of them was in the log, so duplicates are not the reason.
      if (logged.size === 0 || tries === MAX_TRIES) throw error
      left = left.filter(({ id }) => !logged.has(id))
    }
  }
}

/** The clocks of the organizations in the batch. Read for each batch, because a time zone may have changed. */
async function clocksOf(db: Database, entries: readonly LogRecord[]): Promise<ClockOf> {
  const ids = [...new Set(entries.map(({ organizationId }) => organizationId))]
  const zones = ids.length === 0 ? new Map<string, string>() : await findTimeZones(db, ids)
  const clocks = new Map(ids.map((id) => [id, clockOf(zones.get(id) ?? 'UTC')]))
  return (organizationId) => clocks.get(organizationId) ?? clockOf('UTC')
}
