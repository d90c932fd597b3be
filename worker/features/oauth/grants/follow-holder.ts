import type { Deps } from '../../../platform/deps.ts'
import type { Holder, HolderWatcher } from '../../../platform/manifest/holder-watcher.ts'
import { closeStreams } from '../../event-logs/live/live-feed-client.ts'
import { refreshGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { listGrantsOfHolder } from '../rows/grant-store.ts'
import { notConfirmed } from './end.ts'

const MAX_GRANTS = 500

/**
 * Makes the guards of all grants that a member or a key bounds follow what it may do now: what a member allowed, and what
 * apps got for themselves that the member or key answers for. To be called after a role or a key was changed, or a member
 * removed, before that is answered.
 */
export async function refreshGrantsOf(deps: Deps, holder: Holder): Promise<void> {
  const { organizationId } = holder
  const grants = await listGrantsOfHolder(deps.db, holder, MAX_GRANTS)
  const told = await Promise.all(
    grants.map(({ reference, version }) => refreshGrantGuard(deps.guards, grantGuardName(reference), version, true)),
  )
  await Promise.all(grants.map(({ id }) => closeStreams(deps.feeds, organizationId, { grant: id })))
  if (!told.every(Boolean)) throw notConfirmed()
}

/** Grants follow members and keys. */
export const followHolder: HolderWatcher = { changed: refreshGrantsOf }
