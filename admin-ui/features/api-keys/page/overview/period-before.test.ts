import { expect, test } from 'vitest'
import { countDifference, olderHalf, rateDifference } from './period-before.ts'

const bucket = (successful: number, clientErrors: number) => ({ start: '', successful, clientErrors, serverErrors: 0 })

test('the older half of what was read over twice a period is the period before', () => {
  expect(olderHalf({ buckets: [bucket(8, 2), bucket(0, 0), bucket(30, 0), bucket(1, 1)] })).toEqual({
    calls: 10,
    successful: 8,
  })
})

test('changes are shares of what was before, and none where nothing was', () => {
  const before = { calls: 10, successful: 8 }
  expect(countDifference(15, before)).toEqual({ by: 5, share: 0.5 })
  expect(countDifference(5, before)).toEqual({ by: -5, share: 0.5 })
  expect(rateDifference({ calls: 4, successful: 4 }, before)).toEqual({ by: 0.2, share: 0.2 })
  const nothing = { calls: 0, successful: 0 }
  expect([countDifference(5, nothing), rateDifference(before, nothing), rateDifference(nothing, before)]).toEqual([
    null,
    null,
    null,
  ])
})
