import type { LimitState } from '../../../contract/common.ts'

/** The limit of which a tenth or less is left; of several, the one with the smallest share. Null where none is near. */
export function nearest(limits: readonly LimitState[]): Pick<LimitState, 'window' | 'limit' | 'remaining'> | null {
  let found: LimitState | null = null
  for (const one of limits) {
    if (one.remaining * 10 > one.limit) continue
    if (!found || one.remaining * found.limit < found.remaining * one.limit) found = one
  }
  return found && { window: found.window, limit: found.limit, remaining: found.remaining }
}
