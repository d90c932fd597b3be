import type { VerdictCode } from '../../../contract/api-keys.ts'
import { missingScopes } from '../../../contract/scopes.ts'
import { type AddressRange, isAllowed, parseRange } from './addresses.ts'
import type { CredentialKind } from './credential-kind.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/** The same with its addresses parsed once, and with how its secret is checked. */
export type CompiledPolicy = StoredPolicy & { ranges: AddressRange[]; kind: CredentialKind }

export const compilePolicy = (policy: StoredPolicy, kind: CredentialKind): CompiledPolicy => ({
  ...policy,
  ranges: policy.allowedIps.map(parseRange),
  kind,
})

export type Check = { check: VerdictCode; passed: boolean; detail: string }

/** Whether the call came with the secret before the last regeneration. */
export const usedPrevious = (policy: CompiledPolicy, ask: Ask, now: number): boolean =>
  policy.previous !== null && policy.kind.secretUsed(policy, ask, now) === 'previous'

type Rule = {
  check: VerdictCode
  fails: (policy: CompiledPolicy, ask: Ask, now: number) => boolean
  explain: (policy: CompiledPolicy, ask: Ask, failed: boolean) => string
}

/** The checks in their fixed order. The limits come last, and are charged only when all of these passed. */
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
    fails: (policy) => policy.status === 'revoked',
    explain: ({ kind }, _ask, failed) =>
      failed ? `The ${kind.noun} was revoked.` : `The ${kind.noun} is not revoked.`,
  },
  {
    check: 'disabled',
    fails: (policy) => policy.status === 'disabled',
    explain: ({ kind }, _ask, failed) => `The ${kind.noun} is switched ${failed ? 'off' : 'on'}.`,
  },
  {
    check: 'expired',
    fails: ({ expiresAt }, _ask, now) => expiresAt !== null && expiresAt <= now,
    explain: ({ expiresAt, kind }, _ask, failed) =>
      expiresAt === null
        ? `The ${kind.noun} never expires.`
        : `The ${kind.noun} ${failed ? 'expired' : 'expires'} at ${new Date(expiresAt).toISOString()}.`,
  },
  {
    check: 'ip_denied',
    fails: ({ ranges }, { ip }) => ranges.length > 0 && !(ip !== null && isAllowed(ranges, ip)),
    explain: ({ ranges, kind }, { ip }, failed) => {
      if (ranges.length === 0) return `Any address may use the ${kind.noun}.`
      if (ip === null) return `The ${kind.noun} is bound to addresses, and the caller gave none.`
      return `${ip} is ${failed ? 'not ' : ''}among the allowed addresses.`
    },
  },
  {
    check: 'scope_missing',
    fails: (policy, ask) => ask.scopes.length > 0 && missingScopes(policy.scopes, ask.scopes).length > 0,
    explain: (policy, ask, failed) =>
      failed
        ? `The ${policy.kind.noun} lacks ${missingScopes(policy.scopes, ask.scopes).join(', ')}.`
        : `The ${policy.kind.noun} holds every scope asked for.`,
  },
]

/** The first check that a call fails; null when it passes them all. */
export function failedCheck(policy: CompiledPolicy, ask: Ask, now: number): VerdictCode | null {
  for (const rule of RULES) if (rule.fails(policy, ask, now)) return rule.check
  return null
}

/** Every check in words. With a wrong secret only the first is shown: a guess learns nothing but that it was wrong. */
export function explainChecks(policy: CompiledPolicy, ask: Ask, now: number): Check[] {
  const checks = RULES.map(({ check, fails, explain }) => {
    const failed = fails(policy, ask, now)
    return { check, passed: !failed, detail: explain(policy, ask, failed) }
  })
  return checks[0]?.passed ? checks : checks.slice(0, 1)
}
