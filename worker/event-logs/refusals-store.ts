import { sql } from 'drizzle-orm'
import type { Statement } from '../db/client.ts'
import { at } from '../db/wire.ts'
import { minuteOf } from '../lib/time.ts'
import { notYetLogged } from './batch-store.ts'
import type { LogRecord } from './entry.ts'
import { refusedAs } from './refusals.ts'

/** Callers counted of one statement, those with most calls first: a flood from everywhere costs no more than this. */
const CALLERS = 100

/**
 * Counts the refused calls of a batch by caller and minute, for the alerts; no statement at all where there are none. To
 * stand before the entries themselves, so that what comes twice is counted once.
 */
export function refusals(entries: readonly LogRecord[]): Statement[] {
  const refused = entries.flatMap((entry) => {
    const counted = refusedAs(entry)
    const { organizationId, time, id } = entry
    return counted ? [[organizationId, time, id, counted.kind, counted.target, minuteOf(time)]] : []
  })
  if (refused.length === 0) return []
  return [
    sql`
      INSERT INTO alert_counters (organization_id, kind, target_id, minute, calls)
      SELECT ${at(0)}, ${at(3)}, ${at(4)}, ${at(5)}, count(*)
      FROM json_each(${JSON.stringify(refused)})
      WHERE ${notYetLogged}
      GROUP BY 1, 2, 3, 4
      ORDER BY 5 DESC
      LIMIT ${CALLERS}
      ON CONFLICT (organization_id, kind, target_id, minute) DO UPDATE SET calls = calls + excluded.calls`,
  ]
}
