import { type SQL, sql } from 'drizzle-orm'
import type { DeliveryState, DeliveryStatus, RETRYABLE_STATUSES } from '../../../../contract/webhooks.data.ts'
import { currentSpelling } from '../../../platform/db/current-spelling.ts'

type StoredState = {
  status: DeliveryStatus
  attempts: number
  /** The number of attempts before it was last sent again by hand. */
  scheduleFrom: number
}

/** The state of a delivery. One that is sent again by hand is queued, whatever its earlier attempts were. */
export function stateOf({ status, attempts, scheduleFrom }: StoredState): DeliveryState {
  if (status === 'pending' || status === 'delivering') return attempts > scheduleFrom ? 'retrying' : 'queued'
  return status === 'succeeded' ? 'delivered' : status
}

/** The same as SQL, for a row of deliveries with this alias and the `status` as it counts. */
export const stateIn = (row: string, status: SQL): SQL => sql`CASE
  WHEN ${status} IN ('pending', 'delivering')
    THEN iif(${sql.raw(row)}.attempts > ${sql.raw(row)}.schedule_from, 'retrying', 'queued')
  WHEN ${status} = 'succeeded' THEN 'delivered'
  ELSE ${status} END`

/**
 * Condition: a delivery is in this state. `held` is a literal, not a parameter: SQLite uses the partial index of held
 * deliveries only if the condition is literally the same.
 */
export const isInState = (state: DeliveryState): SQL =>
  state === 'held'
    ? sql`deliveries.status = 'held'`
    : sql`${stateIn('deliveries', currentSpelling(sql`deliveries.status`))} = ${state}`

/** The statuses of deliveries in a state that can be sent on request. */
export const sendableStatusOf = (state: DeliveryState): (typeof RETRYABLE_STATUSES)[number] =>
  state === 'queued' || state === 'retrying' ? 'pending' : state === 'delivered' ? 'succeeded' : state
