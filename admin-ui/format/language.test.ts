import { describe, expect, it } from 'vitest'
import { formatRelative } from './language.ts'

const NOW = Date.UTC(2026, 10, 30, 12)

describe('a relative time', () => {
  it.each([
    [-9, 'now'],
    [-12, '12 s ago'],
    [-59, '59 s ago'],
    [-60, '1 min ago'],
    [-3599, '59 min ago'],
    [-7200, '2 hours ago'],
    [-3 * 86_400, '3 days ago'],
    [-40 * 86_400, 'last month'],
    [11 * 60, 'in 11 min'],
    [86_400, 'tomorrow'],
  ])('of %i seconds is "%s"', (seconds, text) => {
    expect(formatRelative(new Date(NOW + seconds * 1000), NOW)).toBe(text)
  })
})
