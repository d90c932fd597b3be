import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { clockOf, dayAndHourIn } from '../../../platform/lib/time/zone.ts'
import { barAt, barsOf, MAX_BARS, stepOf } from './bars.ts'

describe('the bars of a histogram', () => {
  it('last an hour or longer from half a day on, and are days at the end', () => {
    const steps = [
      60_000,
      HOUR_MS,
      12 * HOUR_MS,
      DAY_MS,
      3 * DAY_MS,
      7 * DAY_MS,
      30 * DAY_MS,
      80 * DAY_MS,
      730 * DAY_MS,
    ]
    expect(steps.map((length) => stepOf(length) / 1000)).toEqual([
      1,
      60,
      3600,
      3600,
      3600,
      7200,
      12 * 3600,
      86_400,
      9 * 86_400,
    ])
    expect(stepOf(60_000, HOUR_MS)).toBe(HOUR_MS)
  })

  it('cover the range without gaps, at most 90 of them, and each time is in one', () => {
    const zones = ['UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2026-12-01') }),
        fc.oneof(fc.integer({ min: 0, max: 2 * DAY_MS }), fc.integer({ min: 0, max: 730 * DAY_MS })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (zone, from, length, share) => {
          const bars = barsOf(from, from + length, stepOf(length), zone, clockOf(zone))
          expect(bars.starts.length).toBeLessThanOrEqual(MAX_BARS)
          expect(bars.starts[0]).toBeLessThanOrEqual(from)
          expect(bars.end).toBeGreaterThan(from + length)
          for (const [index, start] of bars.starts.entries())
            expect(bars.starts[index + 1] ?? bars.end).toBeGreaterThan(start)
          const time = Math.floor(from + share * length)
          const index = barAt(bars, time)
          expect(bars.starts[index]).toBeLessThanOrEqual(time)
          expect(bars.starts[index + 1] ?? bars.end).toBeGreaterThan(time)
          if (bars.stepMs >= DAY_MS) expect(dayAndHourIn(zone, bars.starts.at(-1) ?? 0).hour).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
