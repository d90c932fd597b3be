import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from './batches.ts'

describe('batches', () => {
  it('contain everything in order, within the limits of count and size, except for a single large item', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 60 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 200 }), (items, most, mostSize) => {
        const pieces = batchesOf(items, (item) => item, most, mostSize)
        expect(pieces.flat()).toEqual(items)
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0)
          expect(piece.length).toBeLessThanOrEqual(most)
          if (piece.length > 1) expect(piece.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(mostSize)
        }
        // And no more batches than necessary: the first item of the next one would not have fit.
        for (const [index, next] of pieces.slice(1).entries()) {
          const before = pieces[index] ?? []
          const size = before.reduce((sum, one) => sum + one, 0)
          expect(before.length === most || size + (next[0] ?? 0) > mostSize).toBe(true)
        }
      }),
    )
  })
})
