import type { ResumeWebhook } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { deleteSubscriber } from '../../webhooks/delivery/delete-subscriber.ts'
import { pauseSubscriber, resumeSubscriber } from '../../webhooks/pause-resume.ts'
import { CONNECTOR } from '../../webhooks/settings/kind.ts'
import { type ChangedConnector, changedConnector } from './present.ts'

/** Pauses a connector: nothing is sent to it, and deliveries of new events are held. */
export async function pauseConnector(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch,
): Promise<ChangedConnector> {
  requireScope(actor, 'connectors:write')
  return changedConnector(deps, await pauseSubscriber(deps, actor, id, expectedVersion, CONNECTOR))
}

/** Resumes a connector that a person, its provider or a series of failures has stopped; see `resumeSubscriber`. */
export async function resumeConnector(
  deps: Deps,
  actor: Actor,
  id: string,
  input: ResumeWebhook,
  expectedVersion: IfMatch,
): Promise<ChangedConnector> {
  requireScope(actor, 'connectors:write')
  return changedConnector(deps, await resumeSubscriber(deps, actor, id, input, expectedVersion, CONNECTOR))
}

/** Disconnects: the connector is gone with its sealed URL, and nothing more is sent to it. */
export async function deleteConnector(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch): Promise<void> {
  requireScope(actor, 'connectors:write')
  await deleteSubscriber(deps, actor, id, expectedVersion, CONNECTOR)
}
