import type { ReceivedAnswer } from '../../../../contract/incoming.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { Payload } from '../mapping/map-payload.ts'
import { type Arrival, type Became, repeatedRow } from '../requests/kept-row.ts'
import { findAccepted, insertRequest } from '../requests/store.ts'
import { applyRequest } from './apply.ts'
import type { DoorWebhook } from './webhook.ts'

/**
 * Makes a record or an event of a payload, once for each id of the sender. A repeat, also at the same time, writes nothing but its
 * row, and gets the first answer. The index decides: nothing is read before, and every failure may be that of a repeat, whose
 * record already has the unique values. Throws what `applyRequest` throws, and `unavailable` if nothing could be stored.
 */
export async function applyOnce(
  deps: Deps,
  webhook: DoorWebhook,
  payload: Payload,
  arrival: Arrival,
  extraStatements: readonly Statement[] = [],
): Promise<ReceivedAnswer> {
  try {
    return answerOf(arrival.id, await applyRequest(deps, webhook, payload, arrival, extraStatements), false)
  } catch (error) {
    const { organizationId, webhookId, senderId } = arrival
    const first = senderId === null ? undefined : await findAccepted(deps.db, organizationId, webhookId, senderId)
    if (first) {
      await runBatch(deps.db, insertRequest(repeatedRow(arrival, first.id, first)))
      return answerOf(first.id, first, true)
    }
    if (error instanceof Refusal) throw error
    reportError('an incoming request could not be stored', error)
    throw new Refusal({ kind: 'unavailable', code: 'not_stored', detail: 'Nothing was stored. Send it again.' })
  }
}

const answerOf = (id: string, { result, recordId, eventId }: Became, repeated: boolean): ReceivedAnswer => ({
  id,
  // An accepted request has a result.
  result: result ?? 'unchanged',
  recordId,
  eventId,
  repeated,
})
