import { and, asc, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { ListAlerts } from '../../../contract/alerts.ts'
import { type Database, failsBecause, runBatch, type Statement } from '../../platform/db/client.ts'
import { inReach, type Reach } from '../../platform/db/reach.ts'
import { alertRules, alerts, organizations } from '../../platform/db/schema.ts'

export type AlertRow = typeof alerts.$inferSelect

// A literal, never a parameter: SQLite uses the partial index of open alerts only if the condition is literally the
// same.
const isOpen = sql`status = 'open'`

/** Resolves an alert for a person; a resolved alert stays as it is. */
export const resolveAlert = (db: Database, organizationId: string, id: string, by: string, now: number): Statement =>
  db
    .update(alerts)
    .set({ status: 'resolved', resolvedAt: now, resolvedBy: by })
    .where(and(eq(alerts.organizationId, organizationId), eq(alerts.id, id), isOpen))

/** Reopens a resolved alert, unless another alert with the same cause is open. */
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

/** Open alerts within a reach with some causes, at most `limit`. The index of open alerts finds each cause. */
export const findOpenAlerts = (
  db: Database,
  reach: Reach,
  causes: readonly string[],
  limit: number,
): Promise<AlertRow[]> =>
  db
    .select()
    .from(alerts)
    .where(
      and(
        inReach(alerts, reach),
        inArray(alerts.cause, sql`(SELECT value FROM json_each(${JSON.stringify(causes)}))`),
        isOpen,
      ),
    )
    .limit(limit)
    .all()

/** The alerts among `ids` that are within a reach. */
export function findAlerts(db: Database, reach: Reach, ids: string[]) {
  return db
    .select({ id: alerts.id, kind: alerts.kind, status: alerts.status, targetName: alerts.targetName })
    .from(alerts)
    .where(and(among(reach.organizationId, ids), inReach(alerts, reach)))
}

/**
 * One page of the alerts within a reach after `position`, newest first, with the total number of open alerts and of
 * critical ones.
 */
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
/** Condition: the rule of the alert, if it has one, allows `channel` at `now` (ms). */
const isChannelOn = (channel: 'byEmail' | 'asEvent', now: number) =>
  or(
    isNull(alertRules.kind),
    and(
      eq(alertRules.enabled, 1),
      eq(alertRules[channel], 1),
      or(isNull(alertRules.mutedUntil), lte(alertRules.mutedUntil, now)),
    ),
  )

/**
 * Open alerts that occurred after `since` (ms) and were not mailed, where the organization wants mail and the rule of
 * the kind allows it.
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
        isChannelOn('byEmail', now),
        gt(alerts.lastAt, since),
        isNotNull(organizations.alertEmail),
      ),
    )
    .orderBy(alerts.organizationId, alerts.cause)
    .limit(limit)
}

/** Marks alerts as mailed at `at`; returns the ids of those that were not marked before. */
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

/** Removes the mark `at` from alerts whose mail could not be sent. */
export const releaseFromMail = (db: Database, organizationId: string, ids: readonly string[], at: number) =>
  runBatch(
    db,
    db
      .update(alerts)
      .set({ emailedAt: null })
      .where(and(among(organizationId, ids), eq(alerts.emailedAt, at))),
  )

/** An alert to publish, with the time zone that its message needs. */
export type AlertToPublish = AlertRow & { timeZone: string }

const publishColumns = { ...getTableColumns(alerts), timeZone: organizations.timeZone }

/**
 * Open alerts that are not published yet, that occurred after `since` (ms) and whose rule allows it; at most `limit`.
 */
export const unpublishedAlerts = (db: Database, since: number, now: number, limit: number): Promise<AlertToPublish[]> =>
  db
    .select(publishColumns)
    .from(alerts)
    .innerJoin(organizations, eq(organizations.id, alerts.organizationId))
    .leftJoin(alertRules, itsRule)
    .where(
      and(
        sql`${alerts.status} = 'open'`,
        isNull(alerts.publishedAt),
        gt(alerts.lastAt, since),
        isChannelOn('asEvent', now),
      ),
    )
    .orderBy(asc(alerts.lastAt))
    .limit(limit)
    .all()

/** Alerts that were published as raised and have ended; at most `limit`. */
export const endedAlerts = (db: Database, limit: number): Promise<AlertToPublish[]> =>
  db
    .select(publishColumns)
    .from(alerts)
    .innerJoin(organizations, eq(organizations.id, alerts.organizationId))
    .where(and(sql`${alerts.status} = 'resolved'`, isNotNull(alerts.publishedAt)))
    .orderBy(asc(alerts.resolvedAt))
    .limit(limit)
    .all()

/**
 * Marks alerts as published if all of them are still open and unpublished (`ended`: ended and published as raised).
 * Otherwise the whole transaction fails (`isPublishConflict`), so nothing is published twice.
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
      // NULL if the alert was changed since it was read. The column is NOT NULL, so this aborts the transaction.
      status: sql`CASE WHEN ${asRead} THEN status END`,
      publishedAt: ended ? null : now,
    })
    .where(among(organizationId, ids))
}

/** Whether a transaction failed because an alert was changed since it was read. */
export const isPublishConflict = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: alerts\.status/)
