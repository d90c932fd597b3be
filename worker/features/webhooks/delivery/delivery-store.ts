import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { RETRYABLE_STATUSES } from '../../../../contract/webhooks.data.ts'
import type { Attempt, ErrorKind } from '../../../../contract/webhooks.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { currentSpelling } from '../../../platform/db/current-spelling.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { webhooks } from '../../../platform/db/schema.ts'
import { sendingColumns } from '../settings/store.ts'
import { type DeliveryRef, QUEUE_GRACE_MS } from './queue/delivery-ref.ts'

/** A list of deliveries as one bound value. */
export const jsonRefs = (refs: readonly DeliveryRef[]) =>
  JSON.stringify(refs.map(({ organizationId, webhookId, id }) => [organizationId, webhookId, id]))
/** Condition: the delivery is in the list. It uses the primary key. */
const isInList = (list: string): SQL =>
  sql`(organization_id, webhook_id, id) IN (SELECT ${at(0)}, ${at(1)}, ${at(2)} FROM json_each(${list}))`

export type NewDelivery = DeliveryRef & {
  eventId: string
  eventType: string
  orderingKey: string | null
  /** The ordering key, if the webhook is ordered. */
  lane: string | null
  /** Why its filter could not be evaluated; if set, the delivery fails before anything is sent. */
  undecided: string | null
}

/**
 * Inserts deliveries with the status that fits their webhook at commit time, not when it was read: `pending` for an
 * active one, `held` for a paused or disabled one, `canceled` for a deleted one. A held delivery is in no lane, so that
 * nothing waits for it.
 */
export function insertDeliveries(rows: readonly NewDelivery[]): Statement {
  const jsonRows = rows.map((row) => [
    row.organizationId,
    row.webhookId,
    row.id,
    row.eventId,
    row.eventType,
    row.orderingKey,
    row.lane,
    row.undecided,
  ])
  return sql`
    INSERT INTO deliveries
      (organization_id, webhook_id, id, event_id, event_type, status, ordering_key, lane, error_kind, error_message)
    SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)},
      CASE
        WHEN w.deleted_at IS NOT NULL THEN 'canceled'
        WHEN ${at(7)} IS NOT NULL THEN 'failed'
        WHEN w.status <> 'active' THEN 'held'
        ELSE 'pending' END,
      ${at(5)}, CASE WHEN w.deleted_at IS NULL AND w.status = 'active' AND ${at(7)} IS NULL THEN ${at(6)} END,
      iif(${at(7)} IS NULL, NULL, 'filter'), ${at(7)}
    FROM json_each(${JSON.stringify(jsonRows)})
    LEFT JOIN webhooks w ON w.organization_id = ${at(0)} AND w.id = ${at(1)}`
}

/** The settings of webhooks that sending needs, deleted ones included. */
export function findSenders(db: Database, refs: readonly { organizationId: string; webhookId: string }[]) {
  const list = JSON.stringify(refs.map(({ organizationId, webhookId }) => [organizationId, webhookId]))
  return db
    .select({
      organizationId: webhooks.organizationId,
      id: webhooks.id,
      name: webhooks.name,
      url: webhooks.url,
      environment: webhooks.environment,
      status: webhooks.status,
      sealedHeaders: webhooks.sealedHeaders,
      sealedSecret: webhooks.sealedSecret,
      previousSecret: webhooks.previousSecret,
      previousUntil: webhooks.previousUntil,
      ...sendingColumns,
      filter: webhooks.filter,
      slowSince: webhooks.slowSince,
      deletedAt: webhooks.deletedAt,
    })
    .from(webhooks)
    .where(sql`(organization_id, id) IN (SELECT ${at(0)}, ${at(1)} FROM json_each(${list}))`)
    .all()
}
export type Sender = Awaited<ReturnType<typeof findSenders>>[number]

/** Releases deliveries that `token` holds and that were not sent. */
export const releaseDeliveries = (refs: readonly DeliveryRef[], token: string): Statement => sql`
  UPDATE deliveries SET status = 'pending', lease_token = NULL, lease_until = NULL
  WHERE ${isInList(jsonRefs(refs))} AND lease_token = ${token}`

type Exchange = Pick<Attempt, 'request' | 'response'>

/** The outcome of an attempt, and when the next one is due. */
export type Outcome = DeliveryRef & {
  token: string
  /** Number of earlier attempts. */
  earlier: number
  startedAt: number
  durationMs: number
  responseStatus: number | null
  errorKind: ErrorKind | null
  errorMessage: string | null
  exchange: Exchange
  status: 'succeeded' | 'failed' | 'pending'
  nextAt: number | null
  dueAt: number | null
}

const outcomeRows = (outcomes: readonly Outcome[]) =>
  JSON.stringify(
    outcomes.map((one) => [
      one.organizationId,
      one.webhookId,
      one.id,
      one.token,
      one.startedAt,
      one.durationMs,
      one.responseStatus,
      one.errorKind,
      one.errorMessage,
      one.exchange,
      one.status,
      one.nextAt,
      one.dueAt,
    ]),
  )

const of = (index: number): SQL => sql.raw(`json_extract(r.value, '$[${index}]')`)

const stillHolds = sql`d.organization_id = ${of(0)} AND d.webhook_id = ${of(1)} AND d.id = ${of(2)}
  AND d.lease_token = ${of(3)}`

/**
 * Moves the attempt in the row of a delivery to the table of earlier attempts, for deliveries that had one and still
 * hold their lease.
 */
const moveEarlier = (outcomes: readonly Outcome[]): Statement => sql`
  INSERT OR IGNORE INTO attempts
    (organization_id, webhook_id, delivery_id, number, started_at, duration_ms, response_status, error_kind,
     error_message, exchange)
  SELECT d.organization_id, d.webhook_id, d.id, d.attempts, d.started_at, d.duration_ms, d.response_status,
    d.error_kind, d.error_message, d.exchange
  FROM json_each(${JSON.stringify(outcomes.map((one) => [one.organizationId, one.webhookId, one.id, one.token]))}) r
  JOIN deliveries d ON ${stillHolds}
  WHERE d.attempts > 0`

/**
 * Writes outcomes of attempts for deliveries that still hold their lease: without the lease, somebody else may have
 * sent the delivery in the meantime. The previous attempt is moved out of the row first.
 */
export function recordOutcomes(outcomes: readonly Outcome[]): Statement[] {
  const again = outcomes.filter(({ earlier }) => earlier > 0)
  return [
    ...(again.length > 0 ? [moveEarlier(again)] : []),
    sql`
      UPDATE deliveries AS d SET
        attempts = d.attempts + 1, started_at = ${of(4)}, duration_ms = ${of(5)}, response_status = ${of(6)},
        error_kind = ${of(7)}, error_message = ${of(8)}, exchange = ${of(9)}, status = ${of(10)}, next_at = ${of(11)},
        due_at = ${of(12)}, lease_token = NULL, lease_until = NULL, interruptions = 0, interrupted_alone = 0,
        lane = CASE WHEN ${of(10)} = 'pending' THEN d.lane END
      FROM json_each(${outcomeRows(outcomes)}) r
      WHERE ${stillHolds}`,
  ]
}

/**
 * Updates the consecutive failures of a webhook. `failed`: attempts that failed after the last success among these
 * attempts, or all of them without a success (`succeeded` false).
 */
export const countFailures = (
  organizationId: string,
  webhookId: string,
  { succeeded, failed }: { succeeded: boolean; failed: number },
  now: number,
): Statement => sql`
  UPDATE webhooks SET
    consecutive_failures = ${failed} + ${succeeded ? 0 : sql`consecutive_failures`},
    failing_since = ${failed === 0 ? null : succeeded ? now : sql`coalesce(failing_since, ${now})`}
  WHERE organization_id = ${organizationId} AND id = ${webhookId} ${failed === 0 ? sql`AND consecutive_failures > 0` : sql``}`

/** Marks a webhook's endpoint as slow, if it is not marked yet. */
export const markSlow = (organizationId: string, webhookId: string, now: number): Statement => sql`
  UPDATE webhooks SET slow_since = ${now}
  WHERE organization_id = ${organizationId} AND id = ${webhookId} AND slow_since IS NULL`

/** Removes the mark that it is slow. */
export const markQuick = (organizationId: string, webhookId: string): Statement => sql`
  UPDATE webhooks SET slow_since = NULL
  WHERE organization_id = ${organizationId} AND id = ${webhookId} AND slow_since IS NOT NULL`

/** The consecutive failures of a webhook, for the decision to disable it. */
export const findFailures = (db: Database, organizationId: string, webhookId: string) =>
  db
    .select({
      name: webhooks.name,
      status: webhooks.status,
      consecutiveFailures: webhooks.consecutiveFailures,
      failingSince: webhooks.failingSince,
      disableAfterFailures: webhooks.disableAfterFailures,
      organizationId: webhooks.organizationId,
      provider: webhooks.provider,
      hookKey: webhooks.hookKey,
    })
    .from(webhooks)
    .where(and(eq(webhooks.organizationId, organizationId), eq(webhooks.id, webhookId), isNull(webhooks.deletedAt)))
    .get()

/** The oldest open delivery of each of these lanes. */
export async function findLaneHeads(
  db: Database,
  organizationId: string,
  webhookId: string,
  lanes: readonly string[],
): Promise<DeliveryRef[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT (SELECT d.id FROM deliveries d WHERE d.organization_id = ?1 AND d.webhook_id = ?2
           AND d.lane = l.value AND d.lane IS NOT NULL ORDER BY d.id LIMIT 1) AS id
       FROM json_each(?3) l`,
    )
    .bind(organizationId, webhookId, JSON.stringify(lanes))
    .all<{ id: string | null }>()
  return results.flatMap(({ id }) => (id === null ? [] : [{ organizationId, webhookId, id }]))
}

/** The oldest open delivery of every lane of a webhook, at most `limit`. */
export async function findAllLaneHeads(
  db: Database,
  organizationId: string,
  webhookId: string,
  limit: number,
): Promise<DeliveryRef[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT min(id) AS id FROM deliveries
       WHERE organization_id = ?1 AND webhook_id = ?2 AND lane IS NOT NULL GROUP BY lane LIMIT ?3`,
    )
    .bind(organizationId, webhookId, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => ({ organizationId, webhookId, id }))
}

/** Sets when deliveries that may not be sent yet are due. */
export const setDueAt = (refs: readonly DeliveryRef[], dueAt: number): Statement => sql`
  UPDATE deliveries SET due_at = ${dueAt} WHERE ${isInList(jsonRefs(refs))} AND status = 'pending'`

/**
 * Removes open deliveries from the sweeper's view: their webhook was paused or disabled after they were written. They
 * stay pending and continue when the webhook is resumed; if it is active again already, they stay in view.
 */
export const hideFromSweeper = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET due_at = NULL
  WHERE ${isInList(jsonRefs(refs))} AND status IN ('pending', 'delivering') AND due_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM webhooks w
      WHERE w.organization_id = deliveries.organization_id AND w.id = deliveries.webhook_id AND w.status <> 'active')`

/** Cancels deliveries that will not be sent: their webhook is deleted, or somebody skipped them. */
export const cancelDeliveries = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET status = 'canceled', next_at = NULL, due_at = NULL, lane = NULL, lease_token = NULL,
    lease_until = NULL
  WHERE ${isInList(jsonRefs(refs))} AND status IN ('pending', 'delivering', 'held')`

/** Cancels held deliveries of a deleted webhook, at most `limit`. */
export const cancelHeld = (organizationId: string, webhookId: string, limit: number): Statement => sql`
  UPDATE deliveries SET status = 'canceled'
  WHERE (organization_id, webhook_id, id) IN (
    SELECT organization_id, webhook_id, id FROM deliveries
    WHERE organization_id = ${organizationId} AND webhook_id = ${webhookId} AND status = 'held' LIMIT ${limit})`

/** Brings pending deliveries back into the sweeper's view when their webhook is active again. */
export const makeWaitingDue = (organizationId: string, webhookId: string, now: number): Statement => sql`
  UPDATE deliveries SET due_at = max(coalesce(next_at, 0), ${now})
  WHERE organization_id = ${organizationId} AND webhook_id = ${webhookId} AND status IN ('pending', 'delivering')
    AND due_at IS NULL`

export type SendableStatus = (typeof RETRYABLE_STATUSES)[number]

/**
 * Sends deliveries that still have one of these statuses. Those that wait for their next attempt continue their retry
 * schedule; for any other it starts again. The sweeper looks at them only after the queue had its chance. Held
 * deliveries of an ordered webhook take their place in the lane, waiting ones keep theirs; deliveries that are sent again
 * wait for none.
 */
export const send = (refs: readonly DeliveryRef[], statuses: readonly SendableStatus[], now: number): SQL => sql`
  UPDATE deliveries SET status = 'pending', next_at = NULL, due_at = ${now + QUEUE_GRACE_MS},
    schedule_from = iif(status = 'pending', schedule_from, attempts),
    lane = CASE WHEN status = 'pending' THEN lane WHEN status = 'held' AND EXISTS (
      SELECT 1 FROM webhooks w
      WHERE w.organization_id = deliveries.organization_id AND w.id = deliveries.webhook_id AND w.ordered = 1)
      THEN coalesce(ordering_key, '') END
  WHERE ${isInList(jsonRefs(refs))} AND ${currentSpelling(sql`status`)} IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))`

/** The same, only if the previous statement of the transaction changed a row. */
export const sendIfChanged = (
  refs: readonly DeliveryRef[],
  statuses: readonly SendableStatus[],
  now: number,
): Statement => sql`
  ${send(refs, statuses, now)} AND changes() > 0`

/** Delays the sweeper: enqueued deliveries need not be enqueued again before `at`. */
export const delaySweep = (refs: readonly DeliveryRef[], at: number): Statement => sql`
  UPDATE deliveries SET due_at = ${at}
  WHERE ${isInList(jsonRefs(refs))} AND status IN ('pending', 'delivering') AND due_at IS NOT NULL`

/** Finishes a delivery whose filter was evaluated again: it does not match, or failed again. */
export const finishUndecided = (
  ref: DeliveryRef,
  token: string,
  status: 'failed' | 'canceled',
  message: string,
): Statement => sql`
  UPDATE deliveries SET status = ${status}, error_kind = 'filter', error_message = ${message}, next_at = NULL,
    due_at = NULL, lane = NULL, lease_token = NULL, lease_until = NULL
  WHERE ${isInList(jsonRefs([ref]))} AND lease_token = ${token}`
