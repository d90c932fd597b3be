import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEBHOOK_STATUSES } from '../../../../contract/webhooks.data.ts'
import { healthOf, reasonToDisable, sampleOf } from './health.ts'

const NOW = Date.UTC(2026, 10, 21)
const DAY = 86_400_000

const failures = (consecutiveFailures: number, failingSince: number | null = NOW) => ({
  status: 'active' as const,
  consecutiveFailures,
  failingSince,
})
const HOUR = 3_600_000
const hour = (ago: number) => Math.floor(NOW / HOUR) - ago
const NONE = { recent: '', hours: {} }

describe('the deliveries that health is based on', () => {
  it('are those of the last 24 hours if there are 20 or more, else the last 20', () => {
    const recent = 'x'.repeat(20)
    expect(sampleOf(NONE, NOW)).toEqual({ window: 'last_20_deliveries', deliveries: 0, succeeded: 0 })
    expect(sampleOf({ recent: '.x.', hours: { [hour(0)]: [2, 1] } }, NOW)).toEqual({
      window: 'last_20_deliveries',
      deliveries: 3,
      succeeded: 2,
    })
    expect(sampleOf({ recent, hours: { [hour(0)]: [9, 0], [hour(23)]: [10, 1] } }, NOW)).toEqual({
      window: 'last_24_hours',
      deliveries: 20,
      succeeded: 19,
    })
    // An hour that is a day old no longer counts, and the rest is too little.
    expect(sampleOf({ recent, hours: { [hour(0)]: [9, 0], [hour(24)]: [10, 1] } }, NOW)).toMatchObject({ succeeded: 0 })
  })
})

/** So many deliveries in this hour. */
const day = (succeeded: number, failed: number) =>
  sampleOf({ recent: '', hours: { [hour(0)]: [succeeded, failed] } }, NOW)
const last = (marks: string) => sampleOf({ recent: marks, hours: {} }, NOW)

describe('the health of a webhook', () => {
  it.each([
    ['is new', 0, last(''), 'healthy', 'no_deliveries'],
    ['had an attempt fail and no delivery yet', 1, last(''), 'healthy', 'no_deliveries'],
    ['gets everything', 0, last('....................'), 'healthy', 'success_rate'],
    ['failed at one of its last 20', 0, last('...x................'), 'degraded', 'success_rate'],
    ['failed at two of its last 20', 0, last('...x...x............'), 'failing', 'success_rate'],
    ['failed at its only one', 1, last('x'), 'failing', 'success_rate'],
    ['gets 99 % of a day', 0, day(99, 1), 'healthy', 'success_rate'],
    ['gets a little less', 0, day(989, 11), 'degraded', 'success_rate'],
    ['gets 95 % of a day', 0, day(95, 5), 'degraded', 'success_rate'],
    ['gets less than 95 %', 0, day(949, 51), 'failing', 'success_rate'],
    ['gets 99 % of a day, and fails at present', 5, day(995, 5), 'failing', 'failures_in_a_row'],
  ] as const)('that %s is shown with its reason', (_, inARow, sample, health, code) => {
    expect(healthOf(failures(inARow), sample)).toEqual({ health, healthReason: { code, ...sample } })
  })

  it('never gets better with more failures, does not change by pausing, and is disabled if the webhook is', () => {
    const order = ['healthy', 'degraded', 'failing', 'disabled']
    const some = fc.record({
      status: fc.constantFrom(...WEBHOOK_STATUSES),
      inARow: fc.nat(12),
      succeeded: fc.nat(2000),
      failed: fc.nat(100),
    })
    fc.assert(
      fc.property(some, ({ status, inARow, succeeded, failed }) => {
        const rank = (more: number, moreFailed: number, as = status) => {
          const had = { window: 'last_24_hours', deliveries: succeeded + failed + moreFailed, succeeded } as const
          return order.indexOf(healthOf({ ...failures(inARow + more), status: as }, had).health)
        }
        const stands = rank(0, 0)
        expect(stands === 3).toBe(status === 'disabled')
        expect(rank(1, 0)).toBeGreaterThanOrEqual(stands)
        expect(rank(0, 1)).toBeGreaterThanOrEqual(stands)
        expect(rank(0, 0, 'paused')).toBe(rank(0, 0, 'active'))
      }),
    )
  })

  it('disables after as many failures as the admin sets, or 5 days without success', () => {
    expect(reasonToDisable(failures(9), 10, NOW)).toBeNull()
    expect(reasonToDisable(failures(10), 10, NOW)).toBe('too_many_failures')
    expect(reasonToDisable(failures(1000), null, NOW)).toBeNull()
    expect(reasonToDisable(failures(3, NOW - 5 * DAY + 1), null, NOW)).toBeNull()
    expect(reasonToDisable(failures(3, NOW - 5 * DAY), null, NOW)).toBe('no_success')
    expect(reasonToDisable({ ...failures(10), status: 'paused' }, 10, NOW)).toBeNull()
  })
})
