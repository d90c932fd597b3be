import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import type { CredentialKind } from '../../../platform/credential-guard/credential-kind.ts'
import type { Deps } from '../../../platform/deps.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { APP_GUARDS, appGuardNames } from './guard-names.ts'

const policies = loadOnce(() => import('./find-policy.ts'))

/**
 * The credential kind of OAuth apps. Nobody calls with an app itself: its guards lend calls to the guards of its grants.
 * So disabling or deleting an app ends all its tokens, however many there are, and takes two seconds at most.
 */
export const appCredentials: CredentialKind = {
  noun: 'app',
  owns: (objectName) => objectName.startsWith(APP_GUARDS),
  findPolicy: async (db, objectName) => {
    const [organizationId = '', appId = ''] = objectName.slice(APP_GUARDS.length).split('/')
    return (await policies()).findAppPolicy(db, organizationId, appId)
  },
  secretUsed: () => null,
  usedDigest: () => false,
}

const { refreshGuard } = guardClient(appCredentials)

/**
 * Makes the guards of an app read its row again, and waits until no token is admitted by an earlier state. Guards of its
 * grants read theirs again too, before they admit another call. Resolves to false if a guard cannot be reached.
 */
export async function refreshAppGuards(
  guards: Deps['guards'],
  { organizationId, id }: { organizationId: string; id: string },
  version: number,
  outwaitLeases: boolean,
): Promise<boolean> {
  const names = appGuardNames(organizationId, id)
  const confirmed = await Promise.all(names.map((name) => refreshGuard(guards, name, version, outwaitLeases)))
  return confirmed.every(Boolean)
}
