import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from './time.ts'
import { clockOf, dayAndHourIn, lastDaysIn, startOfDayIn } from './zone.ts'

const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'America/Caracas',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/New_York',
  'America/Havana',
  'Asia/Beirut',
  'Pacific/Apia',
  'Europe/Berlin',
]
const zones = fc.constantFrom(...ZONES)
const times = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) })
/** Around the hours in which clocks change: at the minutes where most errors happen. */
const changes = fc
  .tuple(
    fc.constantFrom(
      '2026-04-04T15:00Z',
      '2026-10-03T15:30Z',
      '2026-03-08T07:00Z',
      '2026-11-01T06:00Z',
      '2026-03-28T22:00Z',
      '2026-10-24T21:00Z',
      '2026-11-01T05:00Z',
    ),
    fc.integer({ min: -180, max: 180 }),
  )
  .map(([at, minutes]) => Date.parse(at) + minutes * 60_000)

const local = (zone: string, time: number) => {
  const date = new TZDate(time, zone)
  return { day: date.toISOString().slice(0, 10), hour: date.getHours() }
}

describe('an hour of a zone', () => {
  it('contains the instant, is within one local hour and day, and is the same for every instant in it', () => {
    fc.assert(
      fc.property(zones, fc.oneof(times, changes), fc.nat(HOUR_MS - 1), (zone, time, later) => {
        const clock = clockOf(zone)
        const hour = clock.hourOf(time)
        expect(hour).toBeLessThanOrEqual(time)
        expect(time - hour).toBeLessThan(HOUR_MS)
        expect(dayAndHourIn(zone, hour)).toEqual(local(zone, time))
        expect(clock.hourOf(hour)).toBe(hour)
        const other = hour + later
        // Two hours never overlap.
        expect(clock.hourOf(other) === hour || clock.hourOf(other) > hour).toBe(true)
        if (clock.hourOf(other) > hour) expect(clock.hourOf(clock.hourOf(other) - 1)).toBe(hour)
      }),
      { numRuns: 3000 },
    )
  })

  it('is in its day, and days follow each other', () => {
    fc.assert(
      fc.property(zones, fc.oneof(times, changes), (zone, time) => {
        const day = clockOf(zone).startOfDay(time)
        expect(day).toBeLessThanOrEqual(time)
        expect(day).toBe(startOfDayIn(zone, time))
        expect(clockOf(zone).startOfDay(day)).toBe(day)
        expect(clockOf(zone).hourOf(day)).toBe(day)
        const next = startOfDayIn(zone, day, 1)
        expect(next).toBeGreaterThan(time)
        expect(startOfDayIn(zone, next - 1)).toBe(day)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['Asia/Kolkata', '2026-11-21T09:45:00Z', '2026-11-21T09:30:00Z'],
    ['Asia/Kathmandu', '2026-11-21T09:20:00Z', '2026-11-21T09:15:00Z'],
    ['America/St_Johns', '2026-11-21T09:29:00Z', '2026-11-21T08:30:00Z'],
    ['America/Caracas', '2026-11-21T09:29:00Z', '2026-11-21T09:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:40:00Z', '2026-10-03T15:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:10:00Z', '2026-04-04T15:00:00Z'],
  ])('in %s at %s began at %s', (zone, time, start) => {
    expect(new Date(clockOf(zone).hourOf(Date.parse(time)))).toEqual(new Date(start))
  })
})

describe('the last days of a zone', () => {
  it('are those of its calendar, and each hour falls into its own day', () => {
    fc.assert(
      fc.property(
        zones,
        fc.oneof(times, changes),
        fc.integer({ min: 1, max: 90 }),
        fc.nat(),
        (zone, now, days, back) => {
          const { from, offsets, list } = lastDaysIn(zone, now, days)
          expect(list).toHaveLength(days)
          expect(list.at(-1)).toBe(local(zone, now).day)
          expect(offsets[0]?.from).toBe(from)
          const time = from + (back % Math.max(1, now - from))
          const { offset = 0 } = offsets.findLast((one) => one.from <= time) ?? {}
          expect(new Date(Math.floor((time + offset) / DAY_MS) * DAY_MS).toISOString().slice(0, 10)).toBe(
            local(zone, time).day,
          )
        },
      ),
      { numRuns: 300 },
    )
  })
})
