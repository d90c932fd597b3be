import { type SQL, sql } from 'drizzle-orm'
import type { Health } from '../../contract/webhooks.ts'
import { idFloor } from '../lib/ids.ts'
import { DAY_MS } from '../lib/time.ts'
import { FAILING_FROM } from './health.ts'

/** How far back deliveries tell how a webhook fares, and how many of them do. */
const RECENT_MS = 7 * DAY_MS
const LATEST = 20
/** While an endpoint is left alone, many of the newest may not have been tried: no more than these are looked at. */
const LOOKED_AT = 100

/**
 * The latest deliveries of the webhook of the query around it that were tried, newest first: an x for one that failed or
 * needed another attempt, else a dot. One that was sent again by hand counts from there, and what was sent before the
 * webhook last changed, or went on, tells nothing of it as it is now. SQLite runs the inner queries as co-routines, in the
 * order of the key, and stops when it has enough: saying the order again would read every row twice.
 */
const marksOf = (now: number): SQL => sql`
  SELECT coalesce(group_concat(CASE WHEN tries > 1 OR error_kind IS NOT NULL THEN 'x' ELSE '.' END, ''), '') AS marks
  FROM (
    SELECT tries, error_kind FROM (
      SELECT attempts - schedule_from AS tries, error_kind, started_at FROM deliveries
      WHERE organization_id = webhooks.organization_id AND webhook_id = webhooks.id
        AND id >= ${idFloor('dlv', now - RECENT_MS)}
      ORDER BY id DESC LIMIT ${LOOKED_AT})
    WHERE tries > 0 AND started_at >= webhooks.updated_at
    LIMIT ${LATEST})`

/** Which of a webhook's latest deliveries had trouble, newest first. */
export const recentTroubles = (now: number) =>
  sql`(${marksOf(now)})`.mapWith((marks: string): boolean[] => [...marks].map((mark) => mark === 'x')).as('troubles')

/** Whether a webhook is of this health: the same as `healthOf` says. */
export const hasHealth = (health: Health, now: number): SQL => sql`${health} = CASE
  WHEN webhooks.status = 'disabled' THEN 'disabled'
  WHEN webhooks.consecutive_failures >= ${FAILING_FROM} THEN 'failing'
  WHEN webhooks.consecutive_failures > 0 THEN 'degraded'
  WHEN (SELECT marks GLOB 'x*' OR marks GLOB '*x*x*' FROM (${marksOf(now)})) THEN 'degraded'
  ELSE 'healthy' END`
