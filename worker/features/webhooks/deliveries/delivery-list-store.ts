import { and, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { DeliveryStatus } from '../../../../contract/webhooks.ts'
import type { Database } from '../../../platform/db/client.ts'
import { attempts, deliveries } from '../../../platform/db/schema.ts'
import type { DeliveryRef } from '../delivery/delivery-ref.ts'

/** What is kept of an attempt before the last one of a delivery. */
export const attemptColumns = {
  number: attempts.number,
  startedAt: attempts.startedAt,
  durationMs: attempts.durationMs,
  responseStatus: attempts.responseStatus,
  errorKind: attempts.errorKind,
  errorMessage: attempts.errorMessage,
  exchange: attempts.exchange,
}

/** The same of the last one, which stands in the delivery itself; its number is how many there were. */
export const lastAttemptColumns = {
  startedAt: deliveries.startedAt,
  durationMs: deliveries.durationMs,
  responseStatus: deliveries.responseStatus,
  errorKind: deliveries.errorKind,
  errorMessage: deliveries.errorMessage,
  exchange: deliveries.exchange,
}

const columns = {
  id: deliveries.id,
  webhookId: deliveries.webhookId,
  eventId: deliveries.eventId,
  eventType: deliveries.eventType,
  status: deliveries.status,
  attempts: deliveries.attempts,
  nextAt: deliveries.nextAt,
  responseStatus: deliveries.responseStatus,
  durationMs: deliveries.durationMs,
  errorKind: deliveries.errorKind,
  errorMessage: deliveries.errorMessage,
  orderingKey: deliveries.orderingKey,
}

export type DeliveryFilter = {
  /** These alone, whatever else matches. */
  ids?: string[] | undefined
  status?: DeliveryStatus | undefined
  /** One of these. */
  statuses?: DeliveryStatus[] | undefined
  event?: string | undefined
  code?: string | undefined
  /** Ids from here, and up to before here. */
  fromId: string | null
  toId: string | null
}

const ofWebhook = (organizationId: string, webhookId: string) =>
  and(eq(deliveries.organizationId, organizationId), eq(deliveries.webhookId, webhookId))

// As a literal: held deliveries have an index of their own, which SQLite only uses where the query says so.
const isHeld = sql`${deliveries.status} = 'held'`

function matching({ ids, status, statuses, event, code, fromId, toId }: DeliveryFilter): SQL | undefined {
  return and(
    ids && sql`${deliveries.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    status && (status === 'held' ? isHeld : eq(deliveries.status, status)),
    statuses && inArray(deliveries.status, statuses),
    event === undefined ? undefined : eq(deliveries.eventType, event),
    code === undefined ? undefined : codeIs(code),
    fromId === null ? undefined : gte(deliveries.id, fromId),
    toId === null ? undefined : lt(deliveries.id, toId),
  )
}

function codeIs(code: string): SQL | undefined {
  if (code === 'none') return and(isNull(deliveries.responseStatus), sql`${deliveries.attempts} > 0`)
  if (!code.endsWith('xx')) return eq(deliveries.responseStatus, Number(code))
  const first = Number(code[0]) * 100
  return and(gte(deliveries.responseStatus, first), lt(deliveries.responseStatus, first + 100))
}

/** Deliveries of a webhook, newest first, before `beforeId`; at most `limit`. */
export const listDeliveryRows = (
  db: Database,
  organizationId: string,
  webhookId: string,
  filter: DeliveryFilter,
  beforeId: string | null,
  limit: number,
) =>
  db
    .select(columns)
    .from(deliveries)
    .where(
      and(
        ofWebhook(organizationId, webhookId),
        matching(filter),
        beforeId === null ? undefined : lt(deliveries.id, beforeId),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit)
    .all()
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveryRows>>[number]

/** One delivery with its last attempt, and the attempts before it; the first is undefined when there is none such. */
export async function findDelivery(db: Database, { organizationId, webhookId, id }: DeliveryRef) {
  const [[row], earlier] = await db.batch([
    db
      .select({ ...columns, ...lastAttemptColumns, lane: deliveries.lane })
      .from(deliveries)
      .where(and(ofWebhook(organizationId, webhookId), eq(deliveries.id, id))),
    db
      .select(attemptColumns)
      .from(attempts)
      .where(
        and(
          eq(attempts.organizationId, organizationId),
          eq(attempts.webhookId, webhookId),
          eq(attempts.deliveryId, id),
        ),
      )
      .orderBy(attempts.number),
  ])
  return { row, earlier }
}
export type AttemptRow = Awaited<ReturnType<typeof findDelivery>>['earlier'][number]

const atRest = sql`${deliveries.status} IN ('succeeded', 'failed', 'held', 'cancelled')`

/** How many deliveries of a webhook match that are not under way. */
export async function countAtRest(
  db: Database,
  organizationId: string,
  webhookId: string,
  filter: DeliveryFilter,
): Promise<number> {
  const row = await db
    .select({ count: sql<number>`count(*)` })
    .from(deliveries)
    .where(and(ofWebhook(organizationId, webhookId), atRest, matching(filter)))
    .get()
  return row?.count ?? 0
}

/** The next deliveries that match and are not under way, oldest first, after `afterId`. */
export const nextAtRest = (
  db: Database,
  organizationId: string,
  webhookId: string,
  filter: DeliveryFilter,
  afterId: string,
  limit: number,
) =>
  db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(ofWebhook(organizationId, webhookId), atRest, matching(filter), sql`${deliveries.id} > ${afterId}`))
    .orderBy(deliveries.id)
    .limit(limit)
    .all()

/** The earliest open delivery of a lane before `id`; null when nothing stands in its way. */
export async function findBlocker(db: Database, ref: DeliveryRef, lane: string): Promise<string | null> {
  const row = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        ofWebhook(ref.organizationId, ref.webhookId),
        eq(deliveries.lane, lane),
        sql`${deliveries.lane} IS NOT NULL`,
        lt(deliveries.id, ref.id),
      ),
    )
    .orderBy(deliveries.id)
    .limit(1)
    .get()
  return row?.id ?? null
}
