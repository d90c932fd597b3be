import { runBatch } from '../../../platform/db/client.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import { compileFilter, MAX_FILTER_STEPS } from '../settings/filter.ts'
import type { Opened } from './attempt.ts'
import type { Claimed } from './claim-store.ts'
import { eventObject } from './compose.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findLaneHeads, settleUndecided } from './delivery-store.ts'
import { sendWakeUps } from './enqueue.ts'
import { evaluations, PATIENCE_MS } from './evaluations.ts'
import { giveBack } from './postpone.ts'

/** Why a filter could not be decided, in words for the owner of the webhook. */
export const undecidedWords = (error: WorkExceeded): string =>
  `The filter exceeded its budget: it ${error.message}. Nothing was sent. Make it simpler, then retry the delivery.`

/** Why a filter was not asked at all when its event was published. */
export const BUSY =
  'The filter could not be decided: too many evaluations were waiting. Nothing was sent. Retry the delivery.'
/** Those whose filters get no turn come again after so long. */
const AGAIN_MS = 1000
const NO_MATCH = 'The filter does not match this event, so nothing was sent.'

/**
 * Asks the filters of deliveries that could not be decided when their event was published, each with a budget of its
 * own. Answers those to send; the others are over, or come again when no evaluation could run in time.
 */
export async function decideClaimed(
  deps: DeliveryDeps,
  sender: Opened,
  claimed: Claimed[],
  token: string,
): Promise<Claimed[]> {
  const send: Claimed[] = []
  const late: Claimed[] = []
  for (const delivery of claimed) {
    // Only one of them waits in vain: the lease must outlast the waiting.
    const ended = delivery.undecided === 1 ? (late.length > 0 ? 'late' : await decideInTurn(sender, delivery)) : null
    if (ended === 'late') {
      late.push(delivery)
      continue
    }
    if (ended === null) {
      send.push(delivery)
      continue
    }
    await runBatch(deps.db, settleUndecided(delivery, token, ended.status, ended.message))
    if (delivery.lane === null) continue
    await sendWakeUps(deps.queue, await findLaneHeads(deps.db, delivery.organizationId, sender.id, [delivery.lane]))
  }
  if (late.length > 0) await giveBack(deps, late, token, AGAIN_MS)
  return send
}

type Ended = { status: 'failed' | 'cancelled'; message: string }

async function decideInTurn(sender: Opened, delivery: Claimed): Promise<Ended | 'late' | null> {
  try {
    return await evaluations.run(delivery.organizationId, PATIENCE_MS, async () => decide(sender, delivery))
  } catch (error) {
    if (error instanceof TurnsTaken) return 'late'
    throw error
  }
}

function decide({ filter }: Opened, delivery: Claimed): Ended | null {
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
