import type { Database } from '../../../platform/db/client.ts'
import type { DeliveryRef } from './delivery-ref.ts'
import { named } from './delivery-store.ts'
import { ALONE_PATTERN, type Interruptions } from './interruption.ts'

/** A delivery that was claimed, with its event. */
export type Claimed = DeliveryRef & {
  attempts: number
  scheduleFrom: number
  lane: string | null
  eventId: string
  eventType: string
  environment: 'live' | 'test'
  time: number
  data: string
  /** 1: its filter could not be decided before, and must be asked now. */
  undecided: number
}

/** What is read of a delivery that was claimed. */
const claimedColumns = `d.organization_id AS organizationId, d.webhook_id AS webhookId, d.id, d.attempts,
  d.schedule_from AS scheduleFrom, d.lane, d.event_id AS eventId, e.type AS eventType, e.environment, e.time, e.data,
  coalesce(d.error_kind = 'filter', 0) AS undecided`
const joinedByList = `FROM json_each(?1) r
  JOIN deliveries d ON d.organization_id = json_extract(r.value, '$[0]')
    AND d.webhook_id = json_extract(r.value, '$[1]') AND d.id = json_extract(r.value, '$[2]')
  JOIN events e ON e.organization_id = d.organization_id AND e.id = d.event_id`

/**
 * What a claim found. `interrupted` are not taken: their lease ran out without an outcome, so they must be claimed alone.
 * `failures`: of the webhook in a row. `most`: so many disable it; null: none do.
 */
export type Claim = { claimed: Claimed[]; interrupted: DeliveryRef[]; failures: number; most: number | null }

/** How many more attempts of webhook ?5, ?6 may start while `others` (?7) are under way; see `mayStart` in gate-core.ts. */
const startable = `(
  SELECT CASE WHEN status = 'active' AND deleted_at IS NULL
    THEN max(0, coalesce(disable_after_failures - consecutive_failures - ?7, 1000)) ELSE 0 END
  FROM webhooks WHERE organization_id = ?5 AND id = ?6)`

/**
 * Takes deliveries of one webhook for `token` until `until` (ms), and answers the ones that were free to take: pending,
 * due, and in an ordered lane the oldest. One transaction, so nobody else has them. While a job sends what an ordered webhook
 * held, only what the job has come to can be taken: newer events wait for it.
 *
 * Nothing is taken of a webhook that is no longer active, and no more than may fail before its failures disable it, when
 * `others` attempts are under way already.
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
  const list = named(refs)
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
  const results = (found?.results ?? []) as (Claimed & { taken: number })[]
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
 * Takes one delivery whose lease ran out without an outcome, counts that as an interruption, and answers it with how
 * often that has happened; null when somebody else has it, it is over, its webhook is no longer active, or one more failure
 * than the `others` attempts under way might be too many: the sweeper comes back to it.
 */
export async function claimInterrupted(
  db: Database,
  ref: DeliveryRef,
  others: number,
  token: string,
  until: number,
  now: number,
): Promise<(Claimed & Interruptions) | null> {
  const list = named([ref])
  const client = db.$client
  const [, found] = await client.batch<Claimed & Interruptions>([
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
