import type { Deps } from '../../../platform/deps.ts'
import { listReferences } from '../keys/store.ts'
import { refreshGuard } from '../../../platform/credential-guard/credential-guard-client.ts'

/** Guards that are told at once: the free plan has 50 calls to others for each that comes in. */
const MAX_TOLD = 40

/**
 * Makes the guards of an organisation's keys read its settings again: true once none of them, and no isolate with a lease
 * of theirs, goes by what stood there before. Beyond the 40 keys used last, a guard does so by itself within five minutes
 * of use.
 */
export async function refreshKeys({ db, guards }: Deps, organizationId: string): Promise<boolean> {
  const keys = await listReferences(db, organizationId, MAX_TOLD)
  const told = await Promise.all(keys.map(({ reference, version }) => refreshGuard(guards, reference, version, true)))
  return told.every(Boolean)
}
