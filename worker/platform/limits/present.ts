import type { LimitState } from '../../../contract/common.ts'
import type { Remaining } from './meter.ts'

/** The remaining limits as the API returns them, in whole seconds, rounded up. */
export const limitStates = (left: readonly Remaining[]): LimitState[] =>
  left.map(({ window, limit, remaining, resetMs }) => ({
    window,
    limit,
    remaining,
    resetSeconds: Math.ceil(resetMs / 1000),
  }))
