/** Upper bounds (ms, inclusive) of the first 15 latency buckets; the 16th has no upper bound. */
export const BUCKET_BOUNDS_MS = [1, 2, 3, 5, 8, 13, 20, 35, 60, 100, 180, 320, 600, 1200, 3000] as const
export const BUCKETS = BUCKET_BOUNDS_MS.length + 1

/** The bucket of a duration in ms. */
export function bucketOf(durationMs: number): number {
  const index = BUCKET_BOUNDS_MS.findIndex((bound) => durationMs <= bound)
  return index === -1 ? BUCKETS - 1 : index
}

/**
 * The `q` quantile (0 to 1) of a histogram in ms, interpolated within its bucket; null if the histogram is empty. In
 * the last bucket, which has no upper bound, it is the lower bound. It is never above the longest duration.
 * @param sumMs the sum of all durations in ms
 */
export function quantile(counts: readonly number[], q: number, sumMs: number): number | null {
  const total = counts.reduce((sum, one) => sum + one, 0)
  if (total === 0) return null
  const most = longestAtLeast(counts, sumMs)
  let rank = q * total
  for (let index = 0; index < counts.length; index++) {
    const inside = counts[index] ?? 0
    if (rank <= inside && inside > 0) {
      const low = index === 0 ? 0 : (BUCKET_BOUNDS_MS[index - 1] ?? 0)
      const high = BUCKET_BOUNDS_MS[index] ?? low
      return Math.min(low + (high - low) * (rank / inside), most)
    }
    rank -= inside
  }
  return BUCKET_BOUNDS_MS.at(-1) ?? null
}

/**
 * A duration in ms that the longest one reaches for certain. The longest one itself is not stored, but it is at least
 * the mean of the last bucket that has any, and that mean is smallest if all others are as long as their buckets allow.
 */
function longestAtLeast(counts: readonly number[], sumMs: number): number {
  const last = counts.findLastIndex((count) => count > 0)
  let others = 0
  for (let index = 0; index < last; index++) others += (counts[index] ?? 0) * (BUCKET_BOUNDS_MS[index] ?? 0)
  return Math.max(BUCKET_BOUNDS_MS[last - 1] ?? 0, (sumMs - others) / (counts[last] ?? 1))
}

/** The counts of a histogram that the database aggregated into a JSON object by bucket number. */
export function histogramOf(json: string | undefined): number[] {
  const counts: Record<string, number | null> = JSON.parse(json ?? '{}')
  return Array.from({ length: BUCKETS }, (_, index) => counts[index] ?? 0)
}
