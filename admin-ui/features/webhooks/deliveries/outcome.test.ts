import { expect, test } from 'vitest'
import type { Delivery } from '../../../../client/src/generated.ts'
import { ERROR_KINDS } from '../../../../contract/webhooks.data.ts'
import { outcomeOf } from './outcome.ts'

const delivery: Delivery = {
  id: 'dlv_1',
  eventId: 'evt_1',
  eventType: 'user.created',
  status: 'pending',
  state: 'queued',
  attempts: 0,
  nextAttemptAt: null,
  responseStatus: null,
  durationMs: null,
  error: null,
  orderingKey: null,
  createdAt: '2026-11-21T09:30:00.000Z',
}
const active = { maxRetries: 7, status: 'active' } as const
const answered: Partial<Delivery> = {
  state: 'retrying',
  attempts: 1,
  responseStatus: 503,
  durationMs: 20,
  error: { kind: 'status', message: '' },
}
const timedOut: Partial<Delivery> = {
  state: 'retrying',
  attempts: 1,
  durationMs: 15_003,
  error: { kind: 'timeout', message: '' },
}

test.each<[Partial<Delivery>, string]>([
  [{}, 'Waiting to be sent'],
  [{ status: 'delivering' }, 'Being sent'],
  [{ status: 'succeeded', attempts: 1 }, 'Delivered'],
  [{ status: 'succeeded', attempts: 2 }, 'Delivered after 1 retry'],
  [{ status: 'succeeded', attempts: 3 }, 'Delivered after 2 retries'],
  [answered, 'Retrying: answered 503'],
  [timedOut, 'Retrying: timed out, 15 s'],
  [{ ...answered, status: 'failed' }, 'Failed: answered 503'],
  [{ ...answered, status: 'failed', attempts: 8 }, 'Failed: no attempts left'],
  [{ status: 'held' }, 'Held while paused'],
  [{ status: 'canceled' }, 'Canceled'],
])('%j is "%s"', (change, text) => {
  expect(outcomeOf({ ...delivery, ...change }, active).text).toBe(text)
})

test('the whole text names the cause where the row leaves it out', () => {
  expect(outcomeOf({ ...delivery, ...answered, status: 'failed', attempts: 8 }, active).title).toBe(
    'Failed: no attempts left, answered 503',
  )
})

test('a webhook without retries has not used up any', () => {
  expect(outcomeOf({ ...delivery, ...answered, status: 'failed' }, { ...active, maxRetries: 0 }).text).toBe(
    'Failed: answered 503',
  )
})

test('what is held for a disabled webhook says so', () => {
  expect(outcomeOf({ ...delivery, status: 'held' }, { ...active, status: 'disabled' }).text).toBe('Held while disabled')
})

test('every text fits a row', () => {
  const texts = ERROR_KINDS.flatMap((kind) =>
    (['pending', 'failed'] as const).flatMap((status) =>
      [1, 8].map((attempts) => {
        const ended = {
          status,
          state: 'retrying' as const,
          attempts,
          responseStatus: 503,
          durationMs: 30_000,
          error: { kind, message: '' },
        }
        return outcomeOf({ ...delivery, ...ended }, active).text
      }),
    ),
  )
  expect(texts.filter((text) => text.length > 26)).toEqual([])
})
