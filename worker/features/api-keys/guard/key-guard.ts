import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import type { CredentialKind } from '../../../platform/credential-guard/credential-kind.ts'
import { findPolicy } from './policy-store.ts'
import { secretUsed, usedDigest } from './secret-check.ts'

/**
 * API keys as their guards see them. An object is named by the bare reference of its key, which holds letters and digits
 * only; other kinds put a word and a colon in front.
 */
export const apiKeyCredentials: CredentialKind = {
  noun: 'key',
  owns: (objectName) => !objectName.includes(':'),
  findPolicy,
  secretUsed,
  usedDigest,
}

export const { askGuard, refreshGuard, whatIsLeft } = guardClient(apiKeyCredentials)
