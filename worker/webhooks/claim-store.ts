import type { Database } from '../db/client.ts'
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
 * Takes deliveries of one webhook for `token` until `until` (ms), and answers the ones that were free to take: open,
 * due, in nobody's lease, and in an ordered lane the oldest. One transaction, so nobody else has them. `interrupted` are
 * not taken: their lease ran out without an outcome, so they must be claimed alone.
 */
export async function claimDeliveries(
  db: Database,
  refs: readonly DeliveryRef[],
  token: string,
  until: number,
  now: number,
): Promise<{ claimed: Claimed[]; interrupted: DeliveryRef[] }> {
  const list = named(refs)
  const client = db.$client
  const [, found] = await client.batch<Claimed & { taken: number }>([
    client
      .prepare(
        `UPDATE deliveries SET status = 'delivering', lease_token = ?2, lease_until = ?3
         WHERE (organization_id, webhook_id, id) IN (
             SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
             FROM json_each(?1))
           AND status = 'pending' AND coalesce(next_at, 0) <= ?4
           AND (lane IS NULL OR NOT EXISTS (
             SELECT 1 FROM deliveries earlier
             WHERE earlier.organization_id = deliveries.organization_id AND earlier.webhook_id = deliveries.webhook_id
               AND earlier.lane = deliveries.lane AND earlier.id < deliveries.id))`,
      )
      .bind(list, token, until, now),
    client
      .prepare(
        `SELECT ${claimedColumns}, d.lease_token = ?2 AS taken ${joinedByList}
         WHERE d.status = 'delivering' AND (d.lease_token = ?2 OR d.lease_until <= ?3)
         ORDER BY d.id`,
      )
      .bind(list, token, now),
  ])
  const results = found?.results ?? []
  return {
    claimed: results.filter(({ taken }) => taken === 1),
    interrupted: results
      .filter(({ taken }) => taken !== 1)
      .map(({ organizationId, webhookId, id }) => ({ organizationId, webhookId, id })),
  }
}

/**
 * Takes one delivery whose lease ran out without an outcome, counts that as an interruption, and answers it with how
 * often that has happened; null when somebody else has it, or it is over.
 */
export async function claimInterrupted(
  db: Database,
  ref: DeliveryRef,
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
           interrupted_alone = interrupted_alone + (lease_token GLOB ?5)
         WHERE (organization_id, webhook_id, id) IN (
             SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
             FROM json_each(?1))
           AND status = 'delivering' AND lease_until <= ?4`,
      )
      .bind(list, token, until, now, ALONE_PATTERN),
    client
      .prepare(
        `SELECT ${claimedColumns}, d.interruptions, d.interrupted_alone AS interruptedAlone ${joinedByList}
         WHERE d.status = 'delivering' AND d.lease_token = ?2`,
      )
      .bind(list, token),
  ])
  return found?.results[0] ?? null
}
