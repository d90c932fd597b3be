import type { VerdictCode } from '../../../contract/api-keys.ts'
import { missingScopes } from '../../../contract/scopes.data.ts'
import { type AddressRange, isAllowed, parseRange } from './addresses.ts'
import type { CredentialKind } from './credential-kind.ts'
import type { DeadCode } from './parent-terms.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'
import { scopesOfToken } from './token-terms.ts'

/** A stored policy with parsed IP ranges, and with the kind that checks its secret. */
export type CompiledPolicy = StoredPolicy & {
  ranges: AddressRange[]
  /** The lists of all above it: a caller has to be in each of them too. */
  rangesAbove: AddressRange[][]
  /** A credential above it that makes it unusable; null: none that is known. */
  deadAbove: DeadCode | null
  kind: CredentialKind
  /** The scopes of tokens that were seen, by how they name them. */
  scopesOfTokens: Map<string, string[]>
}

export const compilePolicy = (policy: StoredPolicy, kind: CredentialKind): CompiledPolicy => ({
  ...policy,
  ranges: policy.allowedIps.map(parseRange),
  rangesAbove: [],
  deadAbove: null,
  kind,
  scopesOfTokens: new Map(),
})

/** Tokens of one credential name few different selections of scopes. */
const MAX_SELECTIONS = 32

/** The scopes that a call can use: those of its token, or else of its credential. */
export function scopesFor(policy: CompiledPolicy, { token }: Ask): string[] {
  if (!token || !policy.tokens) return policy.scopes
  const known = policy.scopesOfTokens.get(token.scopes)
  if (known) return known
  const scopes = scopesOfToken(policy.scopes, policy.tokens, token)
  if (policy.scopesOfTokens.size >= MAX_SELECTIONS) policy.scopesOfTokens.clear()
  policy.scopesOfTokens.set(token.scopes, scopes)
  return scopes
}

const isEnded = ({ tokens }: CompiledPolicy, { token }: Ask): boolean =>
  token !== undefined && tokens !== undefined && token.names.some((name) => tokens.ended.includes(name))

/** When the credential, or the token of the call, expires, ms since 1970; null: never. */
const expiryOf = ({ expiresAt }: CompiledPolicy, { token }: Ask): number | null =>
  token ? Math.min(token.expiresAt, expiresAt ?? token.expiresAt) : expiresAt

export type Check = { check: VerdictCode; passed: boolean; detail: string }

/** Whether the call used the secret before the last regeneration. */
export const usedPrevious = (policy: CompiledPolicy, ask: Ask, now: number): boolean =>
  policy.previous !== null && policy.kind.secretUsed(policy, ask, now) === 'previous'

const isWithin = (ranges: readonly AddressRange[], ip: string | null): boolean =>
  ranges.length === 0 || (ip !== null && isAllowed(ranges, ip))

type Rule = {
  check: VerdictCode
  fails: (policy: CompiledPolicy, ask: Ask, now: number) => boolean
  explain: (policy: CompiledPolicy, ask: Ask, failed: boolean) => string
}

/** The checks in their fixed order. The limits come last, and are charged only if all of these passed. */
const RULES: readonly Rule[] = [
  {
    check: 'unknown',
    fails: (policy, ask, now) =>
      policy.status === 'deleted' ||
      (ask.organizationId !== null && ask.organizationId !== policy.organization.id) ||
      policy.kind.secretUsed(policy, ask, now) === null,
    explain: ({ kind }, _ask, failed) =>
      failed ? `No ${kind.noun} has this secret.` : `The ${kind.noun} exists and the secret is right.`,
  },
  {
    check: 'revoked',
    fails: (policy, ask) => policy.status === 'revoked' || policy.deadAbove === 'revoked' || isEnded(policy, ask),
    explain: ({ kind, deadAbove }, _ask, failed) => {
      if (deadAbove === 'revoked') return `A ${kind.noun} above it was revoked.`
      return failed ? `The ${kind.noun} was revoked.` : `The ${kind.noun} is not revoked.`
    },
  },
  {
    check: 'disabled',
    fails: ({ status, deadAbove }) => status === 'disabled' || deadAbove === 'disabled',
    explain: ({ kind, deadAbove }, _ask, failed) => {
      if (deadAbove === 'disabled') return `A ${kind.noun} above it is switched off.`
      return `The ${kind.noun} is switched ${failed ? 'off' : 'on'}.`
    },
  },
  {
    check: 'expired',
    fails: (policy, ask, now) => {
      const expiresAt = expiryOf(policy, ask)
      return (expiresAt !== null && expiresAt <= now) || policy.deadAbove === 'expired'
    },
    explain: (policy, ask, failed) => {
      const { kind, deadAbove } = policy
      const expiresAt = expiryOf(policy, ask)
      if (deadAbove === 'expired') return `A ${kind.noun} above it has expired.`
      return expiresAt === null
        ? `The ${kind.noun} never expires.`
        : `The ${kind.noun} ${failed ? 'expired' : 'expires'} at ${new Date(expiresAt).toISOString()}.`
    },
  },
  {
    check: 'ip_denied',
    fails: ({ ranges, rangesAbove }, { ip }) =>
      !isWithin(ranges, ip) || (rangesAbove.length > 0 && rangesAbove.some((list) => !isWithin(list, ip))),
    explain: ({ ranges, rangesAbove, kind }, { ip }, failed) => {
      if (ranges.length === 0 && rangesAbove.length === 0) return `Any address may use the ${kind.noun}.`
      if (ip === null) return `The ${kind.noun} is bound to addresses, and the caller gave none.`
      return `${ip} is ${failed ? 'not ' : ''}among the allowed addresses.`
    },
  },
  {
    check: 'scope_missing',
    fails: (policy, ask) => ask.scopes.length > 0 && missingScopes(scopesFor(policy, ask), ask.scopes).length > 0,
    explain: (policy, ask, failed) =>
      failed
        ? `The ${policy.kind.noun} lacks ${missingScopes(scopesFor(policy, ask), ask.scopes).join(', ')}.`
        : `The ${policy.kind.noun} holds every scope asked for.`,
  },
]

/** The first check that a call fails; null if it passes them all. */
export function failedCheck(policy: CompiledPolicy, ask: Ask, now: number): VerdictCode | null {
  for (const rule of RULES) if (rule.fails(policy, ask, now)) return rule.check
  return null
}

/** An explanation of every check. For a wrong secret only the first is given, so that a guess reveals nothing else. */
export function explainChecks(policy: CompiledPolicy, ask: Ask, now: number): Check[] {
  const checks = RULES.map(({ check, fails, explain }) => {
    const failed = fails(policy, ask, now)
    return { check, passed: !failed, detail: explain(policy, ask, failed) }
  })
  return checks[0]?.passed ? checks : checks.slice(0, 1)
}
