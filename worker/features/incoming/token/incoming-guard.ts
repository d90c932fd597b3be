import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import type { CredentialKind } from '../../../platform/credential-guard/credential-kind.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'

const policyStore = loadOnce(() => import('./policy-store.ts'))

const NAMES = 'incoming:'

/** The name of the Durable Object that guards the token with this reference. */
export const guardName = (reference: string): string => NAMES + reference

/** The credential kind of tokens of incoming webhooks. A token has no grace period: a new one ends the old one at once. */
export const incomingCredentials: CredentialKind = {
  noun: 'incoming webhook',
  owns: (objectName) => objectName.startsWith(NAMES),
  findPolicy: async (db, objectName) => (await policyStore()).findPolicy(db, objectName.slice(NAMES.length)),
  secretUsed: ({ secretHash, pepperVersion }, ask) =>
    ask.pepperVersion === pepperVersion && equalBytes(ask.hash, secretHash) ? 'current' : null,
  usedDigest: () => false,
}

export const { askGuard, refreshGuard } = guardClient(incomingCredentials)
