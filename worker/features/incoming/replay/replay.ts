import type {
  IncomingRequest,
  ReplayedIncomingRequests,
  ReplayIncomingRequests,
} from '../../../../contract/incoming.ts'
import { auditRows } from '../../../platform/audit/audit-row.ts'
import type { Actor, Caller } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { forEachItem } from '../../../platform/bulk.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { applyOnce } from '../door/apply-once.ts'
import { senderIdOf } from '../door/sender-id.ts'
import { webhookOfRow } from '../door/webhook.ts'
import { parsePayload } from '../mapping/parse-payload.ts'
import { type Arrival, refusedRow } from '../requests/kept-row.ts'
import { presentRequest } from '../requests/present.ts'
import { ownRequest } from '../requests/read.ts'
import { type FullRow, findRequest, insertRequest } from '../requests/store.ts'
import { ownIncoming } from '../settings/read.ts'
import { requireTarget } from '../settings/require-target.ts'

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
  if (!before.body) {
    throw conflict('not_replayable', 'The body of this request was not kept: only that of a verified request is.')
  }
  const webhook = webhookOfRow(row, actor.organization)
  const arrival = arrivalOf(before, actor, newId('inr', deps.now))
  const entry = {
    action: 'incoming_webhook.request_replayed' as const,
    target: { type: 'incoming_webhook', id: row.id, name: row.name },
    before: null,
    after: { request: id },
  }
  const audit = auditRows(actor, [entry], deps.now)
  try {
    const body = await parsePayload(before.body, before.contentType, row.verification.kind)
    if (before.verdict === 'refused') {
      arrival.senderId = await senderIdOf(webhook, new Headers(before.headers), body)
    }
    await applyOnce(deps, webhook, { body, headers: before.headers }, arrival, [audit])
  } catch (error) {
    if (error instanceof Refusal) {
      await runBatch(deps.db, insertRequest(refusedRow({ ...arrival, firstId: id }, error.error)), audit)
    }
    throw error
  }
  const made = await findRequest(deps.db, reach, webhookId, arrival.id)
  if (!made) throw new Error('a replay left no request')
  return presentRequest(made)
}

/** The same for up to 100 requests. Items are independent: a failure of one does not undo the others. */
export async function replayIncomingRequests(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  { ids }: ReplayIncomingRequests,
): Promise<ReplayedIncomingRequests> {
  requireScope(actor, 'incoming:write')
  await ownIncoming(deps, reachOf(actor), webhookId)
  return forEachItem(ids, (id) => replayIncomingRequest(deps, actor, webhookId, id))
}

/** A replay as a request of its own. It keeps no second copy of the body. */
const arrivalOf = (before: FullRow, { ip, requestId }: Caller, id: string): Arrival => ({
  organizationId: before.organizationId,
  webhookId: before.webhookId,
  id,
  environment: before.environment,
  senderId: null,
  contentType: before.contentType,
  sizeBytes: before.sizeBytes,
  ip,
  requestId,
  firstId: before.id,
  replay: 1,
  headers: before.headers,
  body: null,
})
