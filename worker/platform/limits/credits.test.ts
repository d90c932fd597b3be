import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CreditState, creditsAt, nextRefill } from './credits.ts'

const at = (text: string) => Date.parse(text)

describe('credits', () => {
  it('refill at the start of the next hour, day, week and month, in UTC', () => {
    const now = at('2026-11-21T13:37:05.123Z')
    expect(new Date(nextRefill('hour', now)).toISOString()).toBe('2026-11-21T14:00:00.000Z')
    expect(new Date(nextRefill('day', now)).toISOString()).toBe('2026-11-22T00:00:00.000Z')
    expect(new Date(nextRefill('week', now)).toISOString()).toBe('2026-11-23T00:00:00.000Z')
    expect(new Date(nextRefill('month', now)).toISOString()).toBe('2026-12-01T00:00:00.000Z')
    expect(new Date(nextRefill('month', at('2026-12-31T23:59:59.999Z'))).toISOString()).toBe('2027-01-01T00:00:00.000Z')
  })

  it('have their next refill after now, and none in between', () => {
    const intervals = fc.constantFrom('hour', 'day', 'week', 'month')
    fc.assert(
      fc.property(intervals, fc.integer({ min: 0, max: at('2100-01-01') }), (interval, now) => {
        const next = nextRefill(interval, now)
        expect(next).toBeGreaterThan(now)
        expect(nextRefill(interval, next - 1)).toBe(next)
        expect(nextRefill(interval, next)).toBeGreaterThan(next)
        if (interval === 'week') expect(new Date(next).getUTCDay()).toBe(1)
      }),
    )
  })

  it('are filled up to the amount, not increased by it, and never twice', () => {
    const terms = { version: 1, amount: 10, refill: { amount: 5, interval: 'day' as const } }
    const start = creditsAt(terms, null, at('2026-11-21T10:00:00Z'))
    expect(start.left).toBe(10)
    const spent = { ...start, left: 2 }
    expect(creditsAt(terms, spent, at('2026-11-21T23:59:59Z'))).toEqual(spent)
    const filled = creditsAt(terms, spent, at('2026-11-24T08:00:00Z'))
    expect(filled.left).toBe(5)
    expect(creditsAt(terms, { ...filled, left: 0 }, at('2026-11-24T09:00:00Z')).left).toBe(0)
    // A clock that is set back causes no second refill.
    expect(creditsAt(terms, { ...filled, left: 0 }, at('2026-11-23T09:00:00Z')).left).toBe(0)
    expect(creditsAt(terms, { ...start, left: 8 }, at('2026-11-22T08:00:00Z')).left).toBe(8)
  })

  it('start again when they are set again, and only then', () => {
    const old: CreditState = { version: 3, left: 1, at: 5 }
    expect(creditsAt({ version: 4, amount: 7, refill: null }, old, 9)).toEqual({ version: 4, left: 7, at: 9 })
    expect(creditsAt({ version: 3, amount: 7, refill: null }, old, 9)).toBe(old)
  })
})
