import type { WindowName } from '../limits/meter.ts'
import type { Spent } from '../limits/quota.ts'

/** What a credential allows those below it at most: its own settings, narrowed by all above it. */
export type ParentTerms = {
  /** The versions of all of them: it changes with any of their settings. */
  tag: string
  scopes: string[]
  /** Lists of addresses. A caller has to be in each of them. */
  allowedIps: string[][]
  expiresAt: number | null
}

/** Why nothing below a credential is admitted. A deleted credential counts as revoked. */
export type DeadCode = 'revoked' | 'disabled' | 'expired'

/** What a guard sends to the guard of its parent. */
export type LendAsk = {
  /** Calls that are waiting now. */
  need: number
  /** Calls that are expected until the next question. */
  spare: number
  handBack: Spent[]
}

/** Why a parent lends fewer calls than needed. `retryAfterMs` null: waiting does not help. */
export type Shortage = {
  code: 'rate_limited' | 'no_credits'
  byPlan: boolean
  limit: WindowName | null
  retryAfterMs: number | null
}

/** The answer of a parent's guard: nothing below it is alive; or its terms, and calls it has counted already, for `ms`. */
export type LendAnswer =
  | { dead: DeadCode }
  | { terms: ParentTerms; block: { id: number; calls: number; ms: number }; shortage: Shortage | null }

/**
 * How long a guard may spend what its parent lends, ms. As long as a lease, so that a change of the parent waits no
 * longer than for a lease.
 */
export { LEASE_MS as LEND_MS } from './lease.ts'
