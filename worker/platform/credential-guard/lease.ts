import type { Remaining } from '../limits/meter.ts'
import { AHEAD_MS } from '../limits/sliding-window.ts'
import type { StoredPolicy } from './stored-policy.ts'

/**
 * How long an isolate may spend a lease, ms. The guard counts from the grant, the isolate from its earlier request, so
 * the isolate always stops first, whatever their clocks show.
 */
export const LEASE_MS = AHEAD_MS

/**
 * Calls that the guard has counted already, for one isolate to admit on its own under this policy. `ms`: how long it may,
 * if that is less than LEASE_MS.
 */
export type Lease = { id: number; calls: number; ms?: number; policy: StoredPolicy; limits: Remaining[] }

/** What an isolate sends to request a lease. */
export type LeaseAsk = {
  /** Recent calls per second with this credential. */
  demand: number
  /** Leases it no longer uses, and how many of their calls it spent. */
  handBack: { id: number; spent: number }[]
}

/**
 * Whether calls of a credential may be leased. Credits in a lease would be lost permanently when the isolate ends. A
 * lease of a credential with a parent ends when what the parent lent ends.
 */
export const isLendable = ({ consistency, credits }: StoredPolicy): boolean =>
  consistency !== 'strict' && credits === null

/** A lease has at most this fraction (1/SHARE) of what is left of each limit, so that an idle isolate holds little. */
const SHARE = 50
/** The largest lease, in calls. */
export const MAX_LEASE = 20_000
/** A shorter lease saves nothing, ms: an isolate stops using it a little earlier, and renews it before. */
export const MIN_LEASE_MS = 500
/** A smaller lease saves nothing. */
export const MIN_LEASE = 2
/** Calls per second from which a lease is worthwhile. */
const MIN_DEMAND = 2

/**
 * How many calls to lease: what the isolate needs until the lease ends, but at most a fiftieth of what is left; 0 for
 * none.
 */
export function leaseSize(demand: number, left: readonly Remaining[]): number {
  if (!(demand >= MIN_DEMAND)) return 0
  const wanted = Math.min(MAX_LEASE, Math.ceil((demand * LEASE_MS) / 1000))
  const allowed = Math.min(...left.map((limit) => Math.floor(limit.remaining / SHARE)), wanted)
  return allowed < MIN_LEASE ? 0 : allowed
}
