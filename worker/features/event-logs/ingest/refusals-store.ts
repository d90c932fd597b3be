import { sql } from 'drizzle-orm'
import type { Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { minuteOf } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { refusedAs } from './refusals.ts'

/** Callers counted of one statement, those with most calls first: a flood from everywhere costs no more than this. */
const CALLERS = 100

/**
 * Counts the refused calls of a batch by caller and minute, for the alerts; no statement at all where there are none.
 */
export function refusals(entries: readonly LogRecord[]): Statement[] {
  const counted = new Map<string, { row: [string, string, string, number]; calls: number }>()
  for (const entry of entries) {
    const refused = refusedAs(entry)
    if (!refused) continue
    const row: [string, string, string, number] = [
      entry.organizationId,
      refused.kind,
      refused.target,
      minuteOf(entry.time),
    ]
    const known = counted.get(row.join('\n'))
    if (known) known.calls++
    else counted.set(row.join('\n'), { row, calls: 1 })
  }
  if (counted.size === 0) return []
  const most = [...counted.values()].sort((a, b) => b.calls - a.calls).slice(0, CALLERS)
  return [
    sql`
      INSERT INTO alert_counters (organization_id, kind, target_id, minute, calls)
      SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}
      FROM json_each(${JSON.stringify(most.map(({ row, calls }) => [...row, calls]))})
      WHERE true
      ON CONFLICT (organization_id, kind, target_id, minute) DO UPDATE SET calls = calls + excluded.calls`,
  ]
}
