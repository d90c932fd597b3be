import type { Actor } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { IfMatch } from '../../platform/lib/if-match.ts'
import { deleteSubscriber } from './delivery/delete-subscriber.ts'
import { WEBHOOK } from './settings/kind.ts'

/** Deletes a webhook; see `deleteSubscriber`. */
export const deleteWebhook = (deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch = null): Promise<void> =>
  deleteSubscriber(deps, actor, id, expectedVersion, WEBHOOK)
