import type { VerdictCode } from '../../../contract/api-keys.ts'
import { missingScopes } from '../../../contract/scopes.ts'
import { equalBytes } from '../lib/crypto/crypto.ts'
import type { CreditTerms } from '../limits/credits.ts'
import type { Limits } from '../limits/meter.ts'
import { type AddressRange, isAllowed, parseRange } from './addresses.ts'

/** What a key may do, as it is stored and sent. */
export type StoredPolicy = {
  version: number
  /** Of the organisation's settings: they are read with the key. */
  organizationVersion: number
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

/** Whether the call came with the secret before the last regeneration. */
export const usedPrevious = (policy: KeyPolicy, ask: Ask, now: number): boolean =>
  policy.previous !== null && secretUsed(policy, ask, now) === 'previous'

type Rule = {
  check: VerdictCode
  fails: (policy: KeyPolicy, ask: Ask, now: number) => boolean
  says: (policy: KeyPolicy, ask: Ask, failed: boolean) => string
}

/** The checks in their fixed order; the limits come after them, and are only charged when all of these passed. */
const RULES: readonly Rule[] = [
  {
    check: 'unknown',
    fails: (policy, ask, now) =>
      policy.status === 'deleted' ||
      (ask.organizationId !== null && ask.organizationId !== policy.organization.id) ||
      secretUsed(policy, ask, now) === null,
    says: (_policy, _ask, failed) => (failed ? 'No key has this secret.' : 'The key exists and the secret is right.'),
  },
  {
    check: 'revoked',
    fails: (policy) => policy.status === 'revoked',
    says: (_policy, _ask, failed) => (failed ? 'The key was revoked.' : 'The key is not revoked.'),
  },
  {
    check: 'disabled',
    fails: (policy) => policy.status === 'disabled',
    says: (_policy, _ask, failed) => (failed ? 'The key is switched off.' : 'The key is switched on.'),
  },
  {
    check: 'expired',
    fails: ({ expiresAt }, _ask, now) => expiresAt !== null && expiresAt <= now,
    says: ({ expiresAt }, _ask, failed) =>
      expiresAt === null
        ? 'The key never expires.'
        : `The key ${failed ? 'expired' : 'expires'} at ${new Date(expiresAt).toISOString()}.`,
  },
  {
    check: 'ip_denied',
    fails: ({ ranges }, { ip }) => ranges.length > 0 && !(ip !== null && isAllowed(ranges, ip)),
    says: ({ ranges }, { ip }, failed) => {
      if (ranges.length === 0) return 'Any address may use the key.'
      if (ip === null) return 'The key is bound to addresses, and the caller gave none.'
      return `${ip} is ${failed ? 'not ' : ''}among the allowed addresses.`
    },
  },
  {
    check: 'scope_missing',
    fails: (policy, ask) => ask.scopes.length > 0 && missingScopes(policy.scopes, ask.scopes).length > 0,
    says: (policy, ask, failed) =>
      failed
        ? `The key lacks ${missingScopes(policy.scopes, ask.scopes).join(', ')}.`
        : 'The key holds every scope asked for.',
  },
]

/** The first check that a call fails; null when it passes them all. */
export function failedCheck(policy: KeyPolicy, ask: Ask, now: number): VerdictCode | null {
  for (const rule of RULES) if (rule.fails(policy, ask, now)) return rule.check
  return null
}

/** Every check in words. Without the secret nothing more is told: whoever guesses learns only that the guess was wrong. */
export function explainChecks(policy: KeyPolicy, ask: Ask, now: number): Check[] {
  const checks = RULES.map(({ check, fails, says }) => {
    const failed = fails(policy, ask, now)
    return { check, passed: !failed, detail: says(policy, ask, failed) }
  })
  return checks[0]?.passed ? checks : checks.slice(0, 1)
}
