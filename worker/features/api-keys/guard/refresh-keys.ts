import type { Deps } from '../../../platform/deps.ts'
import { refreshGuard } from './key-guard.ts'
import { listReferences } from './policy-store.ts'

/** Guards refreshed at once: the free plan allows 50 subrequests per call. */
const MAX_REFRESHED = 40

/**
 * Makes the guards of an organization's keys reload its settings. Returns true once no guard, and no isolate that holds
 * a lease from one, applies the old settings. Only the 40 most recently used keys are refreshed; other guards reload by
 * themselves within five minutes of use.
 */
export async function refreshKeys({ db, guards }: Deps, organizationId: string): Promise<boolean> {
  const keys = await listReferences(db, organizationId, MAX_REFRESHED)
  const refreshed = await Promise.all(
    keys.map(({ reference, version }) => refreshGuard(guards, reference, version, true)),
  )
  return refreshed.every(Boolean)
}
