import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Attempt, ErrorKind } from '../../../../contract/webhooks.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'
import { webhooks } from '../../../platform/db/schema.ts'
import { sendingColumns } from '../settings/store.ts'
import { type DeliveryRef, QUEUE_GRACE_MS } from './delivery-ref.ts'

/** A list of deliveries as one value of a statement. */
export const named = (refs: readonly DeliveryRef[]) =>
  JSON.stringify(refs.map(({ organizationId, webhookId, id }) => [organizationId, webhookId, id]))
/** The deliveries that a list names, found by their primary key. */
const isNamed = (list: string): SQL =>
  sql`(organization_id, webhook_id, id) IN (SELECT ${at(0)}, ${at(1)}, ${at(2)} FROM json_each(${list}))`

export type NewDelivery = DeliveryRef & {
  eventId: string
  eventType: string
  orderingKey: string | null
  /** The ordering key where the webhook is ordered. */
  lane: string | null
  /** Why its filter could not be decided: then it has failed before anything was sent. */
  undecided: string | null
}

/**
 * Writes deliveries with the status that their webhook has when they are committed, not when it was read: `pending` for an
 * active one, `held` for one that is paused or disabled, `cancelled` for one that is deleted. A held delivery is in no lane,
 * so that nothing waits for it.
 */
export function insertDeliveries(rows: readonly NewDelivery[]): Statement {
  const wire = rows.map((row) => [
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
        WHEN w.deleted_at IS NOT NULL THEN 'cancelled'
        WHEN ${at(7)} IS NOT NULL THEN 'failed'
        WHEN w.status <> 'active' THEN 'held'
        ELSE 'pending' END,
      ${at(5)}, CASE WHEN w.deleted_at IS NULL AND w.status = 'active' AND ${at(7)} IS NULL THEN ${at(6)} END,
      iif(${at(7)} IS NULL, NULL, 'filter'), ${at(7)}
    FROM json_each(${JSON.stringify(wire)})
    LEFT JOIN webhooks w ON w.organization_id = ${at(0)} AND w.id = ${at(1)}`
}

/** What sending needs of webhooks, deleted ones included. */
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

/** Gives back what `token` holds and has not sent. */
export const releaseDeliveries = (refs: readonly DeliveryRef[], token: string): Statement => sql`
  UPDATE deliveries SET status = 'pending', lease_token = NULL, lease_until = NULL
  WHERE ${isNamed(named(refs))} AND lease_token = ${token}`

type Exchange = Pick<Attempt, 'request' | 'response'>

/** How an attempt ended, and what comes next. */
export type Outcome = DeliveryRef & {
  token: string
  /** Attempts before this one. */
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

/** Moves the attempt that stands in the row to those before, for deliveries that had one and still hold their lease. */
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
 * Writes how attempts ended, for those that still hold their lease: whoever lost it may have been sent by somebody else
 * meanwhile. The attempt before moves out of the row first.
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
 * Counts failures of a webhook since its last success. `failed`: attempts that failed after the last success among them,
 * or all where there was none (`succeeded` false).
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

/** Notes that a webhook's endpoint is slow, where that is not known yet. */
export const markSlow = (organizationId: string, webhookId: string, now: number): Statement => sql`
  UPDATE webhooks SET slow_since = ${now}
  WHERE organization_id = ${organizationId} AND id = ${webhookId} AND slow_since IS NULL`

/** Notes that it is not. */
export const markQuick = (organizationId: string, webhookId: string): Statement => sql`
  UPDATE webhooks SET slow_since = NULL
  WHERE organization_id = ${organizationId} AND id = ${webhookId} AND slow_since IS NOT NULL`

/** How a webhook's last attempts fared, for the decision whether to switch it off. */
export const findFailures = (db: Database, organizationId: string, webhookId: string) =>
  db
    .select({
      name: webhooks.name,
      status: webhooks.status,
      consecutiveFailures: webhooks.consecutiveFailures,
      failingSince: webhooks.failingSince,
      disableAfterFailures: webhooks.disableAfterFailures,
      organizationId: webhooks.organizationId,
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

/** Plans a later look at deliveries that may not be sent yet. */
export const postpone = (refs: readonly DeliveryRef[], dueAt: number): Statement => sql`
  UPDATE deliveries SET due_at = ${dueAt} WHERE ${isNamed(named(refs))} AND status = 'pending'`

/**
 * Takes open deliveries out of the sweeper's sight: their webhook was paused or disabled after they were written. They stay
 * pending, and go on when it is resumed; if that has happened since, they stay in sight.
 */
export const putAside = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET due_at = NULL
  WHERE ${isNamed(named(refs))} AND status IN ('pending', 'delivering') AND due_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM webhooks w
      WHERE w.organization_id = deliveries.organization_id AND w.id = deliveries.webhook_id AND w.status <> 'active')`

/** Ends deliveries that nobody will send: their webhook is deleted, or a person skips them. */
export const cancelDeliveries = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET status = 'cancelled', next_at = NULL, due_at = NULL, lane = NULL, lease_token = NULL,
    lease_until = NULL
  WHERE ${isNamed(named(refs))} AND status IN ('pending', 'delivering', 'held')`

/** Cancels held deliveries of a webhook that is deleted, at most `limit` of them. */
export const cancelHeld = (organizationId: string, webhookId: string, limit: number): Statement => sql`
  UPDATE deliveries SET status = 'cancelled'
  WHERE (organization_id, webhook_id, id) IN (
    SELECT organization_id, webhook_id, id FROM deliveries
    WHERE organization_id = ${organizationId} AND webhook_id = ${webhookId} AND status = 'held' LIMIT ${limit})`

/** Puts deliveries that waited for their webhook into the sweeper's sight, when it is active again. */
export const wakeWaiting = (organizationId: string, webhookId: string, now: number): Statement => sql`
  UPDATE deliveries SET due_at = max(coalesce(next_at, 0), ${now})
  WHERE organization_id = ${organizationId} AND webhook_id = ${webhookId} AND status IN ('pending', 'delivering')
    AND due_at IS NULL`

/** Deliveries that are not under way, and can be sent on request. */
export const AT_REST = ['succeeded', 'failed', 'held', 'cancelled'] as const
export type AtRest = (typeof AT_REST)[number]

/**
 * Sends deliveries that still have one of these statuses. Their schedule begins anew. The sweeper looks at them only when
 * the queue had its chance. What was held by an ordered webhook takes its place in its lane; what is sent again waits for
 * nobody.
 */
export const sendAgain = (refs: readonly DeliveryRef[], statuses: readonly AtRest[], now: number): SQL => sql`
  UPDATE deliveries SET status = 'pending', schedule_from = attempts, next_at = NULL, due_at = ${now + QUEUE_GRACE_MS},
    lane = CASE WHEN status = 'held' AND EXISTS (
      SELECT 1 FROM webhooks w
      WHERE w.organization_id = deliveries.organization_id AND w.id = deliveries.webhook_id AND w.ordered = 1)
      THEN coalesce(ordering_key, '') END
  WHERE ${isNamed(named(refs))} AND status IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))`

/** The same, only when the statement before it in the transaction changed a row. */
export const sendAgainToo = (refs: readonly DeliveryRef[], statuses: readonly AtRest[], now: number): Statement => sql`
  ${sendAgain(refs, statuses, now)} AND changes() > 0`

/** What was put into the queue need not be put there again before `at`. */
export const lookAgainAt = (refs: readonly DeliveryRef[], at: number): Statement => sql`
  UPDATE deliveries SET due_at = ${at}
  WHERE ${isNamed(named(refs))} AND status IN ('pending', 'delivering') AND due_at IS NOT NULL`

/** Ends a delivery whose filter was asked again: it does not match, or could not be decided once more. */
export const settleUndecided = (
  ref: DeliveryRef,
  token: string,
  status: 'failed' | 'cancelled',
  message: string,
): Statement => sql`
  UPDATE deliveries SET status = ${status}, error_kind = 'filter', error_message = ${message}, next_at = NULL,
    due_at = NULL, lane = NULL, lease_token = NULL, lease_until = NULL
  WHERE ${isNamed(named([ref]))} AND lease_token = ${token}`

/** Brings the next attempt of a waiting delivery forward to now. */
export const sendSooner = (ref: DeliveryRef, now: number): Statement => sql`
  UPDATE deliveries SET next_at = NULL, due_at = ${now + QUEUE_GRACE_MS}
  WHERE ${isNamed(named([ref]))} AND status = 'pending'`
