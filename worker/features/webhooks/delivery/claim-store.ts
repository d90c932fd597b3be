import type { Database } from '../../../platform/db/client.ts'
import { jsonRefs } from './delivery-store.ts'
import { ALONE_PATTERN, type Interruptions } from './interruption.ts'
import type { DeliveryRef } from './queue/delivery-ref.ts'

/** A claimed delivery with its event. */
export type ClaimedDelivery = DeliveryRef & {
  attempts: number
  scheduleFrom: number
  lane: string | null
  eventId: string
  eventType: string
  environment: 'live' | 'test'
  time: number
  data: string
  /** 1: its filter could not be evaluated when the event was published and must be evaluated now. */
  undecided: number
}

/** The columns that are read of a claimed delivery. */
const claimedColumns = `d.organization_id AS organizationId, d.webhook_id AS webhookId, d.id, d.attempts,
  d.schedule_from AS scheduleFrom, d.lane, d.event_id AS eventId, e.type AS eventType, e.environment, e.time, e.data,
  coalesce(d.error_kind = 'filter', 0) AS undecided`
const joinedByList = `FROM json_each(?1) r
  JOIN deliveries d ON d.organization_id = json_extract(r.value, '$[0]')
    AND d.webhook_id = json_extract(r.value, '$[1]') AND d.id = json_extract(r.value, '$[2]')
  JOIN events e ON e.organization_id = d.organization_id AND e.id = d.event_id`

/**
 * The result of a claim. `interrupted`: not claimed, because an earlier lease expired without an outcome; they must be
 * claimed alone. `failures`: consecutive failures of the webhook. `most`: the number of failures that disables it;
 * null: never.
 */
export type Claim = { claimed: ClaimedDelivery[]; interrupted: DeliveryRef[]; failures: number; most: number | null }

/**
 * How many more attempts of webhook ?5, ?6 may start while `others` (?7) are in progress; see `mayStart` in
 * gate-core.ts.
 */
const startable = `(
  SELECT CASE WHEN status = 'active' AND deleted_at IS NULL
    THEN max(0, coalesce(disable_after_failures - consecutive_failures - ?7, 1000)) ELSE 0 END
  FROM webhooks WHERE organization_id = ?5 AND id = ?6)`

/**
 * Claims deliveries of one webhook for `token` until `until` (ms), and returns those that could be claimed: pending,
 * due, and in an ordered lane the oldest. It is one transaction, so nobody else can claim them. While a job sends the
 * held deliveries of an ordered webhook, only deliveries that the job has reached can be claimed; newer events wait for
 * it.
 * Claims nothing if the webhook is no longer active. If the webhook is disabled after a number of failures, claims no
 * more than can fail before that, given `others` attempts in progress.
 */
export async function claimDeliveries(
  db: Database,
  refs: readonly DeliveryRef[],
  others: number,
  token: string,
  until: number,
  now: number,
): Promise<Claim> {
  const [first] = refs
  if (!first) return { claimed: [], interrupted: [], failures: 0, most: null }
  const list = jsonRefs(refs)
  const client = db.$client
  const [, found, record] = await client.batch<unknown>([
    client
      .prepare(
        `UPDATE deliveries SET status = 'delivering', lease_token = ?2, lease_until = ?3
         WHERE (organization_id, webhook_id, id) IN (
           SELECT organization_id, webhook_id, id FROM (
             SELECT json_extract(value, '$[0]') AS o, json_extract(value, '$[1]') AS w, json_extract(value, '$[2]') AS i
             FROM json_each(?1))
           CROSS JOIN deliveries ON organization_id = o AND webhook_id = w AND id = i
           WHERE status = 'pending' AND coalesce(next_at, 0) <= ?4
           AND (lane IS NULL OR (NOT EXISTS (
             SELECT 1 FROM deliveries earlier
             WHERE earlier.organization_id = deliveries.organization_id AND earlier.webhook_id = deliveries.webhook_id
               AND earlier.lane = deliveries.lane AND earlier.id < deliveries.id)
             AND NOT EXISTS (
               SELECT 1 FROM retry_jobs job
               WHERE job.status = 'running' AND job.organization_id = deliveries.organization_id
                 AND job.webhook_id = deliveries.webhook_id AND json_extract(job.filter, '$.status') = 'held'
                 AND deliveries.id > job.cursor)))
           ORDER BY id
           LIMIT ${startable})`,
      )
      .bind(list, token, until, now, first.organizationId, first.webhookId, others),
    client
      .prepare(
        `SELECT ${claimedColumns}, d.lease_token = ?2 AS taken ${joinedByList}
         WHERE d.status = 'delivering' AND (d.lease_token = ?2 OR d.lease_until <= ?3)
         ORDER BY d.id`,
      )
      .bind(list, token, now),
    client
      .prepare(
        `SELECT consecutive_failures AS failures, disable_after_failures AS most FROM webhooks
         WHERE organization_id = ?1 AND id = ?2`,
      )
      .bind(first.organizationId, first.webhookId),
  ])
  const results = (found?.results ?? []) as (ClaimedDelivery & { taken: number })[]
  const [its] = (record?.results ?? []) as Pick<Claim, 'failures' | 'most'>[]
  return {
    claimed: results.filter(({ taken }) => taken === 1),
    interrupted: results.filter(({ taken }) => taken !== 1).map(refOf),
    failures: its?.failures ?? 0,
    most: its?.most ?? null,
  }
}

const refOf = ({ organizationId, webhookId, id }: DeliveryRef): DeliveryRef => ({ organizationId, webhookId, id })

/**
 * Claims one delivery whose lease expired without an outcome, counts this as an interruption, and returns it with the
 * number of interruptions. Null if somebody else has claimed it, if it is finished, if its webhook is no longer active,
 * or if one more failure beside the `others` attempts in progress might be too many; then the sweeper finds it later.
 */
export async function claimInterrupted(
  db: Database,
  ref: DeliveryRef,
  others: number,
  token: string,
  until: number,
  now: number,
): Promise<(ClaimedDelivery & Interruptions) | null> {
  const list = jsonRefs([ref])
  const client = db.$client
  const [, found] = await client.batch<ClaimedDelivery & Interruptions>([
    client
      .prepare(
        `UPDATE deliveries SET lease_token = ?2, lease_until = ?3, interruptions = interruptions + 1,
           interrupted_alone = interrupted_alone + (lease_token GLOB ?8)
         WHERE (organization_id, webhook_id, id) IN (
             SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
             FROM json_each(?1))
           AND status = 'delivering' AND lease_until <= ?4 AND ${startable} > 0`,
      )
      .bind(list, token, until, now, ref.organizationId, ref.webhookId, others, ALONE_PATTERN),
    client
      .prepare(
        `SELECT ${claimedColumns}, d.interruptions, d.interrupted_alone AS interruptedAlone ${joinedByList}
         WHERE d.status = 'delivering' AND d.lease_token = ?2`,
      )
      .bind(list, token),
  ])
  return found?.results[0] ?? null
}
