import { sql } from 'drizzle-orm'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'
import { floorOfTime } from './requests/store.ts'

/** Requests after as many days as deliveries are kept. Ids contain the time, so each webhook is one seek. */
const sweepOldRequests: Sweep = (now, limit) => sql`
  DELETE FROM incoming_requests WHERE (organization_id, webhook_id, id) IN (
    SELECT r.organization_id, r.webhook_id, r.id
    FROM incoming_webhooks w
      CROSS JOIN organizations o ON o.id = w.organization_id
      CROSS JOIN incoming_requests r ON r.organization_id = w.organization_id AND r.webhook_id = w.id
        AND r.id < ${floorOfTime(sql`(${now} - o.delivery_retention_days * ${DAY_MS})`)}
    LIMIT ${limit})`

/** Requests of deleted incoming webhooks: nothing finds them any more. */
const sweepRequestsOfDeleted: Sweep = (_, limit) => sql`
  DELETE FROM incoming_requests WHERE (organization_id, webhook_id, id) IN (
    SELECT r.organization_id, r.webhook_id, r.id
    FROM incoming_webhooks w
      CROSS JOIN incoming_requests r ON r.organization_id = w.organization_id AND r.webhook_id = w.id
    WHERE w.deleted_at IS NOT NULL
    LIMIT ${limit})`

/** Deleted incoming webhooks a day later, without requests. Until then their guards know that they are deleted. */
const sweepDeleted: Sweep = (now, limit) => sql`
  DELETE FROM incoming_webhooks WHERE (organization_id, id) IN (
    SELECT w.organization_id, w.id FROM incoming_webhooks w
    WHERE w.deleted_at < ${now - DAY_MS} AND NOT EXISTS (
      SELECT 1 FROM incoming_requests r WHERE r.organization_id = w.organization_id AND r.webhook_id = w.id)
    LIMIT ${limit})`

export const incomingRetention: Retention = { sweeps: [sweepOldRequests, sweepRequestsOfDeleted, sweepDeleted] }
