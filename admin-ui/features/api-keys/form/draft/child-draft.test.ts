import { expect, test } from 'vitest'
import type { ApiKey } from '../../../../../client/src/generated.ts'
import { childCreationOf, childDraftOf, childProblemsOf } from './child-draft.ts'
import { dayOf } from './draft.ts'
import { KEY } from './key-fixture.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const parent: ApiKey = {
  ...KEY,
  scopes: ['posts:*'],
  rateLimit: { perMinute: 100, perHour: null, perDay: null },
  allowedIps: ['203.0.113.0/24'],
  ownerId: 'customer-1',
  expiresAt: '2027-01-15T12:00:00.000Z',
}
const draft = { ...childDraftOf(parent), name: 'Partner', scopes: ['posts:read'] }

test('what is not chosen is left to the parent', () => {
  const { rateLimit, expiresAt, ...body } = childCreationOf(draft, parent, now)
  expect([rateLimit, expiresAt]).toEqual([{}, undefined])
  expect(body).toMatchObject({ name: 'Partner', allowedIps: ['203.0.113.0/24'], ownerId: 'customer-1' })
  expect(childCreationOf({ ...draft, allowedIps: '' }, parent, now)).not.toHaveProperty('allowedIps')
  expect(body).not.toHaveProperty('environment')
  expect(body).not.toHaveProperty('consistency')
})

test('a limit above that of the parent is invalid; where the parent has none, any is valid', () => {
  const limits = { ...draft.limits, perMinute: { on: true, value: '101' }, perHour: { on: true, value: '999999' } }
  expect(childProblemsOf({ ...draft, limits }, parent, now)).toEqual({ 'rateLimit.perMinute': 'aboveParent' })
  const within = { ...draft, limits: { ...limits, perMinute: { on: true, value: '100' } } }
  expect(childProblemsOf(within, parent, now)).toEqual({})
  expect(childCreationOf(within, parent, now).rateLimit).toEqual({ perMinute: 100, perHour: 999_999 })
})

test('a custom day ends with the parent at the latest', () => {
  const last = dayOf(new Date(parent.expiresAt ?? ''))
  const custom = { ...draft, expiry: 'custom' as const, expiryDay: last }
  expect(childProblemsOf(custom, parent, now)).toEqual({})
  expect(childCreationOf(custom, parent, now).expiresAt).toBe(parent.expiresAt)
  expect(childProblemsOf({ ...custom, expiryDay: '2027-01-20' }, parent, now)).toEqual({ expiresAt: 'afterParent' })
  expect(childProblemsOf({ ...custom, expiryDay: '' }, parent, now)).toEqual({ expiresAt: 'badDate' })
})
