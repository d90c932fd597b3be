import { and, desc, eq, gt, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ApprovalStatus } from '../../../../contract/agents.data.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { approvals } from '../../../platform/db/schema.ts'
import { idFloor } from '../../../platform/lib/ids.ts'

export type ApprovalRow = typeof approvals.$inferSelect

// Literals, never parameters: SQLite uses the partial indexes only for the same condition.
const isOpen = sql`status IN ('pending', 'approved')`

/** Which call an approval is for: of whom, and the hash of tool, version and arguments. */
export type CallKey = Pick<ApprovalRow, 'organizationId' | 'callerId' | 'callHash'>

/** The newest approval of a call that was asked for after `since` (ms). Ids contain the time, so few rows are read. */
export const findApprovalOfCall = (db: Database, key: CallKey, since: number): Promise<ApprovalRow | undefined> =>
  db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.organizationId, key.organizationId),
        gte(approvals.id, idFloor('apr', since)),
        eq(approvals.callerId, key.callerId),
        eq(approvals.callHash, key.callHash),
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(1)
    .get()

/** Closes what nobody decided, or used, in time: an index of open calls must not keep a new one out. */
export const expireOpen = (organizationId: string, now: number): Statement => sql`
  UPDATE approvals SET status = 'expired'
  WHERE organization_id = ${organizationId} AND ${isOpen} AND expires_at <= ${now}`

export const insertApproval = (db: Database, row: ApprovalRow): Statement => db.insert(approvals).values(row)

/** Makes the transaction fail (`isTooMany`) if more than `max` calls of a caller wait. Writes nothing. */
export const limitPending = ({ organizationId, id, callerId }: ApprovalRow, max: number): Statement => sql`
  UPDATE approvals SET title = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND (
    SELECT count(*) FROM approvals
    WHERE organization_id = ${organizationId} AND status = 'pending' AND caller_id = ${callerId}) > ${max}`

export const isTooMany = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: approvals\.title/)

/**
 * Decides an approval. If it does not wait any more, its transaction fails (`isDecided`), so that what the decision causes does not
 * happen twice.
 */
export const decide = (
  { organizationId, id }: Pick<ApprovalRow, 'organizationId' | 'id'>,
  decision: Pick<ApprovalRow, 'expiresAt' | 'decidedBy' | 'reason'> & { status: 'approved' | 'denied' },
  now: number,
): Statement => sql`
  UPDATE approvals SET
    status = CASE WHEN status = 'pending' AND expires_at > ${now} THEN ${decision.status} END,
    decided_at = ${now}, decided_by = ${decision.decidedBy}, reason = ${decision.reason}, expires_at = ${decision.expiresAt}
  WHERE organization_id = ${organizationId} AND id = ${id}`

export const isDecided = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: approvals\.status/)

/** Uses an approved call. Only one of several at the same time changes a row. */
export const markUsed = (
  db: Database,
  { organizationId, id }: Pick<ApprovalRow, 'organizationId' | 'id'>,
  requestId: string,
  now: number,
): Statement =>
  db
    .update(approvals)
    .set({ status: 'used', usedAt: now, requestId })
    .where(
      and(
        eq(approvals.organizationId, organizationId),
        eq(approvals.id, id),
        sql`status = 'approved'`,
        gt(approvals.expiresAt, now),
      ),
    )

export const findApproval = (db: Database, reach: Reach, id: string): Promise<ApprovalRow | undefined> =>
  db
    .select()
    .from(approvals)
    .where(and(inReach(approvals, reach), eq(approvals.id, id)))
    .get()

/** A page of approvals after the id `after`, newest first, at most `limit`. */
export const listApprovalRows = (
  db: Database,
  reach: Reach,
  { status, after, now }: { status: ApprovalStatus | undefined; after: string | null; now: number },
  limit: number,
): Promise<ApprovalRow[]> =>
  db
    .select()
    .from(approvals)
    .where(
      and(
        inReach(approvals, reach),
        status && hasStatus(status, now),
        after === null ? undefined : lt(approvals.id, after),
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(limit)
    .all()

/** What nobody decided, or used, in time has expired, whether it is marked yet or not. */
function hasStatus(status: ApprovalStatus, now: number): SQL | undefined {
  if (status === 'pending') return and(sql`status = 'pending'`, gt(approvals.expiresAt, now))
  if (status === 'approved') return and(sql`status = 'approved'`, gt(approvals.expiresAt, now))
  if (status === 'expired') return or(sql`status = 'expired'`, and(isOpen, lte(approvals.expiresAt, now)))
  return eq(approvals.status, status)
}
