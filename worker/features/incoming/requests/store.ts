import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { ListIncomingRequests } from '../../../../contract/incoming.ts'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { Expression, insertRow } from '../../../platform/db/insert-row.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { incomingRequests, incomingWebhooks } from '../../../platform/db/schema.ts'
import { idFloor } from '../../../platform/lib/ids.ts'

export type RequestRow = typeof incomingRequests.$inferSelect
export type SummaryRow = Omit<RequestRow, 'headers' | 'mapped' | 'body'> & { hasBody: boolean }

const summary = {
  organizationId: incomingRequests.organizationId,
  webhookId: incomingRequests.webhookId,
  id: incomingRequests.id,
  environment: incomingRequests.environment,
  verdict: incomingRequests.verdict,
  outcome: incomingRequests.outcome,
  reason: incomingRequests.reason,
  errors: incomingRequests.errors,
  result: incomingRequests.result,
  module: incomingRequests.module,
  recordId: incomingRequests.recordId,
  eventId: incomingRequests.eventId,
  senderId: incomingRequests.senderId,
  contentType: incomingRequests.contentType,
  sizeBytes: incomingRequests.sizeBytes,
  ip: incomingRequests.ip,
  requestId: incomingRequests.requestId,
  firstId: incomingRequests.firstId,
  replay: incomingRequests.replay,
  hasBody: sql<number>`${incomingRequests.body} IS NOT NULL`.mapWith(Boolean).as('has_body'),
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes of a body, as a text where that is the same: bytes are sent to the database as a list of numbers. */
function blobOf(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes)
    return text.includes('\0') ? bytes : new Expression('CAST(? AS BLOB)', text)
  } catch {
    return bytes
  }
}

export const insertRequest = (row: RequestRow): Statement =>
  insertRow('incoming_requests', {
    organization_id: row.organizationId,
    webhook_id: row.webhookId,
    id: row.id,
    environment: row.environment,
    verdict: row.verdict,
    outcome: row.outcome,
    reason: row.reason,
    errors: asJson(row.errors),
    result: row.result,
    module: row.module,
    record_id: row.recordId,
    event_id: row.eventId,
    sender_id: row.senderId,
    content_type: row.contentType,
    size_bytes: row.sizeBytes,
    ip: row.ip,
    request_id: row.requestId,
    first_id: row.firstId,
    replay: row.replay,
    headers: JSON.stringify(row.headers),
    mapped: asJson(row.mapped),
    body: row.body && blobOf(row.body),
  })

/** Whether a transaction failed because a request with the same id of the sender was accepted before. */
export const isRepeat = (error: unknown): boolean =>
  failsBecause(error, /UNIQUE constraint failed: incoming_requests\..*sender_id/)

/** The accepted request with an id of the sender. One row is read. */
export const findAccepted = (
  db: Database,
  organizationId: string,
  webhookId: string,
  senderId: string,
): Promise<SummaryRow | undefined> =>
  db
    .select(summary)
    .from(incomingRequests)
    .where(
      and(
        eq(incomingRequests.organizationId, organizationId),
        eq(incomingRequests.webhookId, webhookId),
        eq(incomingRequests.senderId, senderId),
        // Repeats the condition of the partial index, so that SQLite uses it.
        sql`sender_id IS NOT NULL AND verdict = 'accepted'`,
      ),
    )
    .get()

/** A request of an incoming webhook with everything, within a reach. */
export const findRequest = (db: Database, reach: Reach, webhookId: string, id: string) =>
  db
    .select({
      ...summary,
      headers: incomingRequests.headers,
      mapped: incomingRequests.mapped,
      body: incomingRequests.body,
    })
    .from(incomingRequests)
    .where(
      and(inReach(incomingRequests, reach), eq(incomingRequests.webhookId, webhookId), eq(incomingRequests.id, id)),
    )
    .get()
export type FullRow = NonNullable<Awaited<ReturnType<typeof findRequest>>>

/**
 * The request that a call made, within a reach, with the name of its incoming webhook. Ids contain the time, so each webhook of the
 * organization is one seek: from `fromId` on, and before `toId`.
 */
export const findRequestOfCallRow = (db: Database, reach: Reach, requestId: string, fromId: string, toId: string) =>
  db
    .select({ ...summary, webhookName: incomingWebhooks.name })
    .from(incomingWebhooks)
    .crossJoin(incomingRequests)
    .where(
      and(
        inReach(incomingWebhooks, reach),
        isNull(incomingWebhooks.deletedAt),
        eq(incomingRequests.organizationId, incomingWebhooks.organizationId),
        eq(incomingRequests.webhookId, incomingWebhooks.id),
        gte(incomingRequests.id, fromId),
        lt(incomingRequests.id, toId),
        eq(incomingRequests.requestId, requestId),
      ),
    )
    .limit(1)
    .get()

type Filters = Pick<ListIncomingRequests, 'verdict' | 'result' | 'from' | 'to'>

const PREFIX = 'inr'

const matching = (organizationId: string, webhookId: string, { from, to }: Filters, beforeId: string | null) =>
  and(
    eq(incomingRequests.organizationId, organizationId),
    eq(incomingRequests.webhookId, webhookId),
    beforeId === null ? undefined : lt(incomingRequests.id, beforeId),
    from === undefined ? undefined : gte(incomingRequests.id, idFloor(PREFIX, Date.parse(from))),
    to === undefined ? undefined : lt(incomingRequests.id, idFloor(PREFIX, Date.parse(to) + 1)),
  )

/** Maximum requests that are read for a page with a filter. */
export const MAX_LOOKED_AT = 1000

/**
 * The requests of an incoming webhook, newest first; at most `limit`. No index knows verdicts, so at most MAX_LOOKED_AT requests
 * are read for a page. `lookedTo`: the id where to continue if fewer were found; null at the end.
 */
export async function listRequestRows(
  db: Database,
  organizationId: string,
  webhookId: string,
  filters: Filters,
  beforeId: string | null,
  limit: number,
): Promise<{ rows: SummaryRow[]; lookedTo: string | null }> {
  const { verdict, result } = filters
  const isFiltered = verdict !== undefined || result !== undefined
  const rows = await db
    .select(summary)
    .from(incomingRequests)
    .where(matching(organizationId, webhookId, filters, beforeId))
    .orderBy(desc(incomingRequests.id))
    .limit(isFiltered ? MAX_LOOKED_AT : limit)
    .all()
  const found = rows.filter(
    (row) => (verdict === undefined || row.verdict === verdict) && (result === undefined || row.result === result),
  )
  const isMore = isFiltered && rows.length === MAX_LOOKED_AT && found.length < limit
  return { rows: found.slice(0, limit), lookedTo: isMore ? (rows.at(-1)?.id ?? null) : null }
}

/** SQL for the beginning of every id of a request from before a time (ms): the ten digits of a ULID (Crockford's base32). */
export function floorOfTime(time: SQL): SQL {
  const digits = Array.from({ length: 10 }, (_, at) => 5 * (9 - at)).map((shift) =>
    sql.raw(`substr('0123456789abcdefghjkmnpqrstvwxyz', ((t >> ${shift}) & 31) + 1, 1)`),
  )
  return sql`(SELECT ${PREFIX} || '_' || ${sql.join(digits, sql` || `)} FROM (SELECT ${time} AS t))`
}
