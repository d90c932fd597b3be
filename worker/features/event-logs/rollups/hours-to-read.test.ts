import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import { ENTRIES_PER_PAGE, type HourSummary, hoursToRead, ROLLUPS_PER_PAGE } from './hours-to-read.ts'

const hour = (at: number, more: Partial<HourSummary>): HourSummary => ({
  hour: at * HOUR_MS,
  calls: 10,
  matching: 0,
  rollups: 1,
  ...more,
})

describe('the hours of the log that are read', () => {
  it('are those with a match; the others count as read', () => {
    const all = [hour(9, { matching: 1 }), hour(8, {}), hour(7, { matching: 2 })]
    expect(hoursToRead(all)).toMatchObject({ hours: [all[0], all[2]], next: null })
  })

  it('leave the last one for the next page if there are more roll-ups than requested', () => {
    const all = [hour(9, { rollups: ROLLUPS_PER_PAGE - 1 }), hour(8, { matching: 1 })]
    expect(hoursToRead(all)).toEqual({ hours: [], next: 9 * HOUR_MS })
  })

  it('are a single hour, read entry by entry, if it has more roll-ups than requested', () => {
    const { hours, next } = hoursToRead([hour(9, { rollups: ROLLUPS_PER_PAGE })])
    expect([hours[0]?.hour, hours[0]?.calls, next]).toEqual([9 * HOUR_MS, Number.POSITIVE_INFINITY, null])
  })

  it('have no more entries than may be read, but at least one hour, and skip none with a match', () => {
    const some = fc.array(
      fc.record({
        calls: fc.integer({ min: 1, max: 4000 }),
        matching: fc.nat(3),
        rollups: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(some, (list) => {
        const all: HourSummary[] = []
        let left = ROLLUPS_PER_PAGE
        for (const [index, one] of list.entries()) {
          if (left === 0) break
          const rollups = Math.min(left, one.rollups)
          left -= rollups
          all.push(hour(1000 - index, { ...one, rollups: rollups }))
        }
        const { hours, next } = hoursToRead(all)
        const calls = hours.reduce((sum, one) => sum + one.calls, 0)
        if (hours.length > 1) expect(calls).toBeLessThanOrEqual(ENTRIES_PER_PAGE)
        const lookedAt = all.filter((one) => next === null || one.hour >= next)
        if (Number.isFinite(calls)) {
          const wanted = lookedAt.filter(({ matching }) => matching > 0)
          expect(hours).toEqual(wanted.map((one) => ({ ...one, end: one.hour + HOUR_MS })))
        }
        // Otherwise the same page would be returned again and again.
        if (all.length > 0) expect(lookedAt.length).toBeGreaterThan(0)
      }),
    )
  })

  it('that overlap after a change of the time zone are read once: the older one up to the beginning of the newer one', () => {
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
    const long = all.map((one, index) => (index === 2 ? { ...one, calls: ENTRIES_PER_PAGE } : one))
    expect(hoursToRead(long)).toMatchObject({ hours: [long[0], long[1]], next: 8 * HOUR_MS + half })
  })
})
