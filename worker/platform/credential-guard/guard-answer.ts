import type { VerdictCode } from '../../../contract/api-keys.ts'
import type { Remaining, WindowName } from '../limits/meter.ts'
import { type Check, type CompiledPolicy, scopesFor } from './policy.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/** The facts about a credential that callers get when it is admitted. */
export type KeyFacts = Pick<
  StoredPolicy,
  'keyId' | 'name' | 'organization' | 'environment' | 'scopes' | 'ownerId' | 'metadata' | 'capture'
> & {
  /** The ids of all credentials above it, the top one first; missing if there are none. */
  above?: string[]
}

export type GuardAnswer = {
  code: VerdictCode | 'unavailable'
  /** The owner of the credential, for the log, even if the secret was wrong. */
  owner: { organizationId: string; keyId: string } | null
  /** Only if the secret was right. */
  key: KeyFacts | null
  /** The call used the secret before the last regeneration. */
  previousSecret: boolean
  /** The secret is still stored as it was imported: this call is one of the first uses. */
  digestUsed: boolean
  limits: Remaining[]
  /** The remaining credits of the credential; null if it has none. */
  credits: number | null
  /** The limit that was reached is not the credential's but that of its organization's plan. */
  byPlan: boolean
  /** The limit or the credits that were used up are those of a credential above it; `limit`: which limit, if known. */
  byParent?: { limit: WindowName | null } | undefined
  /** After this many ms the same call fits; null: never, or it was not refused for a limit. */
  retryAfterMs: number | null
  checks: Check[] | null
}

/** The facts for an admitted call. Its scopes are those of its token, if it has one. */
export function factsOf(policy: CompiledPolicy, ask: Ask): KeyFacts {
  const facts: KeyFacts = {
    keyId: policy.keyId,
    name: policy.name,
    organization: policy.organization,
    environment: policy.environment,
    scopes: scopesFor(policy, ask),
    ownerId: policy.ownerId,
    metadata: policy.metadata,
    capture: policy.capture,
  }
  if (policy.parent) facts.above = policy.parent.above
  return facts
}

export const ownerOf = (policy: StoredPolicy) => ({
  organizationId: policy.organization.id,
  keyId: policy.keyId,
})

/** An answer without facts: for a wrong secret, or if no guard could be reached. */
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
