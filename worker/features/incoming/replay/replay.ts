import type { IncomingRequest, ReplayedIncomingRequests } from '../../../../contract/incoming.ts'
import { auditRows } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { forEachItem } from '../../../platform/bulk.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { webhookOfRow } from '../door/webhook.ts'
import { presentRequest } from '../requests/present.ts'
import { ownRequest } from '../requests/read.ts'
import { findRequest } from '../requests/store.ts'
import { ownIncoming } from '../settings/read.ts'
import { requireTarget } from '../settings/require-target.ts'
import { notStored, replayKept } from './replay-kept.ts'

/**
 * Handles a kept request again, by the settings of now. Its sender was verified when it arrived, so no signature is checked. A
 * request that was refused counts as that delivery of its sender from now on: a repeat by the sender does nothing. One that was
 * accepted is carried out once more. Returns the new request. Throws `conflict` if the body was not kept, and the refusal if it is
 * refused again, with a row of its own.
 */
export async function replayIncomingRequest(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  id: string,
): Promise<IncomingRequest> {
  requireScope(actor, 'incoming:write')
  const reach = reachOf(actor)
  const row = await ownIncoming(deps, reach, webhookId)
  requireTarget(actor, row, 'replay requests')
  const before = await ownRequest(deps, reach, webhookId, id)
  const { body } = before
  if (!body) {
    throw conflict('not_replayable', 'The body of this request was not kept: only that of a verified request is.')
  }
  const entry = {
    action: 'incoming_webhook.request_replayed' as const,
    target: { type: 'incoming_webhook', id: row.id, name: row.name },
    before: null,
    after: { request: id },
  }
  const audit = auditRows(actor, [entry], deps.now)
  const replayed = await replayKept(deps, {
    webhook: webhookOfRow(row, actor.organization),
    before: { ...before, body },
    caller: actor,
    alongside: () => [audit],
  }).catch((error: unknown) => {
    throw error instanceof Refusal ? error : notStored(error)
  })
  if (replayed.refusal) throw replayed.refusal
  const made = await findRequest(deps.db, reach, webhookId, replayed.id)
  if (!made) throw new Error('a replay left no request')
  return presentRequest(made)
}

/** The same for up to 100 requests. Items are independent: a failure of one does not undo the others. */
export async function replayIncomingRequests(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  ids: readonly string[],
): Promise<ReplayedIncomingRequests> {
  requireScope(actor, 'incoming:write')
  await ownIncoming(deps, reachOf(actor), webhookId)
  return forEachItem(ids, (id) => replayIncomingRequest(deps, actor, webhookId, id))
}
