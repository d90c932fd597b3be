import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import type { CredentialKind } from '../../../platform/credential-guard/credential-kind.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { secretUsed, usedDigest } from './secret-check.ts'

const policyStore = loadOnce(() => import('./policy-store.ts'))

/**
 * The credential kind of API keys. The Durable Object of a key is named by its bare reference, which has only letters
 * and digits; names of other kinds start with a word and a colon.
 */
export const apiKeyCredentials: CredentialKind = {
  noun: 'key',
  owns: (objectName) => !objectName.includes(':'),
  findPolicy: async (db, objectName) => (await policyStore()).findPolicy(db, objectName),
  secretUsed,
  usedDigest,
}

export const { askGuard, refreshGuard, readRemaining } = guardClient(apiKeyCredentials)
