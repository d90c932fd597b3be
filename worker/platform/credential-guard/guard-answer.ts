import type { VerdictCode } from '../../../contract/api-keys.ts'
import type { Remaining } from '../limits/meter.ts'
import type { Check } from './policy.ts'
import type { StoredPolicy } from './stored-policy.ts'

/** What callers learn of the credential that let them in. */
export type KeyFacts = Pick<
  StoredPolicy,
  'keyId' | 'name' | 'organization' | 'environment' | 'scopes' | 'ownerId' | 'metadata' | 'capture'
>

export type GuardAnswer = {
  code: VerdictCode | 'unavailable'
  /** For the log, even when the secret was wrong: the owner of the credential. */
  owner: { organizationId: string; keyId: string } | null
  /** Only when the secret was right. */
  key: KeyFacts | null
  /** The call came with the secret before the last regeneration. */
  previousSecret: boolean
  /** The guard still holds the secret as it was imported: this call is the first use, or one of the first. */
  digestUsed: boolean
  limits: Remaining[]
  /** What is left of the credential's credits; null when it has none. */
  credits: number | null
  /** The limit that was reached is not the credential's own but that of its organization's plan. */
  byPlan: boolean
  /** After so many ms the same call fits; null: it never will, or nothing stands in its way. */
  retryAfterMs: number | null
  checks: Check[] | null
}

export const factsOf = (policy: StoredPolicy): KeyFacts => ({
  keyId: policy.keyId,
  name: policy.name,
  organization: policy.organization,
  environment: policy.environment,
  scopes: policy.scopes,
  ownerId: policy.ownerId,
  metadata: policy.metadata,
  capture: policy.capture,
})

export const ownerOf = (policy: StoredPolicy) => ({
  organizationId: policy.organization.id,
  keyId: policy.keyId,
})

/** An answer without facts: to a wrong secret, or when no guard could be asked. */
export const refusal = (code: GuardAnswer['code'], owner: GuardAnswer['owner'] = null): GuardAnswer => ({
  code,
  owner,
  key: null,
  previousSecret: false,
  digestUsed: false,
  limits: [],
  credits: null,
  byPlan: false,
  retryAfterMs: null,
  checks: null,
})
