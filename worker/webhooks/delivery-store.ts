import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Attempt, ErrorKind } from '../../contract/webhooks.ts'
import type { Database, Statement } from '../db/client.ts'
import { webhooks } from '../db/schema.ts'
import { at } from '../db/wire.ts'
import { type DeliveryRef, QUEUE_GRACE_MS } from './delivery-ref.ts'
import { sendingColumns } from './store.ts'

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
    SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, iif(${at(7)} IS NULL, 'pending', 'failed'), ${at(5)},
      iif(${at(7)} IS NULL, ${at(6)}, NULL), iif(${at(7)} IS NULL, NULL, 'filter'), ${at(7)}
    FROM json_each(${JSON.stringify(wire)})`
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

/** Plans a later look at deliveries that may not be sent yet. */
export const postpone = (refs: readonly DeliveryRef[], dueAt: number): Statement => sql`
  UPDATE deliveries SET due_at = ${dueAt} WHERE ${isNamed(named(refs))} AND status = 'pending'`

/** Takes deliveries out of the sweeper's sight: their webhook is paused or switched off. They stay pending. */
export const hold = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET due_at = NULL
  WHERE ${isNamed(named(refs))} AND status IN ('pending', 'delivering') AND due_at IS NOT NULL`

/** Ends deliveries that nobody will send: their webhook is deleted, or a person skips them. */
export const cancelDeliveries = (refs: readonly DeliveryRef[]): Statement => sql`
  UPDATE deliveries SET status = 'cancelled', next_at = NULL, due_at = NULL, lane = NULL, lease_token = NULL,
    lease_until = NULL
  WHERE ${isNamed(named(refs))} AND status IN ('pending', 'delivering')`

/** Puts what was held back into the sweeper's sight, when its webhook goes on. */
export const resumeHeld = (organizationId: string, webhookId: string, now: number): Statement => sql`
  UPDATE deliveries SET due_at = max(coalesce(next_at, 0), ${now})
  WHERE organization_id = ${organizationId} AND webhook_id = ${webhookId} AND status IN ('pending', 'delivering')
    AND due_at IS NULL`

/**
 * Sends deliveries again: those that are over. Their schedule begins anew. The sweeper looks at them only when the queue
 * had its chance.
 */
export const sendAgain = (refs: readonly DeliveryRef[], now: number): SQL => sql`
  UPDATE deliveries SET status = 'pending', schedule_from = attempts, next_at = NULL, due_at = ${now + QUEUE_GRACE_MS}
  WHERE ${isNamed(named(refs))} AND status IN ('succeeded', 'failed', 'cancelled')`

/** The same, only when the statement before it in the transaction changed a row. */
export const sendAgainToo = (refs: readonly DeliveryRef[], now: number): Statement => sql`
  ${sendAgain(refs, now)} AND changes() > 0`

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

/**
 * First attempts that nobody made: pending or with a lease, never planned, their ids between two bounds. Those of paused
 * webhooks wait for these, and those of deleted ones for nothing.
 */
export async function adoptLost(
  db: Database,
  fromId: string,
  toId: string,
  now: number,
  limit: number,
): Promise<number> {
  const result = await db.$client
    .prepare(
      `UPDATE deliveries SET due_at = max(?3, coalesce(next_at, 0), coalesce(lease_until, 0))
       WHERE (organization_id, webhook_id, id) IN (
         SELECT d.organization_id, d.webhook_id, d.id
         FROM webhooks w CROSS JOIN deliveries d ON d.organization_id = w.organization_id AND d.webhook_id = w.id
           AND d.id >= ?1 AND d.id < ?2
         WHERE w.status = 'active' AND w.deleted_at IS NULL AND d.status IN ('pending', 'delivering')
           AND d.due_at IS NULL
         LIMIT ?4)`,
    )
    .bind(fromId, toId, now, limit)
    .run()
  return result.meta.changes
}

export type Due = DeliveryRef & { webhookStatus: 'active' | 'paused' | 'disabled' | 'deleted' }

/** What is due, in nobody's lease, and in an ordered lane the oldest; the longest due first. */
export async function findDue(db: Database, now: number, limit: number): Promise<Due[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT d.organization_id AS organizationId, d.webhook_id AS webhookId, d.id,
         CASE WHEN w.deleted_at IS NULL THEN w.status ELSE 'deleted' END AS webhookStatus
       FROM deliveries d
       JOIN webhooks w ON w.organization_id = d.organization_id AND w.id = d.webhook_id
       WHERE d.due_at IS NOT NULL AND d.due_at <= ?1 AND coalesce(d.lease_until, 0) <= ?1
         AND (d.lane IS NULL OR w.deleted_at IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM deliveries earlier
           WHERE earlier.organization_id = d.organization_id AND earlier.webhook_id = d.webhook_id
             AND earlier.lane = d.lane AND earlier.id < d.id))
       ORDER BY d.due_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<Due>()
  return results
}
