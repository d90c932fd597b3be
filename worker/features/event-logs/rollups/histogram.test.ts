import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUCKET_BOUNDS_MS, BUCKETS, bucketOf, histogramOf, quantile } from './histogram.ts'

const counted = (durations: readonly number[]) => {
  const counts = new Array<number>(BUCKETS).fill(0)
  for (const one of durations) counts[bucketOf(one)] = (counts[bucketOf(one)] ?? 0) + 1
  return counts
}

const sumOf = (durations: readonly number[]) => durations.reduce((sum, one) => sum + one, 0)

describe('a histogram', () => {
  it('returns a quantile in the bucket of the exact one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2999, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1),
        (durations, q) => {
          const exact = [...durations].sort((a, b) => a - b)[Math.ceil(q * durations.length) - 1] ?? 0
          const bucket = bucketOf(exact)
          const answer = quantile(counted(durations), q, sumOf(durations)) ?? Number.NaN
          expect(answer).toBeLessThanOrEqual(BUCKET_BOUNDS_MS[bucket] ?? Number.POSITIVE_INFINITY)
          expect(answer).toBeGreaterThanOrEqual(bucket === 0 ? 0 : (BUCKET_BOUNDS_MS[bucket - 1] ?? 0))
        },
      ),
    )
  })

  it('is never above the longest duration', () => {
    fc.assert(
      fc.property(
        // Whole numbers, whose sum is exact. Few and close ones, whose quantile is near the longest, are frequent.
        fc.oneof(
          fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 100 }),
          fc.array(fc.integer({ min: 36, max: 60 }), { minLength: 1, maxLength: 30 }),
        ),
        fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1),
        (durations, q) => {
          expect(quantile(counted(durations), q, sumOf(durations))).toBeLessThanOrEqual(Math.max(...durations))
        },
      ),
    )
    expect(quantile(counted([40]), 0.95, 40)).toBe(40)
  })

  it('is null without counts, and at most the last bound for slower calls', () => {
    expect(quantile(counted([]), 0.95, 0)).toBeNull()
    expect(quantile(counted([60_000]), 0.95, 60_000)).toBe(3000)
  })

  it('reads empty sums of the database as zero', () => {
    expect(histogramOf(undefined)).toEqual(new Array(BUCKETS).fill(0))
    expect(histogramOf('{"0":null,"3":7}')[3]).toBe(7)
  })
})
