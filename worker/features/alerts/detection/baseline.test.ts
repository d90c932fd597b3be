import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../platform/lib/time/time.ts'
import { isCovered, isNewRoute, MIN_CALLS, MIN_DAYS, NEW_ROUTE_AFTER_DAYS, unusualRate } from './baseline.ts'

const hours = fc.array(
  fc.record({ hour: fc.integer({ min: 0, max: 167 }), calls: fc.integer({ min: 1, max: 5000 }) }),
  {
    maxLength: 60,
  },
)
const week = hours.map((some) =>
  [...new Map(some.map((one) => [one.hour, one])).values()].map(({ hour, calls }) => ({ hour: hour * HOUR_MS, calls })),
)
const factor = fc.integer({ min: 2, max: 100 })
const count = fc.integer({ min: 0, max: 600_000 })

describe('an unusual rate', () => {
  it('is never unusual without three days of history, or with few calls', () => {
    fc.assert(
      fc.property(week, count, factor, (before, calls, times) => {
        const days = new Set(before.map(({ hour }) => startOfDay(hour))).size
        const found = unusualRate(calls, before, times)
        if (days < MIN_DAYS || calls < MIN_CALLS) expect(found).toBeNull()
        else expect(found !== null).toBe(before.every((one) => calls > times * one.calls))
      }),
    )
  })

  it('is never unusual in an hour that the daily sums show to be usual', () => {
    fc.assert(
      fc.property(week, count, factor, (before, calls, times) => {
        const days = Map.groupBy(before, ({ hour }) => startOfDay(hour))
        const daily = [...days.values()].map((some) => some.reduce((sum, one) => sum + one.calls, 0))
        if (isCovered(calls, daily, times) && before.length > 0) expect(unusualRate(calls, before, times)).toBeNull()
      }),
    )
  })

  it('is the baseline of later hours once it was reported', () => {
    fc.assert(
      fc.property(week, count, factor, (before, calls, times) => {
        if (!unusualRate(calls, before, times)) return
        const after = [...before, { hour: 168 * HOUR_MS, calls }]
        expect(unusualRate(calls, after, times)).toBeNull()
      }),
    )
  })
})

describe('a new route', () => {
  const today = 1000 * DAY_MS
  it.each([
    ['of a key that nobody knew', null, null, false],
    ['of a key of six days', null, today - 6 * DAY_MS, false],
    ['of a key of seven days', null, today - 7 * DAY_MS, true],
    ['called yesterday', today - DAY_MS, today - 90 * DAY_MS, false],
    ['called thirty days ago', today - NEW_ROUTE_AFTER_DAYS * DAY_MS, today - 90 * DAY_MS, false],
    ['called longer ago', today - (NEW_ROUTE_AFTER_DAYS + 1) * DAY_MS, today - 90 * DAY_MS, true],
  ])('%s', (_, lastDay, knownSince, expected) => {
    expect(isNewRoute({ lastDay, knownSince }, today)).toBe(expected)
  })
})
