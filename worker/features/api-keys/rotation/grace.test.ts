import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRACE_SECONDS } from '../../../../contract/api-keys.data.ts'
import { ABOUT_TO_END_MS, decideExtension } from './grace.ts'

const NOW = 1_800_000_000_000
const MOST = GRACE_SECONDS.max * 1000

const row = (graceUntil: number | null, rotatedAt = NOW - 60_000) =>
  ({ status: 'active', expiresAt: null, above: null, aboveExpiresAt: null, graceUntil, rotatedAt }) as const

describe('the end of a grace period', () => {
  it('moves later, and at most 7 days after the regeneration', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MOST, max: MOST }),
        fc.integer({ min: -MOST, max: 2 * MOST }),
        fc.integer({ min: 0, max: MOST }),
        (left, to, age) => {
          const rotatedAt = NOW - age
          const decision = decideExtension(row(NOW + left, rotatedAt), NOW + to, NOW)
          const moves = 'move' in decision && decision.move
          expect(moves).toBe(left > ABOUT_TO_END_MS && to > left && NOW + to <= rotatedAt + MOST)
        },
      ),
    )
  })

  it('that has passed, or is about to, stays as it is', () => {
    for (const left of [-1, 0, 1, ABOUT_TO_END_MS]) {
      expect(decideExtension(row(NOW + left), NOW + 3_600_000, NOW), String(left)).toEqual({ refused: 'no_grace' })
    }
    expect(decideExtension(row(null), NOW + 3_600_000, NOW)).toEqual({ refused: 'no_grace' })
  })

  it('may be named again', () => {
    expect(decideExtension(row(NOW + 500), NOW + 500, NOW)).toEqual({ move: false })
  })

  it('of a revoked key, or below one, does not matter any more', () => {
    const kept = row(NOW + 60_000)
    for (const dead of [
      { ...kept, status: 'revoked' as const },
      { ...kept, above: 2 },
    ]) {
      expect(decideExtension(dead, NOW + 3_600_000, NOW)).toEqual({ refused: 'revoked' })
    }
  })
})
