import { and, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { DELIVERIES_COUNTED, type DeliveryState } from '../../../../contract/webhooks.data.ts'
import type { DeliveryStatus } from '../../../../contract/webhooks.ts'
import type { Database } from '../../../platform/db/client.ts'
import { currentSpelling } from '../../../platform/db/current-spelling.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { attempts, deliveries, webhooks } from '../../../platform/db/schema.ts'
import type { DeliveryRef } from '../delivery/queue/delivery-ref.ts'
import { isInState, stateIn } from './state-store.ts'

/** The columns of all attempts but a delivery's last one. */
export const attemptColumns = {
  number: attempts.number,
  startedAt: attempts.startedAt,
  durationMs: attempts.durationMs,
  responseStatus: attempts.responseStatus,
  errorKind: attempts.errorKind,
  errorMessage: attempts.errorMessage,
  exchange: attempts.exchange,
}

/**
 * The same columns of the last attempt, which is stored in the row of the delivery; its number is the number of
 * attempts.
 */
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
  scheduleFrom: deliveries.scheduleFrom,
  nextAt: deliveries.nextAt,
  responseStatus: deliveries.responseStatus,
  durationMs: deliveries.durationMs,
  errorKind: deliveries.errorKind,
  errorMessage: deliveries.errorMessage,
  orderingKey: deliveries.orderingKey,
}

export type DeliveryFilter = {
  /** Only these ids. */
  ids?: string[] | undefined
  status?: DeliveryStatus | undefined
  /** Only these statuses. */
  statuses?: DeliveryStatus[] | undefined
  state?: DeliveryState | undefined
  event?: string | undefined
  code?: string | undefined
  /** From this id on, and before that id. */
  fromId: string | null
  toId: string | null
}

const ofWebhook = (organizationId: string, webhookId: string) =>
  and(eq(deliveries.organizationId, organizationId), eq(deliveries.webhookId, webhookId))

function matching({ ids, status, statuses, state, event, code, fromId, toId }: DeliveryFilter): SQL | undefined {
  return and(
    ids && sql`${deliveries.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    status && (status === 'held' ? isInState('held') : eq(currentSpelling(deliveries.status), status)),
    state && isInState(state),
    statuses && inArray(currentSpelling(deliveries.status), statuses),
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

/**
 * The number of deliveries of a webhook in each state that occurs, among the newest `DELIVERIES_COUNTED` of the time, and
 * how many of these were read. It reads at most one row more than that, however many there are.
 */
export async function countByState(
  db: Database,
  organizationId: string,
  webhookId: string,
  { event, code, fromId, toId }: Pick<DeliveryFilter, 'event' | 'code' | 'fromId' | 'toId'>,
) {
  const newest = db
    .select({
      status: deliveries.status,
      attempts: deliveries.attempts,
      scheduleFrom: sql`${deliveries.scheduleFrom}`.as('schedule_from'),
      matches: sql`(${and(sql`TRUE`, matching({ event, code, fromId: null, toId: null }))})`.as('matches'),
    })
    .from(deliveries)
    .where(and(ofWebhook(organizationId, webhookId), matching({ fromId, toId })))
    .orderBy(desc(deliveries.id))
    .limit(DELIVERIES_COUNTED + 1)
    .as('newest')
  const rows = await db
    .select({
      state: sql<DeliveryState>`${stateIn('newest', currentSpelling(sql`newest.status`))}`,
      count: sql<number>`sum(matches IS TRUE)`,
      read: sql<number>`count(*)`,
    })
    .from(newest)
    .groupBy(sql`1`)
    .all()
  return { rows, read: rows.reduce((sum, { read }) => sum + read, 0) }
}

/** One delivery with its last attempt, and its earlier attempts; the first is undefined if it does not exist. */
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

/**
 * The webhook of a delivery, within a reach. The primary key of deliveries begins with the webhook, so it is looked for
 * in each webhook of the organization: one seek each.
 */
export const findWebhookOfDelivery = (db: Database, reach: Reach, id: string) =>
  db
    .select({ id: webhooks.id, name: webhooks.name, environment: webhooks.environment })
    .from(webhooks)
    .crossJoin(deliveries)
    .where(
      and(
        inReach(webhooks, reach),
        isNull(webhooks.provider),
        isNull(webhooks.deletedAt),
        eq(deliveries.organizationId, webhooks.organizationId),
        eq(deliveries.webhookId, webhooks.id),
        eq(deliveries.id, id),
      ),
    )
    .limit(1)
    .get()

/** How the latest attempt of a delivery ended; undefined if the delivery does not exist. */
export const findLatestAttempt = (db: Database, { organizationId, webhookId, id }: DeliveryRef) =>
  db
    .select({
      attempts: deliveries.attempts,
      responseStatus: deliveries.responseStatus,
      durationMs: deliveries.durationMs,
      errorKind: deliveries.errorKind,
      errorMessage: deliveries.errorMessage,
    })
    .from(deliveries)
    .where(and(ofWebhook(organizationId, webhookId), eq(deliveries.id, id)))
    .get()

/** Not queued and not being sent: it has ended, or waits for its next attempt. */
const canBeSent = sql`(${deliveries.status} NOT IN ('pending', 'delivering')
  OR (${deliveries.status} = 'pending' AND ${deliveries.nextAt} IS NOT NULL))`

/** The number of matching deliveries of a webhook that can be sent on request. */
export async function countSendable(
  db: Database,
  organizationId: string,
  webhookId: string,
  filter: DeliveryFilter,
): Promise<number> {
  const row = await db
    .select({ count: sql<number>`count(*)` })
    .from(deliveries)
    .where(and(ofWebhook(organizationId, webhookId), canBeSent, matching(filter)))
    .get()
  return row?.count ?? 0
}

/** The next matching deliveries that can be sent on request, oldest first, after `afterId`. */
export const nextSendable = (
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
    .where(and(ofWebhook(organizationId, webhookId), canBeSent, matching(filter), sql`${deliveries.id} > ${afterId}`))
    .orderBy(deliveries.id)
    .limit(limit)
    .all()

/** Deliveries are sent only while their webhook is active. */
export const isActive = ({
  organizationId,
  webhookId,
}: Pick<DeliveryRef, 'organizationId' | 'webhookId'>): SQL => sql`EXISTS (
  SELECT 1 FROM webhooks w
  WHERE w.organization_id = ${organizationId} AND w.id = ${webhookId} AND w.status = 'active' AND w.deleted_at IS NULL)`

/** The earliest open delivery of a lane before `id`; null if no delivery blocks it. */
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
