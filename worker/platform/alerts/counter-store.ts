import { sql } from 'drizzle-orm'
import type { AlertKind } from '../../../contract/alerts.data.ts'
import type { Statement } from '../db/client.ts'
import { at } from '../db/json-rows.ts'

/**
 * Something that raises an alert only in large numbers, such as refused calls: how often one target did it in one
 * minute (ms).
 */
export type CountedCalls = { organizationId: string; kind: AlertKind; target: string; minute: number; calls: number }

/** Adds to the counters that burst detection reads. For the same batch as the rows that are counted. */
export const addToCounters = (counted: readonly CountedCalls[]): Statement => sql`
  INSERT INTO alert_counters (organization_id, kind, target_id, minute, calls)
  SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}
  FROM json_each(${JSON.stringify(counted.map((one) => [one.organizationId, one.kind, one.target, one.minute, one.calls]))})
  WHERE true
  ON CONFLICT (organization_id, kind, target_id, minute) DO UPDATE SET calls = calls + excluded.calls`
