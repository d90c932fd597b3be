import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { MIN_FAILING_STREAK } from '../../../../contract/webhooks.data.ts'
import type { Health } from '../../../../contract/webhooks.ts'
import type { Database } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { deliveries, webhooks, webhookUsage } from '../../../platform/db/schema.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { DEGRADED_FROM, HEALTHY_FROM, MIN_SAMPLE } from './health.ts'

/** Deliveries of a webhook that succeeded and failed in the last 24 hours, as a JSON list of two numbers. */
const ofDay = (now: number): SQL => sql`(
  SELECT json_array(coalesce(sum(json_extract(value, '$[0]')), 0), coalesce(sum(json_extract(value, '$[1]')), 0))
  FROM json_each(u.hours) WHERE CAST(key AS INTEGER) > ${Math.floor(now / HOUR_MS) - 24})`

/**
 * Condition: the webhook of the enclosing query has this health. It follows the same rules as `sampleOf` and
 * `healthOf`. One row of webhook_usage is read per webhook.
 */
export const hasHealth = (health: Health, now: number): SQL => sql`${health} = CASE
  WHEN webhooks.status = 'disabled' THEN 'disabled'
  WHEN webhooks.consecutive_failures >= ${MIN_FAILING_STREAK} THEN 'failing'
  ELSE coalesce((
    SELECT CASE
      WHEN deliveries = 0 OR succeeded * 100 >= deliveries * ${HEALTHY_FROM} THEN 'healthy'
      WHEN succeeded * 100 >= deliveries * ${DEGRADED_FROM} THEN 'degraded'
      ELSE 'failing' END
    FROM (
      SELECT
        CASE WHEN good + bad >= ${MIN_SAMPLE} THEN good + bad ELSE length(recent) END AS deliveries,
        CASE WHEN good + bad >= ${MIN_SAMPLE} THEN good ELSE length(replace(recent, 'x', '')) END AS succeeded
      FROM (
        SELECT recent, json_extract(day, '$[0]') AS good, json_extract(day, '$[1]') AS bad FROM (
          SELECT u.recent, ${ofDay(now)} AS day
          FROM webhook_usage u
          WHERE u.organization_id = webhooks.organization_id AND u.webhook_id = webhooks.id
          -- Without a limit SQLite would work out the sums anew wherever they are used.
          LIMIT 1)))), 'healthy')
  END`

/** What the health of each webhook within a reach goes by: two rows per webhook. */
export const listHealthRows = (db: Database, reach: Reach) =>
  db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      environment: webhooks.environment,
      status: webhooks.status,
      disabledReason: webhooks.disabledReason,
      consecutiveFailures: webhooks.consecutiveFailures,
      failingSince: webhooks.failingSince,
      previousUntil: webhooks.previousUntil,
      recent: webhookUsage.recent,
      hours: webhookUsage.hours,
      lastSuccessAt: webhookUsage.lastSuccessAt,
    })
    .from(webhooks)
    .leftJoin(
      webhookUsage,
      and(eq(webhookUsage.organizationId, webhooks.organizationId), eq(webhookUsage.webhookId, webhooks.id)),
    )
    .where(and(inReach(webhooks, reach), isNull(webhooks.provider), isNull(webhooks.deletedAt)))
    .all()

/** Why the latest attempt that failed did so, among the newest 50 deliveries of a webhook; undefined if none did. */
export function findLastError(db: Database, organizationId: string, webhookId: string) {
  const newest = db
    .select({
      id: deliveries.id,
      errorKind: deliveries.errorKind,
      responseStatus: deliveries.responseStatus,
    })
    .from(deliveries)
    .where(and(eq(deliveries.organizationId, organizationId), eq(deliveries.webhookId, webhookId)))
    .orderBy(desc(deliveries.id))
    .limit(50)
    .as('newest')
  return db
    .select({ kind: newest.errorKind, status: newest.responseStatus })
    .from(newest)
    .where(sql`${newest.errorKind} IS NOT NULL`)
    .orderBy(desc(newest.id))
    .limit(1)
    .get()
}
