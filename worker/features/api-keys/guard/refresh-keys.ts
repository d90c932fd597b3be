import type { Deps } from '../../../platform/deps.ts'
import { refreshGuard } from './key-guard.ts'
import { listReferences } from './policy-store.ts'

/** Guards that are refreshed at once: the free plan allows 50 subrequests per call. */
const MAX_REFRESHED = 40

/**
 * Makes the guards of an organization's keys read its settings again: true once none of them, and no isolate with a lease
 * of theirs, applies the settings before. Beyond the 40 most recently used keys, a guard does so by itself within five
 * minutes of use.
 */
export async function refreshKeys({ db, guards }: Deps, organizationId: string): Promise<boolean> {
  const keys = await listReferences(db, organizationId, MAX_REFRESHED)
  const refreshed = await Promise.all(
    keys.map(({ reference, version }) => refreshGuard(guards, reference, version, true)),
  )
  return refreshed.every(Boolean)
}
