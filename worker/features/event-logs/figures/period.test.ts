import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { clockOf, dayAndHourIn, startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { MAX_PERIOD_DAYS, type Period, periodOf } from './period.ts'

const NOW = Date.parse('2026-11-21T10:20:00Z')

function period(query: { start?: string; end?: string; days?: number }, zone = 'UTC', now = NOW): Period {
  const found = periodOf({ days: 30, ...query }, zone, clockOf(zone), now)
  if ('message' in found) throw new Error(`${found.path} ${found.message}`)
  return found
}

const iso = ({ start, end }: { start: number; end: number }) =>
  [start, end].map((at) => new Date(at).toISOString().replace(':00.000Z', ''))

describe('the period of a report', () => {
  it('counts the last day in full, and compares it to as many days before', () => {
    const found = period({ start: '2026-11-01', end: '2026-11-07' })
    expect(iso(found)).toEqual(['2026-11-01T00:00', '2026-11-08T00:00'])
    expect(iso(found.previous)).toEqual(['2026-10-25T00:00', '2026-11-01T00:00'])
    expect([found.bucket, found.buckets.length]).toEqual(['day', 7])
  })

  it('that is not over ends now, and is compared to what the one before had after the same time', () => {
    const found = period({ start: '2026-11-20' })
    expect(iso(found)).toEqual(['2026-11-20T00:00', '2026-11-21T10:20'])
    expect(iso(found.previous)).toEqual(['2026-11-18T00:00', '2026-11-19T10:20'])
    expect(found.bucket).toBe('hour')
    expect(found.buckets.at(-1)).toMatchObject({ end: NOW, over: false })
    expect(found.buckets.at(-2)?.over).toBe(true)
  })

  it('between instants begins and ends with whole hours', () => {
    const found = period({ start: '2026-11-20T10:20:00Z', end: '2026-11-20T12:01:00Z' })
    expect(iso(found)).toEqual(['2026-11-20T10:00', '2026-11-20T13:00'])
    expect(iso(found.previous)).toEqual(['2026-11-20T07:00', '2026-11-20T10:00'])
  })

  it('has days of 23 and 25 hours where clocks change', () => {
    const found = period({ start: '2026-10-24', end: '2026-10-28' }, 'Europe/Berlin')
    expect(found.buckets.map(({ start, end }) => (end - start) / HOUR_MS)).toEqual([24, 25, 24, 24, 24])
    expect(dayAndHourIn('Europe/Berlin', found.previous.start)).toEqual({ day: '2026-10-19', hour: 0 })
  })

  it('refuses an end before its start, and more days than it may have', () => {
    const refused = (query: object) => periodOf({ days: 30, ...query }, 'UTC', clockOf('UTC'), NOW)
    expect(refused({ start: '2026-11-02', end: '2026-11-01' })).toMatchObject({ path: 'end' })
    expect(refused({ start: '2026-11-02T00:00:00Z', end: '2026-11-01T23:59:00Z' })).toMatchObject({ path: 'end' })
    expect(refused({ start: '2026-01-01', end: '2026-11-01' })).toMatchObject({ path: 'start' })
    expect(refused({ start: '2020-01-01T00:00:00Z' })).toMatchObject({ path: 'start' })
    expect(period({ start: '2026-08-22', end: '2026-11-21' }).buckets).toHaveLength(MAX_PERIOD_DAYS)
    expect(period({ start: '2027-01-01' }).buckets).toEqual([])
  })

  it('has buckets without gaps from its start to its end, in every zone, and a period before that ends where it starts', () => {
    const zones = ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo', 'Pacific/Apia']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2024-01-01'), max: NOW }),
        fc.integer({ min: 0, max: MAX_PERIOD_DAYS * DAY_MS - HOUR_MS }),
        fc.boolean(),
        (zone, at, length, byDay) => {
          const text = (time: number) => (byDay ? dayAndHourIn(zone, time).day : new Date(time).toISOString())
          const found = periodOf({ start: text(at), end: text(at + length), days: 30 }, zone, clockOf(zone), NOW)
          if ('message' in found) {
            expect(byDay && length > (MAX_PERIOD_DAYS - 1) * DAY_MS).toBe(true)
            return
          }
          const { buckets, start, end, previous } = found
          if (end > start) expect([buckets[0]?.start, buckets.at(-1)?.end]).toEqual([start, end])
          for (const [index, one] of buckets.entries()) {
            expect(one.end).toBeGreaterThan(one.start)
            if (index > 0) expect(one.start).toBe(buckets[index - 1]?.end)
            if (index > 0 && found.bucket === 'day') expect(startOfDayIn(zone, one.start)).toBe(one.start)
          }
          expect(buckets.length).toBeLessThanOrEqual(MAX_PERIOD_DAYS + 1)
          expect(previous.end).toBeLessThanOrEqual(start)
          expect(previous.start).toBeLessThanOrEqual(previous.end)
        },
      ),
    )
  })
})
