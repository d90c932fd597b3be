import type { Database } from '../../../platform/db/client.ts'
import { runBatch } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { markQuick, markSlow, type Sender } from './delivery-store.ts'
import { hasRecovered } from './endpoint-gate/shares.ts'

type Endpoint = Pick<Sender, 'organizationId' | 'id' | 'slowSince'>

/**
 * Records that an endpoint is slow; writes one row, once. Never throws: if the write fails, the next slow call records
 * it.
 */
export async function recordSlow(db: Database, { organizationId, id }: Endpoint): Promise<void> {
  try {
    await runBatch(db, markSlow(organizationId, id, Date.now()))
  } catch (error) {
    reportError('it could not be written that an endpoint is slow', error)
  }
}

/**
 * Called when a slow endpoint has just answered quickly: after some time it returns to the main queue. Never throws.
 */
export async function clearSlow(db: Database, { organizationId, id, slowSince }: Endpoint): Promise<void> {
  if (slowSince === null || !hasRecovered(slowSince, Date.now())) return
  try {
    await runBatch(db, markQuick(organizationId, id))
  } catch (error) {
    reportError('it could not be written that an endpoint is quick again', error)
  }
}
