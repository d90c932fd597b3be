import { describe, expect, test } from 'vitest'
import type { ApiKey } from '../../contract/api-keys.ts'
import { addressesOf, changeOf, creationOf, draftOf, EMPTY_DRAFT, endOfDay, problemsOf } from './draft.ts'

const NOW = Date.parse('2026-11-21T10:00:00.000Z')

const KEY: ApiKey = {
  id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6',
  name: 'Mobile App',
  description: 'For the app',
  environment: 'live',
  status: 'active',
  prefix: 'sk_live_abc',
  masked: 'sk_live_abc...xyz',
  scopes: ['users:read', 'posts:read'],
  rateLimit: { perMinute: 100, perHour: null, perDay: 5000 },
  allowedIps: ['203.0.113.7'],
  expiresAt: '2026-12-24T08:15:30.000Z',
  consistency: 'edge',
  lastUsedAt: null,
  usageCount: 0,
  unused: false,
  createdAt: '2026-11-01T00:00:00.000Z',
  createdBy: 'Ada',
  revokedAt: null,
  revokedBy: null,
  metadata: {},
  tags: [],
  ownerId: null,
}

describe('a draft', () => {
  test('of a key that nobody changed asks for no change, whatever its expiry', () => {
    expect(changeOf(KEY, draftOf(KEY), NOW)).toEqual({})
    const endless = { ...KEY, expiresAt: null }
    expect(changeOf(endless, draftOf(endless), NOW)).toEqual({})
  })

  test('names only what was changed', () => {
    const draft = { ...draftOf(KEY), name: ' Renamed ', allowedIps: '' }
    expect(changeOf(KEY, draft, NOW)).toEqual({ name: 'Renamed', allowedIps: [] })
  })

  test('does not call another order of the same scopes a change', () => {
    expect(changeOf(KEY, { ...draftOf(KEY), scopes: ['posts:read', 'users:read'] }, NOW)).toEqual({})
  })

  test('sends null for a limit that is off, and keeps what was typed for when it is on again', () => {
    const draft = draftOf(KEY)
    const off = { ...draft, limits: { ...draft.limits, perMinute: { ...draft.limits.perMinute, on: false } } }
    expect(changeOf(KEY, off, NOW).rateLimit).toEqual({ perMinute: null, perHour: null, perDay: 5000 })
    expect(off.limits.perMinute.value).toBe('100')
  })

  test('ends 30 days from now, or with the last moment of a chosen day where the person is', () => {
    const draft = { ...EMPTY_DRAFT, name: 'New', scopes: ['users:read'] }
    expect(creationOf({ ...draft, expiry: '30' }, NOW).expiresAt).toBe('2026-12-21T10:00:00.000Z')
    const day = creationOf({ ...draft, expiry: 'custom', expiryDay: '2027-01-05' }, NOW).expiresAt
    expect(day).toBe(new Date(2027, 0, 5, 23, 59, 59, 999).toISOString())
    expect(endOfDay('no day')).toBeNull()
  })

  test('tells what is missing before anything is sent', () => {
    expect(problemsOf(EMPTY_DRAFT, NOW)).toEqual({ name: 'needName', scopes: 'needScope' })
    const fine = { ...EMPTY_DRAFT, name: 'New', scopes: ['*'] }
    expect(problemsOf(fine, NOW)).toEqual({})
    expect(problemsOf({ ...fine, expiry: 'custom', expiryDay: '' }, NOW)).toEqual({ expiresAt: 'badDate' })
    expect(problemsOf({ ...fine, expiry: 'custom', expiryDay: '2020-01-01' }, NOW)).toEqual({ expiresAt: 'badDate' })
  })

  test.each(['0', '-1', '1.5', '1e3', '', 'many'])('takes "%s" for no limit', (value) => {
    const limits = { ...EMPTY_DRAFT.limits, perHour: { on: true, value } }
    expect(problemsOf({ ...EMPTY_DRAFT, limits }, NOW)).toMatchObject({ 'rateLimit.perHour': 'badLimit' })
  })
})

test('addresses are taken as people paste them, each once', () => {
  expect(addressesOf(' 203.0.113.7,2001:db8::/32\n\n203.0.113.7;198.51.100.1 ')).toEqual([
    '203.0.113.7',
    '2001:db8::/32',
    '198.51.100.1',
  ])
  expect(addressesOf('  \n')).toEqual([])
})
