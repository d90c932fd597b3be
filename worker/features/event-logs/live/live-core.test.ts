import { describe, expect, it } from 'vitest'
import { isGone } from './live-core.ts'

describe('a listener of the live log', () => {
  const now = Date.UTC(2026, 10, 21)

  it('is gone when its pings have stopped for longer than three of them take', () => {
    expect(isGone(now - 75_000, now)).toBe(false)
    expect(isGone(now - 81_000, now)).toBe(true)
  })

  it('is not taken for gone if it never sends pings', () => {
    expect(isGone(null, now)).toBe(false)
  })
})
