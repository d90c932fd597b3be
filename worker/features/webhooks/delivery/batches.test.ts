import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from './batches.ts'

describe('pieces', () => {
  it('hold everything in its order, never too many, never too much but for one alone', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 60 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 200 }), (items, most, mostSize) => {
        const pieces = piecesOf(items, (item) => item, most, mostSize)
        expect(pieces.flat()).toEqual(items)
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0)
          expect(piece.length).toBeLessThanOrEqual(most)
          if (piece.length > 1) expect(piece.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(mostSize)
        }
        // And no more pieces than that asks for: the first of the next would not have gone in.
        for (const [index, next] of pieces.slice(1).entries()) {
          const before = pieces[index] ?? []
          const size = before.reduce((sum, one) => sum + one, 0)
          expect(before.length === most || size + (next[0] ?? 0) > mostSize).toBe(true)
        }
      }),
    )
  })
})
