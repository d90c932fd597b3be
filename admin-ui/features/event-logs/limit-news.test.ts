import { expect, test } from 'vitest'
import { LimitNews, type LimitWarning } from './limit-news.ts'

const warning: LimitWarning = {
  kind: 'limit',
  keyId: 'key_1',
  keyName: 'Mobile App',
  window: 'minute',
  limit: 100,
  remaining: 20,
}
const MINUTE = 60_000

test('a limit is news when it comes near, when it is used up, and again after an hour', () => {
  const news = new LimitNews()
  expect(news.isNews(warning, 0)).toBe(true)
  expect(news.isNews({ ...warning, remaining: 7 }, MINUTE)).toBe(false)
  expect(news.isNews({ ...warning, remaining: 0 }, 2 * MINUTE)).toBe(true)
  // The next minute begins, and the key is as busy as before.
  expect(news.isNews({ ...warning, remaining: 15 }, 3 * MINUTE)).toBe(false)
  expect(news.isNews({ ...warning, remaining: 0 }, 4 * MINUTE)).toBe(false)
  expect(news.isNews({ ...warning, remaining: 0 }, 63 * MINUTE)).toBe(true)
})

test('other limits and other keys are news of their own', () => {
  const news = new LimitNews()
  expect(news.isNews(warning, 0)).toBe(true)
  expect(news.isNews({ ...warning, window: 'day' }, 0)).toBe(true)
  expect(news.isNews({ ...warning, keyId: 'key_2' }, 0)).toBe(true)
})
