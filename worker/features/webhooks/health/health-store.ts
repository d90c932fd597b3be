import { type SQL, sql } from 'drizzle-orm'
import type { Health } from '../../../../contract/webhooks.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { DEGRADED_FROM, ENOUGH, FAILING_FROM, HEALTHY_FROM } from './health.ts'

/** How many deliveries of a webhook succeeded in the last 24 hours, and how many failed, as a JSON list. */
const ofDay = (now: number): SQL => sql`(
  SELECT json_array(coalesce(sum(json_extract(value, '$[0]')), 0), coalesce(sum(json_extract(value, '$[1]')), 0))
  FROM json_each(u.hours) WHERE CAST(key AS INTEGER) > ${Math.floor(now / HOUR_MS) - 24})`

/**
 * Whether the webhook of the query around it is of this health: the same as `sampleOf` and `healthOf` say. One row of
 * webhook_usage is read for each webhook.
 */
export const hasHealth = (health: Health, now: number): SQL => sql`${health} = CASE
  WHEN webhooks.status = 'disabled' THEN 'disabled'
  WHEN webhooks.consecutive_failures >= ${FAILING_FROM} THEN 'failing'
  ELSE coalesce((
    SELECT CASE
      WHEN deliveries = 0 OR succeeded * 100 >= deliveries * ${HEALTHY_FROM} THEN 'healthy'
      WHEN succeeded * 100 >= deliveries * ${DEGRADED_FROM} THEN 'degraded'
      ELSE 'failing' END
    FROM (
      SELECT
        CASE WHEN good + bad >= ${ENOUGH} THEN good + bad ELSE length(recent) END AS deliveries,
        CASE WHEN good + bad >= ${ENOUGH} THEN good ELSE length(replace(recent, 'x', '')) END AS succeeded
      FROM (
        SELECT recent, json_extract(day, '$[0]') AS good, json_extract(day, '$[1]') AS bad FROM (
          SELECT u.recent, ${ofDay(now)} AS day
          FROM webhook_usage u
          WHERE u.organization_id = webhooks.organization_id AND u.webhook_id = webhooks.id
          -- Without a limit SQLite would work out the sums anew wherever they are used.
          LIMIT 1)))), 'healthy')
  END`
