import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEBHOOK_STATUSES } from '../../contract/webhooks.ts'
import { healthOf, reasonToDisable } from './health.ts'

const NOW = Date.UTC(2026, 10, 21)
const DAY = 86_400_000

const failures = (consecutiveFailures: number, failingSince: number | null = NOW) => ({
  status: 'active' as const,
  consecutiveFailures,
  failingSince,
})
/** Newest first, x for trouble. */
const troubles = (marks: string) => [...marks].map((mark) => mark === 'x')

describe('the health of a webhook', () => {
  it.each([
    ['is new', 0, '', 'healthy'],
    ['gets everything', 0, '....................', 'healthy'],
    ['had one attempt fail', 1, 'x...................', 'degraded'],
    ['got that one after all', 0, 'x...................', 'degraded'],
    ['got the next one at once', 0, '.x..................', 'healthy'],
    ['failed at its very first delivery', 1, 'x', 'degraded'],
    ['fails at everything', 5, 'xxxxxxxxxxxxxxxxxxxx', 'failing'],
    ['had one success after a long failure', 0, '.xxxxxxxxxxxxxxxxxxx', 'degraded'],
    ['had many of them', 0, '..................xx', 'degraded'],
    ['has left all but one of the failures behind', 0, '...................x', 'healthy'],
    ['fails now and then', 0, '.......x....x.......', 'degraded'],
    ['has failures of long ago, and nothing lately', 3, '', 'degraded'],
  ] as const)('that %s (%i failures in a row; %s) is shown', (_, inARow, marks, health) => {
    expect(healthOf(failures(inARow), troubles(marks))).toBe(health)
  })

  it('is never better for more trouble or more failures, and a webhook that is switched off is disabled', () => {
    const order = ['healthy', 'degraded', 'failing', 'disabled']
    const some = fc.record({
      status: fc.constantFrom(...WEBHOOK_STATUSES),
      inARow: fc.nat(12),
      marks: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
      at: fc.nat(19),
    })
    fc.assert(
      fc.property(some, ({ status, inARow, marks, at }) => {
        const rank = (more: number, had: readonly boolean[]) =>
          order.indexOf(healthOf({ ...failures(inARow + more), status }, had))
        const as = rank(0, marks)
        expect(as === 3).toBe(status === 'disabled')
        expect(rank(1, marks)).toBeGreaterThanOrEqual(as)
        expect(rank(0, marks.with(Math.min(at, marks.length - 1), true))).toBeGreaterThanOrEqual(as)
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
