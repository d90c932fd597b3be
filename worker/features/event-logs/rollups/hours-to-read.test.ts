import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { hoursToRead, IN_HOURS, ROLL_UPS, type RolledUp } from './hours-to-read.ts'

const hour = (at: number, more: Partial<RolledUp>): RolledUp => ({
  hour: at * HOUR_MS,
  calls: 10,
  matching: 0,
  rollUps: 1,
  ...more,
})

describe('the hours of the log that are read', () => {
  it('are those that hold a match; the rest was looked at all the same', () => {
    const all = [hour(9, { matching: 1 }), hour(8, {}), hour(7, { matching: 2 })]
    expect(hoursToRead(all)).toMatchObject({ hours: [all[0], all[2]], next: null })
  })

  it('leave the last one for the next page where there is more than was asked for', () => {
    const all = [hour(9, { rollUps: ROLL_UPS - 1 }), hour(8, { matching: 1 })]
    expect(hoursToRead(all)).toEqual({ hours: [], next: 9 * HOUR_MS })
  })

  it('are a single one, read entry by entry, where it has more roll-ups than were asked for', () => {
    const { hours, next } = hoursToRead([hour(9, { rollUps: ROLL_UPS })])
    expect([hours[0]?.hour, hours[0]?.calls, next]).toEqual([9 * HOUR_MS, Number.POSITIVE_INFINITY, null])
  })

  it('hold no more entries than may be read, but one hour at least, and skip none that holds a match', () => {
    const some = fc.array(
      fc.record({
        calls: fc.integer({ min: 1, max: 4000 }),
        matching: fc.nat(3),
        rollUps: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(some, (list) => {
        const all: RolledUp[] = []
        let left = ROLL_UPS
        for (const [index, one] of list.entries()) {
          if (left === 0) break
          const rollUps = Math.min(left, one.rollUps)
          left -= rollUps
          all.push(hour(1000 - index, { ...one, rollUps }))
        }
        const { hours, next } = hoursToRead(all)
        const calls = hours.reduce((sum, one) => sum + one.calls, 0)
        if (hours.length > 1) expect(calls).toBeLessThanOrEqual(IN_HOURS)
        const lookedAt = all.filter((one) => next === null || one.hour >= next)
        if (Number.isFinite(calls)) {
          const wanted = lookedAt.filter(({ matching }) => matching > 0)
          expect(hours).toEqual(wanted.map((one) => ({ ...one, end: one.hour + HOUR_MS })))
        }
        // Else the same page would come again and again.
        if (all.length > 0) expect(lookedAt.length).toBeGreaterThan(0)
      }),
    )
  })

  it('that overlap after a change of the time zone are read once: the older one up to where the newer one begins', () => {
    const half = HOUR_MS / 2
    const all = [
      hour(9, { matching: 1 }),
      { ...hour(8, { matching: 1 }), hour: 8 * HOUR_MS + half },
      hour(8, { matching: 1 }),
    ]
    expect(hoursToRead(all).hours.map(({ hour: start, end }) => [start, end])).toEqual([
      [9 * HOUR_MS, 10 * HOUR_MS],
      [8 * HOUR_MS + half, 9 * HOUR_MS],
      [8 * HOUR_MS, 8 * HOUR_MS + half],
    ])
    const long = all.map((one, index) => (index === 2 ? { ...one, calls: IN_HOURS } : one))
    expect(hoursToRead(long)).toMatchObject({ hours: [long[0], long[1]], next: 8 * HOUR_MS + half })
  })
})
