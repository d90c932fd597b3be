import type { CreditTerms } from '../limits/credits.ts'
import type { Limits } from '../limits/meter.ts'

/** What a credential may do, as it is stored and sent. `keyId` is its id, whatever its kind. */
export type StoredPolicy = {
  version: number
  /** Of the organization's settings, which are read with the credential. */
  organizationVersion: number
  keyId: string
  name: string
  organization: { id: string; name: string; plan: string }
  environment: 'live' | 'test'
  /** A deleted credential answers as unknown. It stays known, so that a late read cannot bring it back. */
  status: 'active' | 'disabled' | 'revoked' | 'deleted'
  scopes: string[]
  allowedIps: string[]
  expiresAt: number | null
  limits: Limits
  credits: CreditTerms | null
  ownerId: string | null
  /** JSON text: nothing here looks inside. */
  metadata: string
  consistency: 'edge' | 'strict'
  /** Own names to redact where headers and bodies of its calls are kept; null: they are not. */
  capture: string[] | null
  secretHash: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** The secret before the last regeneration, while its grace lasts. */
  previous: { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; until: number } | null
}

/** One call that asks to be let in. */
export type Ask = {
  hash: Uint8Array<ArrayBuffer>
  /** Of an imported credential: the hash as it is stored until its first use. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** Scopes the call needs; all of them. */
  scopes: string[]
  /** Address of the end client, where known. */
  ip: string | null
  cost: number
  explain: boolean
  /** The organization that verifies a credential: one of another organization is unknown to it. Null: the caller itself. */
  organizationId: string | null
}
