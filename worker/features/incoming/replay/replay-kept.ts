import type { Caller } from '../../../platform/auth/actor.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { applyRequest } from '../door/apply.ts'
import { senderIdOf } from '../door/sender-id.ts'
import type { DoorWebhook } from '../door/webhook.ts'
import { parsePayload } from '../mapping/parse-payload.ts'
import { type Arrival, refusedRow, repeatedRow } from '../requests/kept-row.ts'
import { type FullRow, findAccepted, insertRequest } from '../requests/store.ts'

/** A kept request whose body is known. */
export type Kept = FullRow & { body: NonNullable<FullRow['body']> }

type Replay = {
  webhook: DoorWebhook
  before: Kept
  /** Who replays; its address and call are those of the new request. */
  caller: Pick<Caller, 'ip'> & { requestId: string | null }
  /** Statements of the same transaction, given whether the request was refused again. */
  alongside: (isRefused: boolean) => readonly Statement[]
}

/** The result: the id of the new request, and why it was refused. */
export type Replayed = { id: string; refusal: Refusal | null }

/**
 * Handles a kept request again, as a new request with the result. One transaction writes that, the record or the event, and
 * `alongside`. A request that was refused counts as that delivery of its sender from now on: one that was accepted meanwhile is a
 * repeat, and writes nothing. Throws what makes the transaction fail otherwise, and the refusal `unavailable`: nothing was done.
 */
export async function replayKept(deps: Deps, { webhook, before, caller, alongside }: Replay): Promise<Replayed> {
  const arrival = arrivalOf(before, caller, deps.now)
  const { id } = arrival
  try {
    const body = await parsePayload(before.body, before.contentType, webhook.verification.kind)
    if (before.verdict === 'refused') {
      arrival.senderId = await senderIdOf(webhook, new Headers(before.headers), body)
    }
    await applyRequest(deps, webhook, { body, headers: before.headers }, arrival, alongside(false))
    return { id, refusal: null }
  } catch (error) {
    const { organizationId, webhookId, senderId } = arrival
    // Every failure may be that of a repeat, whose record already has the unique values.
    const first = senderId === null ? undefined : await findAccepted(deps.db, organizationId, webhookId, senderId)
    if (first) {
      await runBatch(deps.db, insertRequest(repeatedRow(arrival, first.id, first)), ...alongside(false))
      return { id, refusal: null }
    }
    if (!(error instanceof Refusal) || error.error.kind === 'unavailable') throw error
    await runBatch(deps.db, insertRequest(refusedRow(arrival, error.error)), ...alongside(true))
    return { id, refusal: error }
  }
}

/** The refusal of a replay that failed for a reason that is no refusal. */
export function notStored(error: unknown): Refusal {
  reportError('a replayed request could not be stored', error)
  return new Refusal({ kind: 'unavailable', code: 'not_stored', detail: 'Nothing was stored. Replay it again.' })
}

/** A replay as a request of its own. It keeps no second copy of the body. */
export const arrivalOf = (before: Kept, { ip, requestId }: Replay['caller'], now: number): Arrival => ({
  organizationId: before.organizationId,
  webhookId: before.webhookId,
  id: newId('inr', now),
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
