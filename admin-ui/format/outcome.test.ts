import { expect, test } from 'vitest'
import { PROBLEM_CODES } from '../../contract/outcomes.data.ts'
import { ERROR_KINDS } from '../../contract/webhooks.data.ts'
import { m } from '../messages/index.ts'
import { outcomeText } from './entry-outcome.ts'
import { type Ended, isAnswered } from './outcome.ts'

const call: Ended = {
  type: 'api_call',
  endpoint: '/api/v1/me',
  status: 403,
  durationMs: 2,
  outcome: null,
  reason: null,
}
const RETRIED = { attempt: 1, attemptsLeft: 7, retryAt: '2026-11-21T09:30:00.000Z' }
const SPENT = { attempt: 2, attemptsLeft: 0, retryAt: null }
const delivery: Ended = { ...call, type: 'webhook', endpoint: 'https://example.com/hook', durationMs: 15_002 }

test('every way in which a call or a delivery can end has a text of its own that fits a row', () => {
  const codes = ['ok', ...PROBLEM_CODES, ...ERROR_KINDS]
  const texts = codes.map((outcome) => m.outcomes_outcome_name({ outcome }))
  expect(codes.filter((code, index) => texts[index] === code)).toEqual([])
  expect(new Set(texts).size).toBe(codes.length)
  expect(texts.filter((text) => text.length > 26)).toEqual([])
})

test.each<[Partial<Ended>, string]>([
  [{ outcome: 'ok', status: 200 }, 'OK'],
  [{ outcome: 'ok', status: 201 }, 'Created'],
  [{ outcome: 'ok', status: 200, type: 'auth', endpoint: '/api/auth/sign-in/email' }, 'Signed in'],
  [{ outcome: 'ok', status: 200, type: 'auth', endpoint: '/orders' }, 'OK'],
  [{ ...delivery, outcome: 'ok', status: 200 }, 'Delivered'],
  [{ ...delivery, outcome: 'ok', status: 201 }, 'Delivered'],
  [{ ...delivery, outcome: 'ok', status: 200, reason: { attempt: 2 } }, 'Delivered after 1 retry'],
  [{ ...delivery, outcome: 'ok', status: 200, reason: { attempt: 3 } }, 'Delivered after 2 retries'],
  [{ ...delivery, outcome: 'status', status: 503, reason: RETRIED }, 'Retrying: answered 503'],
  [{ ...delivery, outcome: 'timeout', status: 504, reason: RETRIED }, 'Retrying: timed out, 15 s'],
  [{ ...delivery, outcome: 'connection', status: 502, reason: RETRIED }, 'Retrying: no connection'],
  [{ ...delivery, outcome: 'status', status: 503, reason: { ...SPENT, attempt: 8 } }, 'Failed: no attempts left'],
  [{ ...delivery, outcome: 'status', status: 503, reason: { ...SPENT, attempt: 1 } }, 'Failed: answered 503'],
  [{ ...delivery, outcome: 'secrets', status: 502, reason: { ...SPENT, attemptsLeft: 7 } }, 'Failed: cannot be signed'],
  [{ ...delivery, outcome: 'a_new_kind', status: 502, reason: { ...SPENT, attempt: 1 } }, 'Failed: a new kind'],
  // Before these facts were logged, and of an endpoint that wants no more deliveries.
  [{ ...delivery, outcome: 'status', status: 503 }, 'Answered 503'],
  [{ ...delivery, outcome: 'status', status: 410, reason: { attempt: 1, attemptsLeft: 7 } }, 'Answered 410'],
  [{ ...delivery, outcome: 'timeout', status: 504 }, 'Timed out, 15 s'],
  [{ ...delivery, outcome: 'connection', status: 502 }, 'No connection'],
  [{ outcome: 'scope_missing', reason: { missingScopes: ['users:read'] } }, 'Missing scope users:read'],
  [{ outcome: 'scope_missing', reason: { missingScopes: ['users:read', 'x:y'] } }, 'Missing scope users:read +1'],
  [{ outcome: 'rate_limited', reason: { limit: 'minute' } }, 'Rate limited: minute'],
  [{ outcome: 'rate_limited', reason: { limit: 'day' } }, 'Rate limited: day'],
  [{ outcome: 'rate_limited', reason: { plan: 'free' } }, 'Rate limited: plan'],
  [{ outcome: 'credential_unknown' }, 'Unknown key'],
  [{ outcome: 'key_revoked' }, 'Key revoked'],
  [{ outcome: 'no_credits', reason: { credits: 0 } }, 'No credits left'],
  [{ outcome: 'no_credits', reason: { credits: 2, cost: 5 } }, '2 credits left, 5 needed'],
  [{ outcome: 'ip_denied', reason: { address: '192.0.2.1' } }, 'IP not allowed'],
  [{ outcome: 'invalid', reason: { fields: ['name', 'scopes.0'] } }, 'Invalid: name +1'],
  [{ type: 'gateway', outcome: 'upstream_failed', reason: { upstreamStatus: 502 } }, 'Upstream answered 502'],
  [{ type: 'gateway', outcome: 'upstream_timed_out', reason: { waitedSeconds: 10 } }, 'Upstream timed out, 10 s'],
  [{ type: 'gateway', outcome: 'upstream_failed' }, 'Upstream failed'],
  [{ outcome: 'a_new_code' }, 'a new code'],
  [{ outcome: null }, 'Not recorded'],
])('%j is "%s"', (ended, text) => {
  expect(outcomeText({ ...call, ...ended })).toBe(text)
})

test('every way in which a delivery can fail fits a row, with what follows from it', () => {
  const texts = ERROR_KINDS.flatMap((outcome) =>
    [RETRIED, SPENT, { ...SPENT, attempt: 1 }].map((reason) =>
      outcomeText({ ...delivery, outcome, status: 503, durationMs: 30_000, reason }),
    ),
  )
  expect(texts.filter((text) => text.length > 26)).toEqual([])
  expect(texts.filter((text) => !/^(Retrying|Failed): [a-zU]/.test(text))).toEqual([])
})

test('a delivery without an answer has no status', () => {
  expect(isAnswered({ ...delivery, outcome: 'timeout', status: 504 })).toBe(false)
  expect(isAnswered({ ...delivery, outcome: 'status', status: 504 })).toBe(true)
  expect(isAnswered({ ...delivery, outcome: 'ok', status: 200 })).toBe(true)
  expect(isAnswered({ ...call, outcome: 'internal', status: 500 })).toBe(true)
  expect(isAnswered({ ...call, outcome: 'connection', status: 0 })).toBe(false)
})
