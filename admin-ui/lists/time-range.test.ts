import { expect, test } from 'vitest'
import { readTimeRange, timeRangeParams } from './time-range.ts'

const now = Date.parse('2026-11-21T09:30:42.123Z')

test.each([
  [{}, { from: null, to: null }],
  [{ range: '1h' }, { from: '2026-11-21T08:30:00.000Z', to: null }],
  [{ range: '24h' }, { from: '2026-11-20T09:30:00.000Z', to: null }],
  [{ range: '30d' }, { from: '2026-10-22T09:30:00.000Z', to: null }],
  // Only a custom range has a start and an end of its own.
  [
    { range: '1h', from: '2026-01-01T00:00' },
    { from: '2026-11-21T08:30:00.000Z', to: null },
  ],
  [{ from: '2026-01-01T00:00' }, { from: null, to: null }],
  [{ range: '2h' }, { from: null, to: null }],
  [
    { range: 'custom', from: '2026-01-01T00:00' },
    { from: new Date('2026-01-01T00:00').toISOString(), to: null },
  ],
  [
    { range: 'custom', to: '2026-01-01T00:00', from: 'x' },
    { from: null, to: new Date('2026-01-01T00:00').toISOString() },
  ],
])('the range %j of a URL is %j for the API', (query, params) => {
  expect(timeRangeParams(readTimeRange(query), now)).toEqual(params)
})
