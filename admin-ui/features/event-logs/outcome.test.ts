import { expect, test } from 'vitest'
import { PROBLEM_CODES } from '../../../contract/outcomes.ts'
import { ERROR_KINDS } from '../../../contract/webhooks.ts'
import { outcomeText } from './outcome.ts'
import { outcomeWords } from './outcome-words.ts'

test('every way in which a call or a delivery can end has words of its own', () => {
  const codes = ['ok', ...PROBLEM_CODES, ...ERROR_KINDS]
  const { outcomes } = outcomeWords()
  expect(Object.keys(outcomes).sort()).toEqual([...codes].sort())
  expect(new Set(Object.values(outcomes)).size).toBe(codes.length)
})

test.each([
  [{ outcome: 'ok', reason: null }, 'OK'],
  [{ outcome: 'scope_missing', reason: { missingScopes: ['users:read', 'x:y'] } }, 'Missing scope: users:read, x:y'],
  [{ outcome: 'rate_limited', reason: { limit: 'minute' } }, 'Rate limited: per minute'],
  [{ outcome: 'rate_limited', reason: { plan: 'free' } }, 'Rate limited: plan free'],
  [{ outcome: 'no_credits', reason: { credits: 0 } }, 'No credits left'],
  [{ outcome: 'no_credits', reason: { credits: 2, cost: 5 } }, 'No credits left: 2 left, 5 needed'],
  [{ outcome: 'ip_denied', reason: { address: '192.0.2.1' } }, 'Address not allowed: 192.0.2.1'],
  [{ outcome: 'ip_denied', reason: { address: null } }, 'Address not allowed: no address given'],
  [{ outcome: 'invalid', reason: { fields: ['name', 'scopes.0'] } }, 'Invalid fields: name, scopes.0'],
  [{ outcome: 'method_not_allowed', reason: { methods: ['GET', 'HEAD'] } }, 'Method not allowed: GET, HEAD'],
  [{ outcome: 'a_new_code', reason: null }, 'a new code'],
  [{ outcome: null, reason: null }, 'Not recorded'],
] as const)('%j is "%s"', (entry, text) => {
  const { outcome, reason } = structuredClone(entry) as Parameters<typeof outcomeText>[0]
  expect(outcomeText({ outcome, reason })).toBe(text)
})
