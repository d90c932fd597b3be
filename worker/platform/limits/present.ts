import type { LimitState } from '../../../contract/common.ts'
import type { Remaining } from './meter.ts'

/** What is left of each limit as the API shows it, in whole seconds, never too few. */
export const limitStates = (left: readonly Remaining[]): LimitState[] =>
  left.map(({ window, limit, remaining, resetMs }) => ({
    window,
    limit,
    remaining,
    resetSeconds: Math.ceil(resetMs / 1000),
  }))
