import { GETTING_STARTED_STEPS, type GettingStarted, type UpdateGettingStarted } from '../../../contract/overview.ts'
import { type Actor, actorId } from '../../platform/auth/actor.ts'
import { runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { firstKeyAt } from '../api-keys/keys/first-key.ts'
import { firstCallAt, firstDeliveryAt } from '../event-logs/figures/firsts.ts'
import { firstWebhookAt } from '../webhooks/first-webhook.ts'
import { dismiss, isDismissed, undismiss } from './store.ts'

/** The name under which it is stored that somebody has hidden the first steps. */
const WHAT = 'getting_started'

/**
 * The first steps of the actor's organization: which are done, and when. It tells only whether there is any key, call,
 * webhook or delivery, so it needs no scope.
 */
export async function readGettingStarted({ db }: Deps, actor: Actor): Promise<GettingStarted> {
  const { id } = actor.organization
  const [dismissed, ...times] = await Promise.all([
    isDismissed(db, id, actorId(actor), WHAT),
    firstKeyAt(db, id),
    firstCallAt(db, id),
    firstWebhookAt(db, id),
    firstDeliveryAt(db, id),
  ])
  const steps = GETTING_STARTED_STEPS.map((step, index) => {
    const at = times[index] ?? null
    return { step, done: at !== null, at: at === null ? null : new Date(at).toISOString() }
  })
  return { steps, complete: steps.every(({ done }) => done), dismissed }
}

/** Hides the first steps for the actor, or shows them again. */
export async function updateGettingStarted(
  deps: Deps,
  actor: Actor,
  { dismissed }: UpdateGettingStarted,
): Promise<GettingStarted> {
  const { id } = actor.organization
  await runBatch(deps.db, dismissed ? dismiss(id, actorId(actor), WHAT, deps.now) : undismiss(id, actorId(actor), WHAT))
  return readGettingStarted(deps, actor)
}
