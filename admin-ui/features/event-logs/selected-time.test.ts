import { expect, test } from 'vitest'
import { selectedOf } from './selected-time.ts'

const HOUR = 3_600_000
const buckets = [0, 1, 2, 3].map((hour) => ({ start: new Date(hour * HOUR).toISOString() }))
const endOf = (index: number) => (index + 1) * HOUR

test.each([
  [
    { from: HOUR, to: 3 * HOUR },
    { from: 1, to: 2 },
  ],
  [
    { from: HOUR + 1, to: HOUR + 2 },
    { from: 1, to: 1 },
  ],
  [
    { from: -HOUR, to: 9 * HOUR },
    { from: 0, to: 3 },
  ],
  [{ from: 9 * HOUR, to: 10 * HOUR }, null],
])('the time %j lies in the buckets %j', (span, selected) => {
  expect(selectedOf(buckets, span, endOf)).toEqual(selected)
})
