import { commonScopes } from '../../../contract/scopes.data.ts'
import { parseRange } from './addresses.ts'
import type { DeadCode, ParentTerms } from './parent-terms.ts'
import type { CompiledPolicy } from './policy.ts'

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** A policy narrowed by the terms of its parent. */
export const underTerms = (policy: CompiledPolicy, terms: ParentTerms): CompiledPolicy => ({
  ...policy,
  scopes: commonScopes(policy.scopes, terms.scopes),
  expiresAt: earliest(policy.expiresAt, terms.expiresAt),
  rangesAbove: terms.allowedIps.map((list) => list.map(parseRange)),
  scopesOfTokens: new Map(),
})

/** The terms for those below a policy. `above`: the terms under which it stands itself; null if it has no parent. */
export function termsOf(policy: CompiledPolicy, above: ParentTerms | null): ParentTerms {
  const own = policy.allowedIps.length > 0 ? [policy.allowedIps] : []
  return {
    tag: above ? `${policy.version}.${above.tag}` : String(policy.version),
    scopes: policy.scopes,
    allowedIps: above ? [...own, ...above.allowedIps] : own,
    expiresAt: policy.expiresAt,
  }
}

/** Why nothing below a policy is admitted; null if it is alive. */
export function deadCodeOf({ status, expiresAt }: CompiledPolicy, now: number): DeadCode | null {
  if (status === 'revoked' || status === 'deleted') return 'revoked'
  if (status === 'disabled') return 'disabled'
  return expiresAt !== null && expiresAt <= now ? 'expired' : null
}
