import { describe, expect, test } from 'vitest'
import { CreateApiKey } from '../../../../../contract/api-keys.ts'
import { addressesOf, creationOf, EMPTY_DRAFT, endOfDay, problemsOf } from './draft.ts'
import { changeOf, draftOf } from './edit-draft.ts'
import { KEY } from './key-fixture.ts'
import { readMetadata } from './metadata-text.ts'

const NOW = Date.parse('2026-11-21T10:00:00.000Z')

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

describe('labels, credits and a schedule', () => {
  const rich: ApiKey = {
    ...KEY,
    recoverable: true,
    metadata: { plan: 'pro', seats: 3 },
    tags: ['mobile', 'eu'],
    ownerId: 'customer-7',
    credits: { remaining: 940, refill: { amount: 1000, interval: 'day' }, refillsAt: '2026-11-22T00:00:00.000Z' },
    rotation: { graceSeconds: 7200, automatic: true, everyDays: 30 },
  }

  test('that nobody touched are not sent, or spent calls would come back', () => {
    expect(changeOf(rich, draftOf(rich), NOW)).toEqual({})
  })

  test('are changed each by itself', () => {
    const draft = draftOf(rich)
    const change = (patch: Partial<typeof draft>) => changeOf(rich, { ...draft, ...patch }, NOW)
    expect(change({ credits: { ...draft.credits, refill: 'never' } })).toEqual({ credits: { refill: null } })
    expect(change({ credits: { ...draft.credits, remaining: '50' } })).toEqual({ credits: { remaining: 50 } })
    expect(change({ credits: { ...draft.credits, on: false } })).toEqual({ credits: null })
    expect(change({ rotation: { ...draft.rotation, on: false } })).toEqual({ rotation: null })
    expect(change({ rotation: { ...draft.rotation, automatic: false } })).toEqual({
      rotation: { everyDays: 30, automatic: false, graceSeconds: 7200 },
    })
    expect(change({ tags: ['eu'], ownerId: ' ', metadata: ' ' })).toEqual({ tags: ['eu'], ownerId: null, metadata: {} })
    expect(change({ metadata: '{"seats":3,"plan":"free"}' })).toEqual({ metadata: { seats: 3, plan: 'free' } })
  })

  test('turned on in a key that has none are sent whole', () => {
    const draft = draftOf(KEY)
    const credits = { on: true, remaining: '20', refill: 'month', amount: '30' } as const
    expect(changeOf(KEY, { ...draft, credits }, NOW)).toEqual({
      credits: { remaining: 20, refill: { amount: 30, interval: 'month' } },
    })
  })

  test('a key that is not kept is never rotated by itself, whatever was chosen before', () => {
    const rotation = { on: true, everyDays: '7', automatic: true, graceSeconds: 3600 }
    const draft = { ...EMPTY_DRAFT, rotation }
    expect(creationOf(draft, NOW).rotation).toMatchObject({ automatic: false })
    expect(creationOf({ ...draft, recoverable: true }, NOW).rotation).toMatchObject({ automatic: true })
  })

  test('are judged before anything is sent', () => {
    const wrong = {
      ...draftOf(rich),
      credits: { on: true, remaining: '-1', refill: 'day', amount: '0' },
      rotation: { on: true, everyDays: '731', automatic: false, graceSeconds: 60 },
      metadata: '[]',
    } as const
    expect(problemsOf(wrong, NOW)).toEqual({
      'credits.remaining': 'badCredits',
      'credits.refill': 'badCredits',
      'rotation.everyDays': 'badDays',
      metadata: 'badMetadata',
    })
  })

  test.each([
    ['{"a":1,}', { kind: 'json', at: { kind: 'name', line: 1, column: 8 } }],
    ['[1]', { kind: 'no-object' }],
    ['null', { kind: 'no-object' }],
    [`{"a":"${'ü'.repeat(2045)}"}`, { kind: 'too-large', bytes: 4098 }],
  ])('metadata says what is wrong with it: %s', (text, problem) => {
    expect(readMetadata(text).problem).toEqual(problem)
  })

  test.each([0, 1, 200, 201])('metadata takes a name of %i characters if the API does', (length) => {
    const metadata = { ['x'.repeat(length)]: 1 }
    const taken = CreateApiKey.safeParse({ name: 'A key', scopes: ['users:read'], metadata }).success
    expect(readMetadata(JSON.stringify(metadata)).problem === null).toBe(taken)
  })

  test('metadata is counted as it is stored, without the spaces people write', () => {
    expect(readMetadata('{ "a" :  "ü" }')).toEqual({ value: { a: 'ü' }, problem: null, bytes: 10 })
    expect(readMetadata(' \n ')).toEqual({ value: {}, problem: null, bytes: 0 })
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
