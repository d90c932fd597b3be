import type { FirstTest } from '../../../contract/webhooks.ts'
import type { Database } from '../../platform/db/client.ts'
import { findLatestAttempt } from './deliveries/delivery-list-store.ts'
import type { DeliveryRef } from './delivery/queue/delivery-ref.ts'

/** How long to wait for a result, ms: longer than the queue needs, shorter than a person likes to wait. */
const MAX_WAIT_MS = 5000
const FIRST_PAUSE_MS = 50

/** The result of the first attempt of a delivery that was just enqueued. Reads its row up to 16 times. */
export async function waitForFirstTest(db: Database, ref: DeliveryRef): Promise<FirstTest> {
  const deadline = Date.now() + MAX_WAIT_MS
  for (let pause = FIRST_PAUSE_MS; Date.now() < deadline; pause = Math.min(500, pause * 1.3)) {
    await scheduler.wait(pause)
    const row = await findLatestAttempt(db, ref)
    if (!row || row.attempts === 0) continue
    const { errorKind, errorMessage, responseStatus, durationMs } = row
    const error = errorKind === null ? null : { kind: errorKind, message: errorMessage ?? '' }
    return { deliveryId: ref.id, ok: error === null, status: responseStatus, durationMs, error }
  }
  return { deliveryId: ref.id, ok: null, status: null, durationMs: null, error: null }
}
