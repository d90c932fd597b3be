import type { VerdictCode } from '../../contract/api-keys.ts'
import { missingScopes } from '../../contract/scopes.ts'
import { equalBytes } from '../lib/crypto.ts'
import type { CreditTerms } from '../limits/credits.ts'
import type { Limits } from '../limits/meter.ts'
import { type AddressRange, isAllowed, parseRange } from './addresses.ts'

/** What a key may do, as it is stored and sent. */
export type StoredPolicy = {
  version: number
  keyId: string
  name: string
  organization: { id: string; name: string; plan: string }
  environment: 'live' | 'test'
  /** A deleted key answers as if it had never been; it stays known so that a late read cannot bring it back. */
  status: 'active' | 'disabled' | 'revoked' | 'deleted'
  scopes: string[]
  allowedIps: string[]
  expiresAt: number | null
  limits: Limits
  /** What all keys of the organisation may call together. */
  planLimits: Limits
  credits: CreditTerms | null
  ownerId: string | null
  /** JSON text: nothing here looks inside. */
  metadata: string
  consistency: 'edge' | 'strict'
  secretHash: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** The secret before the last regeneration, while its grace lasts. */
  previous: { hash: Uint8Array<ArrayBuffer>; pepperVersion: number; until: number } | null
}

/** The same, its addresses read once. */
export type KeyPolicy = StoredPolicy & { ranges: AddressRange[] }

export const compilePolicy = (policy: StoredPolicy): KeyPolicy => ({
  ...policy,
  ranges: policy.allowedIps.map(parseRange),
})

/** One call that asks to be let in. */
export type Ask = {
  hash: Uint8Array<ArrayBuffer>
  /** Of an imported key: the hash as it is stored until the key's first use. */
  digestHash?: Uint8Array<ArrayBuffer>
  pepperVersion: number
  /** Scopes the call needs; all of them. */
  scopes: string[]
  /** Address of the end client, where known. */
  ip: string | null
  cost: number
  explain: boolean
  /** Who asks about a key: another organisation's answers as unknown. Null: the key itself is the caller. */
  organizationId: string | null
}

export type Check = { check: VerdictCode; passed: boolean; detail: string }

type Presented = Pick<Ask, 'hash' | 'digestHash' | 'pepperVersion'>
type Secrets = Pick<StoredPolicy, 'secretHash' | 'pepperVersion' | 'previous'>

/** Whether a stored hash is of the secret that a call came with, in either form. Both are compared, match or not. */
function isHashOf(ask: Presented, stored: Uint8Array<ArrayBuffer>): boolean {
  const direct = equalBytes(ask.hash, stored)
  const ofDigest = ask.digestHash !== undefined && equalBytes(ask.digestHash, stored)
  return direct || ofDigest
}

/** Whether the key's secret is still stored as it was imported, and a call came with it. */
export const usedDigest = ({ secretHash, pepperVersion }: KeyPolicy, ask: Ask): boolean =>
  ask.digestHash !== undefined && ask.pepperVersion === pepperVersion && equalBytes(ask.digestHash, secretHash)

/** Which secret of the key a call came with; null: neither, or one whose grace is over. */
export function secretUsed(policy: Secrets, ask: Presented, now: number): 'current' | 'previous' | null {
  const { secretHash, pepperVersion, previous } = policy
  if (ask.pepperVersion === pepperVersion && isHashOf(ask, secretHash)) return 'current'
  if (!previous || previous.until <= now) return null
  return ask.pepperVersion === previous.pepperVersion && isHashOf(ask, previous.hash) ? 'previous' : null
}

/** The checks in their fixed order; the limits come after them, and are only charged when all of these passed. */
export function runChecks(policy: KeyPolicy, ask: Ask, now: number): Check[] {
  const known =
    policy.status !== 'deleted' &&
    (ask.organizationId === null || ask.organizationId === policy.organization.id) &&
    secretUsed(policy, ask, now) !== null
  // Without the secret nothing more is told: whoever guesses learns only that the guess was wrong.
  if (!known) return [{ check: 'unknown', passed: false, detail: 'No key has this secret.' }]
  const missing = missingScopes(policy.scopes, ask.scopes)
  const expired = policy.expiresAt !== null && policy.expiresAt <= now
  const away = policy.ranges.length > 0 && !(ask.ip !== null && isAllowed(policy.ranges, ask.ip))
  return [
    { check: 'unknown', passed: true, detail: 'The key exists and the secret is right.' },
    {
      check: 'revoked',
      passed: policy.status !== 'revoked',
      detail: policy.status === 'revoked' ? 'The key was revoked.' : 'The key is not revoked.',
    },
    {
      check: 'disabled',
      passed: policy.status !== 'disabled',
      detail: policy.status === 'disabled' ? 'The key is switched off.' : 'The key is switched on.',
    },
    {
      check: 'expired',
      passed: !expired,
      detail:
        policy.expiresAt === null
          ? 'The key never expires.'
          : `The key ${expired ? 'expired' : 'expires'} at ${new Date(policy.expiresAt).toISOString()}.`,
    },
    {
      check: 'ip_denied',
      passed: !away,
      detail:
        policy.ranges.length === 0
          ? 'Any address may use the key.'
          : ask.ip === null
            ? 'The key is bound to addresses, and the caller gave none.'
            : `${ask.ip} is ${away ? 'not ' : ''}among the allowed addresses.`,
    },
    {
      check: 'scope_missing',
      passed: missing.length === 0,
      detail: missing.length > 0 ? `The key lacks ${missing.join(', ')}.` : 'The key holds every scope asked for.',
    },
  ]
}
