import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridOf, heightsOf, marksOf } from './scale.ts'

describe('the grid lines of a chart', () => {
  test.each([
    [0, [0, 1, 2]],
    [1, [0, 1, 2]],
    [3, [0, 1, 2, 3]],
    [37, [0, 10, 20, 30, 40]],
    [61, [0, 25, 50, 75]],
    [59_000, [0, 20_000, 40_000, 60_000]],
  ])('up to %d are %j', (max, lines) => {
    expect(gridOf(max)).toEqual(lines)
  })

  test('are few, whole, evenly spaced, and the last one covers the highest bar', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom(3, 4, 5), (max, most) => {
        const lines = gridOf(max, most)
        expect(lines.length).toBeGreaterThanOrEqual(3)
        expect(lines.length).toBeLessThanOrEqual(most)
        const [zero, step = 0] = lines
        expect(zero).toBe(0)
        expect(Number.isInteger(step)).toBe(true)
        expect(lines).toEqual(lines.map((_, index) => index * step))
        expect(lines.at(-1)).toBeGreaterThanOrEqual(max)
        // A chart that is mostly empty cannot be read.
        if (max > 4) expect(lines.at(-1)).toBeLessThanOrEqual(max * 2)
      }),
    )
  })
})

describe('a stacked bar', () => {
  test('shows a part of one in a million', () => {
    expect(heightsOf([999_999, 1, 0], 1_000_000, 64)).toEqual([62, 1, 0])
  })

  test('has a pixel for each part that exists, nothing for others, and is as high as its sum', () => {
    const counts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 40, max: 200 }), (parts, height) => {
        const total = parts.reduce((sum, part) => sum + part, 0)
        const top = gridOf(total).at(-1) ?? 1
        const heights = heightsOf(parts, top, height)
        for (const [index, part] of parts.entries()) {
          expect(Number.isInteger(heights[index])).toBe(true)
          if (part === 0) expect(heights[index]).toBe(0)
          else expect(heights[index]).toBeGreaterThanOrEqual(1)
        }
        const shown = heights.filter((one) => one > 0)
        const whole = shown.reduce((sum, one) => sum + one, 0) + Math.max(0, shown.length - 1)
        // At most as many px too high as small parts need to be seen.
        expect(Math.abs(whole - Math.round((total / top) * height))).toBeLessThanOrEqual(2 * parts.length)
      }),
    )
  })
})

describe('the marks of a time axis', () => {
  const from = (year: number, month: number, day: number, hour: number, minute = 0) =>
    new Date(year, month, day, hour, minute)

  test('are full hours of the clock', () => {
    const starts = Array.from({ length: 72 }, (_, index) => from(2026, 10, 10, 8, 35 + index * 5))
    expect(marksOf(starts, 300, 6).map((index) => starts[index]?.getMinutes())).toEqual(Array(6).fill(0))
  })

  test('are full ten seconds of half a minute', () => {
    const starts = Array.from({ length: 30 }, (_, index) => new Date(2026, 10, 10, 8, 35, 5 + index))
    expect(marksOf(starts, 1, 4).map((index) => starts[index]?.getSeconds())).toEqual([10, 20, 30])
  })

  test('are every third hour of a day with room for eight names', () => {
    const starts = Array.from({ length: 24 }, (_, index) => from(2026, 10, 10, index))
    expect(marksOf(starts, 3600, 8)).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
  })

  test('are days for a month, and never more than there is room', () => {
    const starts = Array.from({ length: 30 }, (_, index) => from(2026, 10, 1 + index, 12))
    expect(marksOf(starts, 86_400, 6)).toEqual([0, 7, 14, 21, 28])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 14 }), (count, room) => {
        const days = Array.from({ length: count }, (_, index) => from(2026, 0, 1 + index, 12))
        const marks = marksOf(days, 86_400, room)
        expect(marks.length).toBeGreaterThanOrEqual(1)
        expect(marks.length).toBeLessThanOrEqual(room + 1)
      }),
    )
  })
})
