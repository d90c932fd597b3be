import type { Remaining } from '../limits/meter.ts'
import { AHEAD_MS } from '../limits/sliding-window.ts'
import type { StoredPolicy } from './stored-policy.ts'

/**
 * How long an isolate may spend a lease, ms. The guard counts from the moment it grants, the isolate from the moment
 * it asked, which is earlier: so the isolate stops first, whatever their clocks say.
 */
export const LEASE_MS = AHEAD_MS

/** Calls that the guard has counted already, for one isolate to admit by itself under this policy. */
export type Lease = { id: number; calls: number; policy: StoredPolicy; limits: Remaining[] }

/** What an isolate sends to ask for a lease. */
export type LeaseAsk = {
  /** Recent calls per second with this credential. */
  demand: number
  /** Leases it no longer uses, and how many of their calls it spent. */
  handBack: { id: number; spent: number }[]
}

/** Whether calls of a credential may be leased. Credits in a lease would be lost for good when the isolate ends. */
export const isLendable = ({ consistency, credits }: StoredPolicy): boolean =>
  consistency !== 'strict' && credits === null

/** A lease holds at most one part in so many of what is left of each limit, so that an idle isolate keeps little. */
const SHARE = 50
/** The largest lease, in calls. */
export const MAX_LEASE = 20_000
/** A smaller lease saves nothing. */
export const MIN_LEASE = 2
/** Calls per second from which a lease pays. */
const MIN_DEMAND = 2

/** How many calls to lease: what the isolate needs until the lease ends, but a fiftieth of what is left; 0 for none. */
export function leaseSize(demand: number, left: readonly Remaining[]): number {
  if (!(demand >= MIN_DEMAND)) return 0
  const wanted = Math.min(MAX_LEASE, Math.ceil((demand * LEASE_MS) / 1000))
  const allowed = Math.min(...left.map((limit) => Math.floor(limit.remaining / SHARE)), wanted)
  return allowed < MIN_LEASE ? 0 : allowed
}
