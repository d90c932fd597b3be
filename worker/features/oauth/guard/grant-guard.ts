import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import type { CredentialKind } from '../../../platform/credential-guard/credential-kind.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { GRANT_GUARDS } from './guard-names.ts'

const policies = loadOnce(() => import('./find-policy.ts'))

/** The credential kind of grants. A call with one has an access token, whose MAC its verifier has checked already. */
export const grantCredentials: CredentialKind = {
  noun: 'grant',
  owns: (objectName) => objectName.startsWith(GRANT_GUARDS),
  findPolicy: async (db, objectName) => (await policies()).findGrantPolicy(db, objectName.slice(GRANT_GUARDS.length)),
  secretUsed: (_policy, { token }) => (token ? 'current' : null),
  usedDigest: () => false,
}

/** Decides on a call with an access token, and makes a guard read its grant again. */
export const { askGuard: askGrantGuard, refreshGuard: refreshGrantGuard } = guardClient(grantCredentials)
