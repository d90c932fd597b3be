import { evaluations, MAX_WAIT_MS } from '../../../platform/customer-code/evaluations.ts'
import { runBatch } from '../../../platform/db/client.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import { compileFilter, MAX_FILTER_STEPS } from '../settings/filter.ts'
import type { DecryptedSender } from './attempt.ts'
import type { ClaimedDelivery } from './claim-store.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findLaneHeads, finishUndecided } from './delivery-store.ts'
import { releaseClaimed } from './postpone.ts'
import { enqueueDeliveries } from './queue/enqueue.ts'
import { eventObject } from './request/compose.ts'

/** Message for the owner of the webhook: why a filter could not be evaluated. */
export const undecidedMessage = (error: WorkExceeded): string =>
  `The filter exceeded its budget: it ${error.message}. Nothing was sent. Make it simpler, then retry the delivery.`

/** Message: why a filter was not evaluated when its event was published. */
export const BUSY =
  'The filter could not be decided: too many evaluations were waiting. Nothing was sent. Retry the delivery.'
/** Delay before deliveries come again whose filters got no turn. */
const RETRY_DELAY_MS = 1000
const NO_MATCH = 'The filter does not match this event, so nothing was sent.'

/**
 * Evaluates the filters that could not be evaluated when the event was published, each with its own budget. Returns the
 * deliveries to send. The others are finished, or come again if no evaluation could run in time.
 */
export async function decideClaimed(
  deps: DeliveryDeps,
  sender: DecryptedSender,
  claimed: ClaimedDelivery[],
  token: string,
): Promise<ClaimedDelivery[]> {
  const send: ClaimedDelivery[] = []
  const late: ClaimedDelivery[] = []
  for (const delivery of claimed) {
    // Once one of them has waited in vain, the rest does not wait: the lease must be longer than all waits.
    const ended = delivery.undecided === 1 ? (late.length > 0 ? 'late' : await decideInTurn(sender, delivery)) : null
    if (ended === 'late') {
      late.push(delivery)
      continue
    }
    if (ended === null) {
      send.push(delivery)
      continue
    }
    await runBatch(deps.db, finishUndecided(delivery, token, ended.status, ended.message))
    if (delivery.lane === null) continue
    await enqueueDeliveries(
      deps.queue,
      await findLaneHeads(deps.db, delivery.organizationId, sender.id, [delivery.lane]),
    )
  }
  if (late.length > 0) await releaseClaimed(deps, late, token, RETRY_DELAY_MS)
  return send
}

type Ended = { status: 'failed' | 'canceled'; message: string }

async function decideInTurn(sender: DecryptedSender, delivery: ClaimedDelivery): Promise<Ended | 'late' | null> {
  try {
    return await evaluations.run(delivery.organizationId, MAX_WAIT_MS, async () => decide(sender, delivery))
  } catch (error) {
    if (error instanceof TurnsTaken) return 'late'
    throw error
  }
}

function decide({ filter }: DecryptedSender, delivery: ClaimedDelivery): Ended | null {
  const compiled = filter && compileFilter(filter)
  if (!compiled?.ok) return null
  const event = eventObject({ ...delivery, id: delivery.eventId, type: delivery.eventType })
  try {
    const matches = compiled.matches(event, new WorkBudget(MAX_FILTER_STEPS))
    return matches ? null : { status: 'canceled', message: NO_MATCH }
  } catch (error) {
    if (error instanceof WorkExceeded) return { status: 'failed', message: undecidedMessage(error) }
    throw error
  }
}
