/**
 * A sliding window of 60 sub-buckets. A call is counted in the sub-bucket of its time, and a sub-bucket counts as a
 * whole until all of it has left the window. So no window of that length, wherever it starts, ever has more calls than
 * the limit; in return, a call may be admitted up to a sixtieth of the window too late.
 */
export type SlidingWindow = {
  /** Length of a sub-bucket, ms. */
  slotMs: number
  /** The oldest sub-bucket (number of slotMs since 1970) that still counts. */
  first: number
  /** The newest sub-bucket with a call. */
  last: number
  /** Calls of sub-bucket b at index b % counts.length. */
  counts: number[]
  sum: number
  /** Sub-buckets up to here were counted by another machine's clock, and leave SKEW_MS later. */
  foreignUntil: number
}

export const SUB_BUCKETS = 60
/** Maximum difference between the clocks of two machines, ms: an object that moves takes its counts with it. */
export const SKEW_MS = 400
/** How far in the future calls may be counted, ms: a lease counts as spent when it expires. */
export const AHEAD_MS = 2000

/** An empty window of `lengthMs`; calls may be counted up to `aheadMs` in the future. */
export function newWindow(lengthMs: number, aheadMs = AHEAD_MS): SlidingWindow {
  // 60 whole sub-buckets, the partial oldest one, one for counts that leave late, and those in the future.
  const slots = SUB_BUCKETS + 2 + Math.ceil(aheadMs / 1000) + 1
  return {
    slotMs: lengthMs / SUB_BUCKETS,
    first: 0,
    last: -1,
    counts: new Array<number>(slots).fill(0),
    sum: 0,
    foreignUntil: -1,
  }
}

/** When all of a sub-bucket has left the window, ms since 1970. */
function leavesAt(window: SlidingWindow, bucket: number): number {
  return (bucket + SUB_BUCKETS + 1) * window.slotMs + (bucket <= window.foreignUntil ? SKEW_MS : 0)
}

/** Removes the sub-buckets that have left the window. `now` (ms) must not go backwards. */
export function advance(window: SlidingWindow, now: number): void {
  while (window.first <= window.last && leavesAt(window, window.first) <= now) {
    const index = window.first % window.counts.length
    window.sum -= window.counts[index] as number
    window.counts[index] = 0
    window.first++
  }
}

/** Counts `cost` calls at `at` (ms): now, or as far in the future as the window allows. Call `advance` first. */
export function count(window: SlidingWindow, cost: number, at: number): void {
  const bucket = Math.floor(at / window.slotMs)
  if (window.first > window.last) {
    window.first = bucket
    window.last = bucket
  } else {
    window.first = Math.min(window.first, bucket)
    window.last = Math.max(window.last, bucket)
  }
  const index = bucket % window.counts.length
  window.counts[index] = (window.counts[index] as number) + cost
  window.sum += cost
}

/** Removes `cost` calls that were counted at `at` (ms) and did not happen; does nothing if they have left already. */
export function uncount(window: SlidingWindow, cost: number, at: number): void {
  const bucket = Math.floor(at / window.slotMs)
  if (bucket < window.first || bucket > window.last) return
  const index = bucket % window.counts.length
  const back = Math.min(cost, window.counts[index] as number)
  window.counts[index] = (window.counts[index] as number) - back
  window.sum -= back
}

/**
 * When `cost` more calls fit under `limit` (ms since 1970), even if the counts move to another machine's clock in the
 * meantime and leave SKEW_MS later: a caller that waits until then is admitted. Null if they never fit.
 */
export function fitsAt(window: SlidingWindow, limit: number, cost: number, now: number): number | null {
  if (cost > limit) return null
  let excess = window.sum + cost - limit
  if (excess <= 0) return now
  for (let bucket = window.first; bucket <= window.last; bucket++) {
    excess -= window.counts[bucket % window.counts.length] as number
    if (excess <= 0) return (bucket + SUB_BUCKETS + 1) * window.slotMs + SKEW_MS
  }
  return now
}

/** When the next counted calls leave (ms since 1970); `now` if nothing is counted. */
export function nextReturn(window: SlidingWindow, now: number): number {
  for (let bucket = window.first; bucket <= window.last; bucket++) {
    if (window.counts[bucket % window.counts.length]) return leavesAt(window, bucket)
  }
  return now
}
