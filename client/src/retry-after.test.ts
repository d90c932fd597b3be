import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after.ts'

const now = Date.parse('2026-11-21T09:30:00.500Z')

test.each([
  ['60', 60],
  ['0', 0],
  ['1.2', 2],
  [' 7 ', 7],
  ['Sat, 21 Nov 2026 09:30:30 GMT', 30],
  ['Saturday, 21-Nov-26 09:30:30 GMT', 30],
  ['Sat Nov 21 09:30:30 2026', 30],
  ['Sat, 21 Nov 2026 09:29:00 GMT', 0],
  ['', null],
  ['-5', null],
  ['60 seconds', null],
  ['soon 5', null],
  ['2026-11-21', null],
  ['NaN', null],
  ['Infinity', null],
  ['0x10', null],
  [null, null],
])('Retry-After: %s means %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds)
})
