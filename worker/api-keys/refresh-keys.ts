import type { Deps } from '../deps.ts'
import { refreshGuard } from './key-guard-client.ts'
import { listReferences } from './store.ts'

/** Guards that are told at once. Those of keys that were not used for longer read their organisation anew by themselves. */
const MAX_TOLD = 200

/**
 * Makes the guards of an organisation's keys read its settings again: true once none of them, and no isolate with a lease
 * of theirs, goes by what stood there before. Beyond the 200 keys used last, a guard does so at its next use, or within
 * five minutes of use.
 */
export async function refreshKeys({ db, guards }: Deps, organizationId: string): Promise<boolean> {
  const keys = await listReferences(db, organizationId, MAX_TOLD)
  const told = await Promise.all(keys.map(({ reference, version }) => refreshGuard(guards, reference, version, true)))
  return told.every(Boolean)
}
