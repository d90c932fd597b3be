import { and, asc, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { ListAlerts } from '../../../contract/alerts.ts'
import { type Database, failsBecause, runBatch, type Statement } from '../../platform/db/client.ts'
import { inReach, type Reach } from '../../platform/db/reach.ts'
import { alertRules, alerts, organizations } from '../../platform/db/schema.ts'

export type AlertRow = typeof alerts.$inferSelect

// Written out, and never a parameter: only so does SQLite know that the index of open alerts will do.
const isOpen = sql`status = 'open'`

/** A person resolves an alert; one that is resolved already stays as it is. */
export const resolveAlert = (db: Database, organizationId: string, id: string, by: string, now: number): Statement =>
  db
    .update(alerts)
    .set({ status: 'resolved', resolvedAt: now, resolvedBy: by })
    .where(and(eq(alerts.organizationId, organizationId), eq(alerts.id, id), isOpen))

/** Opens a resolved alert again, unless another of the same cause is open. */
export const reopenAlert = (organizationId: string, id: string): Statement => sql`
  UPDATE alerts SET status = 'open', resolved_at = NULL, resolved_by = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND status = 'resolved' AND NOT EXISTS (
    SELECT 1 FROM alerts other
    WHERE other.organization_id = ${organizationId} AND other.cause = alerts.cause AND other.status = 'open')`

const among = (organizationId: string, ids: readonly string[]) =>
  and(
    eq(alerts.organizationId, organizationId),
    inArray(alerts.id, sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`),
  )

/** Those within a reach among `ids`. */
export function findAlerts(db: Database, reach: Reach, ids: string[]) {
  return db
    .select({ id: alerts.id, kind: alerts.kind, status: alerts.status, targetName: alerts.targetName })
    .from(alerts)
    .where(and(among(reach.organizationId, ids), inReach(alerts, reach)))
}

/** One page of the alerts within a reach after `position`, newest first, and how many are open, or critical, in all. */
export async function listAlertRows(
  db: Database,
  reach: Reach,
  { status, kind, severity }: Pick<ListAlerts, 'status' | 'kind' | 'severity'>,
  position: { time: number; id: string } | null,
  limit: number,
): Promise<{ rows: AlertRow[]; open: number; openCritical: number }> {
  const its = inReach(alerts, reach)
  const [rows, [counted]] = await db.batch([
    db
      .select()
      .from(alerts)
      .where(
        and(
          its,
          status === undefined ? undefined : status === 'open' ? isOpen : eq(alerts.status, status),
          kind && eq(alerts.kind, kind),
          severity && eq(alerts.severity, severity),
          position
            ? and(lte(alerts.lastAt, position.time), or(lt(alerts.lastAt, position.time), lt(alerts.id, position.id)))
            : undefined,
        ),
      )
      .orderBy(desc(alerts.lastAt), desc(alerts.id))
      .limit(limit),
    db
      .select({
        open: sql<number>`count(*)`.as('open'),
        critical: sql<number>`coalesce(sum(${alerts.severity} = 'critical'), 0)`.as('critical'),
      })
      .from(alerts)
      .where(and(its, isOpen)),
  ])
  return { rows, open: counted?.open ?? 0, openCritical: counted?.critical ?? 0 }
}

export type UnsentAlert = Pick<
  AlertRow,
  'organizationId' | 'id' | 'kind' | 'severity' | 'targetType' | 'targetName' | 'details'
> & {
  organization: { name: string; timeZone: string; alertEmail: string }
}

const itsRule = and(eq(alertRules.organizationId, alerts.organizationId), eq(alertRules.kind, alerts.kind))
/** The rule of an alert, if there is one, lets it be told by `channel` at `now` (ms). */
const mayBeTold = (channel: 'byEmail' | 'asEvent', now: number) =>
  or(
    isNull(alertRules.kind),
    and(
      eq(alertRules.enabled, 1),
      eq(alertRules[channel], 1),
      or(isNull(alertRules.mutedUntil), lte(alertRules.mutedUntil, now)),
    ),
  )

/**
 * Open alerts that happened after `since` (ms) and were not sent, of organizations that want them by email, and of kinds
 * whose rule says so.
 */
export function unsentAlerts(db: Database, since: number, now: number, limit: number): Promise<UnsentAlert[]> {
  return db
    .select({
      organizationId: alerts.organizationId,
      id: alerts.id,
      kind: alerts.kind,
      severity: alerts.severity,
      targetType: alerts.targetType,
      targetName: alerts.targetName,
      details: alerts.details,
      organization: {
        name: organizations.name,
        timeZone: organizations.timeZone,
        alertEmail: sql<string>`${organizations.alertEmail}`.as('alert_email'),
      },
    })
    .from(alerts)
    .innerJoin(organizations, eq(organizations.id, alerts.organizationId))
    .leftJoin(alertRules, itsRule)
    .where(
      and(
        sql`${alerts.status} = 'open'`,
        isNull(alerts.emailedAt),
        mayBeTold('byEmail', now),
        gt(alerts.lastAt, since),
        isNotNull(organizations.alertEmail),
      ),
    )
    .orderBy(alerts.organizationId, alerts.cause)
    .limit(limit)
}

/** Marks alerts as sent at `at`; answers the ids of those that nobody had marked before. */
export async function claimForMail(
  db: Database,
  organizationId: string,
  ids: readonly string[],
  at: number,
): Promise<string[]> {
  const rows = await db
    .update(alerts)
    .set({ emailedAt: at })
    .where(and(among(organizationId, ids), isNull(alerts.emailedAt)))
    .returning({ id: alerts.id })
  return rows.map((row) => row.id)
}

/** Takes the mark of `at` back from alerts that could not be sent. */
export const releaseFromMail = (db: Database, organizationId: string, ids: readonly string[], at: number) =>
  runBatch(
    db,
    db
      .update(alerts)
      .set({ emailedAt: null })
      .where(and(among(organizationId, ids), eq(alerts.emailedAt, at))),
  )

/** An alert that webhooks are to be told of, with what its words need. */
export type NewsOfAlert = AlertRow & { timeZone: string }

const newsColumns = { ...getTableColumns(alerts), timeZone: organizations.timeZone }

/**
 * Alerts that webhooks do not know of: open ones that happened after `since` (ms), of kinds whose rule says so, at most
 * `limit` of them.
 */
export const unpublishedAlerts = (db: Database, since: number, now: number, limit: number): Promise<NewsOfAlert[]> =>
  db
    .select(newsColumns)
    .from(alerts)
    .innerJoin(organizations, eq(organizations.id, alerts.organizationId))
    .leftJoin(alertRules, itsRule)
    .where(
      and(
        sql`${alerts.status} = 'open'`,
        isNull(alerts.publishedAt),
        gt(alerts.lastAt, since),
        mayBeTold('asEvent', now),
      ),
    )
    .orderBy(asc(alerts.lastAt))
    .limit(limit)
    .all()

/** Alerts that webhooks hold for open and that are over; at most `limit`. */
export const endedAlerts = (db: Database, limit: number): Promise<NewsOfAlert[]> =>
  db
    .select(newsColumns)
    .from(alerts)
    .innerJoin(organizations, eq(organizations.id, alerts.organizationId))
    .where(and(sql`${alerts.status} = 'resolved'`, isNotNull(alerts.publishedAt)))
    .orderBy(asc(alerts.resolvedAt))
    .limit(limit)
    .all()

/**
 * Marks alerts as published, if all of them are still open and unpublished (`ended`: over and published). Otherwise it
 * makes the whole transaction fail (`isLostNews`): nothing is published twice.
 */
export function markPublished(
  db: Database,
  organizationId: string,
  ids: readonly string[],
  now: number,
  ended: boolean,
): Statement {
  const asRead = ended
    ? sql`status = 'resolved' AND published_at IS NOT NULL`
    : sql`status = 'open' AND published_at IS NULL`
  return db
    .update(alerts)
    .set({
      // NULL where it is not as it was read: the column does not take it, and that is what stops the transaction.
      status: sql`CASE WHEN ${asRead} THEN status END`,
      publishedAt: ended ? null : now,
    })
    .where(among(organizationId, ids))
}

/** Whether a transaction failed because an alert was changed since it was read. */
export const isLostNews = (error: unknown): boolean => failsBecause(error, /NOT NULL constraint failed: alerts\.status/)
