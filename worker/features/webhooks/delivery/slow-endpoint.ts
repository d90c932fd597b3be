import type { Database } from '../../../platform/db/client.ts'
import { runBatch } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { markQuick, markSlow, type Sender } from './delivery-store.ts'
import { hasRecovered } from './shares.ts'

type Endpoint = Pick<Sender, 'organizationId' | 'id' | 'slowSince'>

/** Writes down that an endpoint is slow; one row, once. Never throws: what is not written is found out again. */
export async function rememberSlow(db: Database, { organizationId, id }: Endpoint): Promise<void> {
  try {
    await runBatch(db, markSlow(organizationId, id, Date.now()))
  } catch (error) {
    reportError('it could not be written that an endpoint is slow', error)
  }
}

/** An endpoint that was slow has just answered quickly: after some time it comes back to the main queue. Never throws. */
export async function forgetSlow(db: Database, { organizationId, id, slowSince }: Endpoint): Promise<void> {
  if (slowSince === null || !hasRecovered(slowSince, Date.now())) return
  try {
    await runBatch(db, markQuick(organizationId, id))
  } catch (error) {
    reportError('it could not be written that an endpoint is quick again', error)
  }
}
