import { sql } from 'drizzle-orm'
import type { Statement } from '../../../platform/db/client.ts'
import type { Counter, LogMessage } from '../../../platform/request-log/entry.ts'

/** Adds to the number of calls of an organization and hour that have no entry in the log. */
export const countCalls = ({ organizationId, hour, kind, calls }: Counter): Statement => sql`
  INSERT INTO log_counters (organization_id, hour, kind, calls) VALUES (${organizationId}, ${hour}, ${kind}, ${calls})
  ON CONFLICT (organization_id, hour, kind) DO UPDATE SET calls = calls + excluded.calls`

/** The same for a counter in a queue message, unless the message was counted before. */
export const countOnce = (messageId: string, counter: Counter): Statement => sql`
  INSERT INTO log_counters (organization_id, hour, kind, calls)
  SELECT ${counter.organizationId}, ${counter.hour}, ${counter.kind}, ${counter.calls}
  WHERE NOT EXISTS (SELECT 1 FROM log_batches WHERE id = ${messageId})
  ON CONFLICT (organization_id, hour, kind) DO UPDATE SET calls = calls + excluded.calls`

/** Marks a queue message as counted. It must be the last statement of the batch that counts it. */
export const markCounted = (message: LogMessage): Statement => sql`
  INSERT OR IGNORE INTO log_batches (id, organization_id, at)
  VALUES (${message.id}, ${message.counters[0]?.organizationId ?? ''}, ${message.counters[0]?.hour ?? 0})`
