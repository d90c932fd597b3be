import { runBatch } from '../db/client.ts'
import { WorkBudget, WorkExceeded } from '../lib/work-budget.ts'
import type { Opened } from './attempt.ts'
import type { Claimed } from './claim-store.ts'
import { eventObject } from './compose.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findLaneHeads, settleUndecided } from './delivery-store.ts'
import { compileFilter, MAX_FILTER_STEPS } from './filter.ts'
import { sendWakeUps } from './wake.ts'

/** Why a filter could not be decided, in words for the owner of the webhook. */
export const undecidedWords = (error: WorkExceeded): string =>
  `The filter exceeded its budget: it ${error.message}. Nothing was sent. Make it simpler, then retry the delivery.`

const NO_MATCH = 'The filter does not match this event, so nothing was sent.'

/**
 * Asks the filters of deliveries that could not be decided when their event was published, each with a budget of its
 * own. Answers those to send; the others are over.
 */
export async function decideClaimed(
  deps: DeliveryDeps,
  sender: Opened,
  claimed: Claimed[],
  token: string,
): Promise<Claimed[]> {
  const send: Claimed[] = []
  for (const delivery of claimed) {
    const ended = delivery.undecided === 1 ? decide(sender, delivery) : null
    if (ended === null) {
      send.push(delivery)
      continue
    }
    await runBatch(deps.db, settleUndecided(delivery, token, ended.status, ended.message))
    if (delivery.lane === null) continue
    await sendWakeUps(deps.queue, await findLaneHeads(deps.db, delivery.organizationId, sender.id, [delivery.lane]))
  }
  return send
}

function decide({ filter }: Opened, delivery: Claimed): { status: 'failed' | 'cancelled'; message: string } | null {
  const compiled = filter && compileFilter(filter)
  if (!compiled?.ok) return null
  const event = eventObject({ ...delivery, id: delivery.eventId, type: delivery.eventType })
  try {
    const matches = compiled.matches(event, new WorkBudget(MAX_FILTER_STEPS))
    return matches ? null : { status: 'cancelled', message: NO_MATCH }
  } catch (error) {
    if (error instanceof WorkExceeded) return { status: 'failed', message: undecidedWords(error) }
    throw error
  }
}
