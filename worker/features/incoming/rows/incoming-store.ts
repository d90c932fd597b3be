import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { fold } from '../../../../contract/lib/fold.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { incomingWebhooks } from '../../../platform/db/schema.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'
import { allowedByPlan } from '../../../platform/limits/store.ts'

/** An incoming webhook as it is stored. */
export type IncomingRow = typeof incomingWebhooks.$inferSelect
export type StoredMapping = IncomingRow['mapping']
export type IncomingChange = Partial<IncomingRow>
/** `lastRequest`: the id of its newest request, which contains its time. */
export type ShownRow = IncomingRow & { lastRequest: string | null }

const columns = {
  organizationId: incomingWebhooks.organizationId,
  id: incomingWebhooks.id,
  name: incomingWebhooks.name,
  description: incomingWebhooks.description,
  environment: incomingWebhooks.environment,
  status: incomingWebhooks.status,
  target: incomingWebhooks.target,
  module: incomingWebhooks.module,
  action: incomingWebhooks.action,
  upsertField: incomingWebhooks.upsertField,
  mapping: incomingWebhooks.mapping,
  eventType: incomingWebhooks.eventType,
  verification: incomingWebhooks.verification,
  sealedSecrets: incomingWebhooks.sealedSecrets,
  senderId: incomingWebhooks.senderId,
  perMinute: incomingWebhooks.perMinute,
  reference: incomingWebhooks.reference,
  secretHash: incomingWebhooks.secretHash,
  pepperVersion: incomingWebhooks.pepperVersion,
  lastCharacters: incomingWebhooks.lastCharacters,
  version: incomingWebhooks.version,
  createdAt: incomingWebhooks.createdAt,
  createdBy: incomingWebhooks.createdBy,
  updatedAt: incomingWebhooks.updatedAt,
  deletedAt: incomingWebhooks.deletedAt,
  lastRequest: sql<string | null>`(
    SELECT max(r.id) FROM incoming_requests r
    WHERE r.organization_id = incoming_webhooks.organization_id AND r.webhook_id = incoming_webhooks.id)`.as(
    'last_request',
  ),
}

/** One incoming webhook within a reach, deleted ones included: their guards are confirmed again. */
export const findIncomingOrTombstone = (db: Database, reach: Reach, id: string): Promise<ShownRow | undefined> =>
  db
    .select(columns)
    .from(incomingWebhooks)
    .where(and(inReach(incomingWebhooks, reach), eq(incomingWebhooks.id, id)))
    .get()

/** Incoming webhooks within a reach, newest first, after the id `beforeId`; at most `limit`. */
export const listIncomingRows = (
  db: Database,
  reach: Reach,
  { status, q }: { status?: IncomingRow['status'] | undefined; q?: string | undefined },
  beforeId: string | null,
  limit: number,
): Promise<ShownRow[]> =>
  db
    .select(columns)
    .from(incomingWebhooks)
    .where(
      and(
        inReach(incomingWebhooks, reach),
        isNull(incomingWebhooks.deletedAt),
        beforeId === null ? undefined : lt(incomingWebhooks.id, beforeId),
        status && eq(incomingWebhooks.status, status),
        q ? sql`instr(lower(${incomingWebhooks.name}), ${fold(q)}) > 0` : undefined,
      ),
    )
    .orderBy(desc(incomingWebhooks.id))
    .limit(limit)
    .all()

/** The names and public references of all incoming webhooks within a reach; an organization has few of them. */
export const listReferences = (db: Database, reach: Reach) =>
  db
    .select({
      id: incomingWebhooks.id,
      name: incomingWebhooks.name,
      environment: incomingWebhooks.environment,
      reference: incomingWebhooks.reference,
    })
    .from(incomingWebhooks)
    .where(and(inReach(incomingWebhooks, reach), isNull(incomingWebhooks.deletedAt)))
    .all()

export const insertIncoming = (db: Database, row: IncomingRow): Statement => db.insert(incomingWebhooks).values(row)

/**
 * Makes the transaction that inserts an incoming webhook fail (`isLostRace`) if the organization then has more than its
 * plan allows. Writes nothing otherwise.
 */
export const limitIncoming = (organizationId: string, id: string): Statement => sql`
  UPDATE incoming_webhooks SET version = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND ${allowedByPlan('incoming', organizationId)} < (
    SELECT count(*) FROM incoming_webhooks WHERE organization_id = ${organizationId} AND deleted_at IS NULL)`

/** Changes an incoming webhook if it is still at its version; otherwise the transaction fails (`isLostRace`). */
export const updateIncomingRow = (db: Database, row: IncomingRow, change: IncomingChange, now: number): Statement =>
  db
    .update(incomingWebhooks)
    .set({ ...change, version: nextVersion(incomingWebhooks.version, row.version), updatedAt: now })
    .where(and(eq(incomingWebhooks.organizationId, row.organizationId), eq(incomingWebhooks.id, row.id)))

/** Whether a transaction failed because the webhook was changed since it was read, or because of `limitIncoming`. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: incoming_webhooks\.version/)
