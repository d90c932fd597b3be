import type { Spent } from '../limits/quota.ts'
import { GUARD_RPC_VERSION } from './guard-protocol.ts'
import type { LendAnswer, LendAsk } from './parent-terms.ts'

/** The methods of a guard that the guards below it call. */
type Lender = {
  lend: (ask: LendAsk, rpc: number) => Promise<LendAnswer | null>
  takeBack: (spent: Spent[], rpc: number) => Promise<void>
}

/**
 * Asks the guard of a parent to lend calls. Null if it cannot decide now; rejects if it cannot be reached, or still runs
 * code without this method. `parent` makes a stub: one is unusable after an error.
 */
export async function askToLend(parent: () => Lender, ask: LendAsk): Promise<LendAnswer | null> {
  try {
    return await parent().lend(ask, GUARD_RPC_VERSION)
  } catch {
    // A retry may reserve twice: the error is on the safe side of the limit. Returned calls count once.
    return parent().lend(ask, GUARD_RPC_VERSION)
  }
}

/** Returns calls that were not used; if this does not arrive, they stay counted as spent. */
export async function handBackLent(parent: () => Lender, spent: Spent[]): Promise<void> {
  await parent()
    .takeBack(spent, GUARD_RPC_VERSION)
    .catch(() => undefined)
}
