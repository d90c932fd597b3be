import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { deleteSubscriber } from '../../webhooks/delivery/delete-subscriber.ts'
import { requireConnector } from '../../webhooks/settings/connectors.ts'
import { CONNECTOR } from '../../webhooks/settings/kind.ts'

/**
 * Ends a subscription by a REST hook. Something that is gone, or that was never there, counts as success, because platforms
 * repeat this call. A connector that a person made is no subscription, and stays.
 */
export async function unsubscribeHook(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireScope(actor, 'connectors:write')
  try {
    const { hookKey } = await requireConnector(deps, actor, id)
    if (hookKey !== null) await deleteSubscriber(deps, actor, id, null, CONNECTOR)
  } catch (error) {
    if (!(error instanceof Refusal) || error.error.kind !== 'not_found') throw error
  }
}
