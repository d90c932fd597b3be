import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RETRY_DELAYS_SECONDS } from '../../../../../contract/webhooks.data.ts'
import { nextAttemptAt, readRetryAfter } from './schedule.ts'

const NOW = Date.UTC(2026, 10, 21)
const DAY = 86_400_000
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('the schedule', () => {
  it('is 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, each varied by up to a fifth, up to the configured number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 10 }), random, (failures, max, share) => {
        const at = nextAttemptAt(failures, max, null, share, NOW)
        if (failures > max) {
          expect(at).toBeNull()
          return
        }
        const planned = (RETRY_DELAYS_SECONDS[Math.min(failures, 7) - 1] ?? 0) * 1000
        expect(at).toBeGreaterThanOrEqual(NOW + planned * 0.8 - 1)
        expect(at).toBeLessThanOrEqual(NOW + planned * 1.2 + 1)
      }),
    )
    expect(RETRY_DELAYS_SECONDS).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000])
  })

  it('waits as long as the receiver requests, never less than planned, never more than a day', () => {
    expect(nextAttemptAt(1, 7, 60_000, 0.5, NOW)).toBe(NOW + 60_000)
    expect(nextAttemptAt(1, 7, 0, 0.5, NOW)).toBe(NOW + 5000)
    expect(nextAttemptAt(1, 7, 30 * DAY, 0.5, NOW)).toBe(NOW + DAY)
  })

  it('reads Retry-After in seconds and as a date, and nothing else', () => {
    expect(readRetryAfter('120', NOW)).toBe(120_000)
    expect(readRetryAfter(new Date(NOW + 90_000).toUTCString(), NOW)).toBe(90_000)
    expect(readRetryAfter(new Date(NOW - 90_000).toUTCString(), NOW)).toBe(0)
    // For any requested time, a delivery waits at most a day.
    expect(readRetryAfter('99999999999', NOW)).toBe(86_400_000)
    for (const text of [null, '', 'soon', '-5', '1e9']) expect(readRetryAfter(text, NOW)).toBeNull()
  })
})
