import type { LimitState } from '../../../contract/common.ts'

/** A limit is near when the share 1 / NEAR_FROM of it or less is left. */
const NEAR_FROM = 5

/**
 * The limit of which a fifth or less is left; if there are several, the one with the smallest share. Null if there is
 * none.
 */
export function nearest(limits: readonly LimitState[]): Pick<LimitState, 'window' | 'limit' | 'remaining'> | null {
  let found: LimitState | null = null
  for (const one of limits) {
    if (one.remaining * NEAR_FROM > one.limit) continue
    if (!found || one.remaining * found.limit < found.remaining * one.limit) found = one
  }
  return found && { window: found.window, limit: found.limit, remaining: found.remaining }
}
