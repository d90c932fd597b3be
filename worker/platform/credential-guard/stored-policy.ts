import type { CreditTerms } from '../limits/credits.ts'
import type { Limits } from '../limits/meter.ts'
import type { TokenFacts, TokenTerms } from './token-terms.ts'

/** What a credential may do, as stored and as sent. `keyId` is its id, whatever its kind. */
export type StoredPolicy = {
  version: number
  /** The version of the organization's settings, which are read with the credential. */
  organizationVersion: number
  keyId: string
  name: string
  organization: { id: string; name: string; plan: string }
  environment: 'live' | 'test'
  /**
   * For a credential below another one: the object name of that one's guard, and the ids of all above it, the top one
   * first. Its calls are also charged to its parent, and it can never do more than its parent (parent-terms.ts).
   * `version`: that of the parent when this was read, if this policy depends on it: the guard reads it again once the
   * parent has a later one.
   */
  parent?: { guard: string; above: string[]; version?: number } | undefined
  /** For a credential that is used through tokens made from it. */
  tokens?: TokenTerms | undefined
  /** A deleted credential is answered as unknown. It is kept, so that a late read cannot bring it back. */
  status: 'active' | 'disabled' | 'revoked' | 'deleted'
  scopes: string[]
  allowedIps: string[]
  expiresAt: number | null
  limits: Limits
  credits: CreditTerms | null
  ownerId: string | null
  /** JSON text that is not parsed here. */
  metadata: string
  consistency: 'edge' | 'strict'
  /** Custom names to redact, if headers and bodies of its calls are captured; null: not captured. */
  capture: string[] | null
  secretHash: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** The secret before the last regeneration, during its grace period. */
  previous: { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; until: number } | null
}

/** One call to decide on. */
export type Ask = {
  hash: Uint8Array<ArrayBuffer>
  /** For an imported credential: the hash as it is stored until the first use. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** For a call with a token that was made from the credential; its hash is then empty. */
  token?: TokenFacts
  /** Scopes that the call needs; all of them. */
  scopes: string[]
  /** IP address of the end client, if known. */
  ip: string | null
  cost: number
  explain: boolean
  /**
   * The organization that verifies a credential: credentials of others are unknown to it. Null: the credential's own
   * call.
   */
  organizationId: string | null
}
