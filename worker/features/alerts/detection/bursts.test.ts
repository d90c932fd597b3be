import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burstsOf, type Caller, SPREAD_FACTOR } from './bursts.ts'
import { MAX_SEPARATE_ALERTS } from './max-separate-alerts.ts'

const MINUTE = 60_000
const THRESHOLD = 10

const caller = (keyId: string | null, ip: string | null, calls: number, first = 0, last = first): Caller => ({
  organizationId: 'org_1',
  organizationName: 'Acme',
  kind: 'auth_failures',
  targetId: `${keyId ?? ''} ${ip ?? ''}`,
  keyName: keyId && `Key ${keyId}`,
  calls,
  first,
  last,
  threshold: THRESHOLD,
  keyId,
  ip,
})

const reported = (callers: Caller[]) =>
  burstsOf(callers).map(({ alert }) => [alert.target.type, alert.target.id, alert.details.calls])

describe('bursts', () => {
  it('are reported by key, and by address only if no key was reported', () => {
    expect(reported([caller('a', '1.1.1.1', 6), caller('a', '2.2.2.2', 6), caller(null, '1.1.1.1', 9)])).toEqual([
      ['api_key', 'a', 12],
    ])
    expect(reported([caller('a', '1.1.1.1', 4), caller('b', '1.1.1.1', 4), caller(null, '1.1.1.1', 4)])).toEqual([
      ['address', '1.1.1.1', 12],
    ])
    expect(reported([caller(null, null, 50)])).toEqual([])
  })

  it('start before and end after their calls', () => {
    const [burst] = burstsOf([caller('a', 'x', 5, MINUTE, 3 * MINUTE), caller('a', 'y', 5, 2 * MINUTE, 4 * MINUTE)])
    expect(burst?.alert.details).toMatchObject({
      from: new Date(MINUTE).toISOString(),
      to: new Date(5 * MINUTE).toISOString(),
      addresses: ['x', 'y'],
    })
    expect(burst?.last).toBe(4 * MINUTE)
  })

  const someCallers = fc.array(
    fc
      .tuple(
        fc.option(fc.constantFrom(...'abcdefgh'), { nil: null }),
        fc.option(fc.constantFrom(...'123456789'), { nil: null }),
        fc.integer({ min: 1, max: 40 }),
      )
      .map((it) => caller(...it)),
    { maxLength: 60 },
  )

  it('are few, each reaches the threshold, and no call is reported twice', () => {
    fc.assert(
      fc.property(someCallers, (some) => {
        // Like the counters: one for each target.
        const callers = [...new Map(some.map((one) => [one.targetId, one])).values()]
        const bursts = burstsOf(callers)
        expect(bursts.length).toBeLessThanOrEqual(MAX_SEPARATE_ALERTS)
        const targets = bursts.flatMap(({ targetIds }) => targetIds)
        expect(new Set(targets).size).toBe(targets.length)
        for (const { alert, targetIds } of bursts) {
          const calls = callers.reduce((sum, one) => (targetIds.includes(one.targetId) ? sum + one.calls : sum), 0)
          expect(alert.details.calls).toBe(calls)
          expect(calls).toBeGreaterThanOrEqual(THRESHOLD)
        }
        // Every caller that reaches the threshold is reported.
        const unreported = callers.filter(({ targetId }) => !targets.includes(targetId))
        expect(unreported.every(({ keyId, ip, calls }) => calls < THRESHOLD || (keyId === null && ip === null))).toBe(
          true,
        )
      }),
    )
  })

  it('of many callers below the threshold are reported together from a multiple of the threshold', () => {
    const little = (count: number) => Array.from({ length: count }, (_, n) => caller(null, `ip ${n}`, 2))
    expect(reported(little((SPREAD_FACTOR * THRESHOLD) / 2 - 1))).toEqual([])
    expect(reported(little((SPREAD_FACTOR * THRESHOLD) / 2))).toEqual([
      ['organization', 'org_1', SPREAD_FACTOR * THRESHOLD],
    ])
  })
})
