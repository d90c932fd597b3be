import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionsOf, isRotationDue, type ReviewedKey, stillHolds } from './conditions.ts'

const DAY = 86_400_000
const NOW = 1000 * DAY

const key = (change: Partial<ReviewedKey> = {}): ReviewedKey => ({
  status: 'active',
  deletedAt: null,
  createdAt: NOW,
  expiresAt: null,
  lastUsedAt: null,
  rotatedAt: null,
  rotationDays: null,
  rotationAutomatic: 0,
  leakedAt: null,
  rotationCalls: null,
  previousCalls: null,
  unusedAfterDays: 30,
  expiryWarningDays: 7,
  rotationReminderDays: 90,
  ...change,
})
const kindsOf = (change: Partial<ReviewedKey>, now = NOW) => conditionsOf(key(change), now).map((one) => one.kind)

describe('a key', () => {
  it('is unused after the period of its organization without a call, exact to the millisecond', () => {
    const limit = NOW - 30 * DAY
    expect(kindsOf({ createdAt: limit - DAY, lastUsedAt: limit + 1 })).toEqual([])
    expect(kindsOf({ createdAt: limit - DAY, lastUsedAt: limit })).toEqual(['key_unused'])
    expect(kindsOf({ createdAt: limit + 1 })).toEqual([])
    expect(kindsOf({ createdAt: limit })).toEqual(['key_unused'])
    expect(kindsOf({ createdAt: limit, unusedAfterDays: 31 })).toEqual([])
  })

  it('is reported as expiring from the configured number of days before, until a week after', () => {
    expect(kindsOf({ expiresAt: NOW + 7 * DAY + 1 })).toEqual([])
    expect(kindsOf({ expiresAt: NOW + 7 * DAY })).toEqual(['key_expiring'])
    expect(kindsOf({ expiresAt: NOW - 7 * DAY + 1, createdAt: 0 })).toEqual(['key_expiring'])
    expect(kindsOf({ expiresAt: NOW - 7 * DAY, createdAt: 0 })).toEqual([])
  })

  it('is due by its own schedule as a warning, and without a schedule by the reminder as information', () => {
    const due = (change: Partial<ReviewedKey>) =>
      conditionsOf(key({ lastUsedAt: NOW, ...change }), NOW).map((one) => [one.kind, one.severity, one.since])
    const old = NOW - 90 * DAY
    expect(due({ createdAt: old + 1 })).toEqual([])
    expect(due({ createdAt: old })).toEqual([['key_rotation_due', 'info', old]])
    expect(due({ createdAt: 0, rotatedAt: old })).toEqual([['key_rotation_due', 'info', old]])
    expect(due({ createdAt: old, rotationReminderDays: null })).toEqual([])
    expect(due({ createdAt: old, rotationDays: 91 })).toEqual([])
    expect(due({ createdAt: old, rotationDays: 90 })).toEqual([['key_rotation_due', 'warning', old]])
    expect(due({ createdAt: old, rotationDays: 90, rotationAutomatic: 1 })).toEqual([])
  })

  it('is rotated when its schedule is automatic, and it is in use', () => {
    const due = { createdAt: NOW - 90 * DAY, rotationDays: 90, rotationAutomatic: 1 }
    expect(isRotationDue(key(due), NOW)).toBe(true)
    expect(isRotationDue(key(due), NOW - 1)).toBe(false)
    for (const change of [
      { rotationAutomatic: 0 },
      { rotationDays: null },
      { rotatedAt: NOW - DAY },
      { status: 'disabled' },
      { status: 'revoked' },
      { deletedAt: NOW },
      { expiresAt: NOW },
    ] satisfies Partial<ReviewedKey>[]) {
      expect(isRotationDue(key({ ...due, ...change }), NOW), JSON.stringify(change)).toBe(false)
    }
  })

  it('that is disabled, revoked or deleted has no condition', () => {
    const worst = { createdAt: 0, expiresAt: NOW + DAY, rotationDays: 1 }
    expect(kindsOf(worst)).toEqual(['key_unused', 'key_expiring', 'key_rotation_due'])
    expect(kindsOf({ ...worst, status: 'disabled' })).toEqual([])
    expect(kindsOf({ ...worst, status: 'revoked' })).toEqual([])
    expect(kindsOf({ ...worst, deletedAt: 1 })).toEqual([])
  })
})

describe('an open alert', () => {
  it('about a leak stays open until the key has a new secret, or is revoked or deleted', () => {
    expect(stillHolds('key_leaked', key({ leakedAt: 1 }), NOW)).toBe(true)
    expect(stillHolds('key_leaked', key({ leakedAt: 1, status: 'disabled' }), NOW)).toBe(true)
    expect(stillHolds('key_leaked', key(), NOW)).toBe(false)
    expect(stillHolds('key_leaked', key({ leakedAt: 1, status: 'revoked' }), NOW)).toBe(false)
    expect(stillHolds('key_leaked', key({ leakedAt: 1, deletedAt: 1 }), NOW)).toBe(false)
  })

  it('about a rotation stays open until a call with the new secret', () => {
    expect(stillHolds('key_rotated', key(), NOW)).toBe(true)
    expect(stillHolds('key_rotated', key({ rotationCalls: 5, previousCalls: 5 }), NOW)).toBe(true)
    expect(stillHolds('key_rotated', key({ rotationCalls: 6, previousCalls: 5 }), NOW)).toBe(false)
  })

  it('of a kind that no job knows is resolved only by people', () => {
    expect(stillHolds('something_else', key({ status: 'revoked' }), NOW)).toBe(true)
  })

  it('stays open exactly as long as its condition is reported', () => {
    const time = fc.integer({ min: 0, max: NOW * 2 })
    const maybe = fc.option(time)
    const days = fc.integer({ min: 1, max: 730 })
    fc.assert(
      fc.property(
        fc.record({
          status: fc.constantFrom('active' as const, 'disabled' as const, 'revoked' as const),
          deletedAt: maybe,
          createdAt: time,
          expiresAt: maybe,
          lastUsedAt: maybe,
          rotatedAt: maybe,
          rotationDays: fc.option(days),
          rotationAutomatic: fc.constantFrom(0, 1),
          leakedAt: maybe,
          rotationCalls: maybe,
          previousCalls: maybe,
          unusedAfterDays: days,
          expiryWarningDays: days,
          rotationReminderDays: fc.option(days),
        }),
        time,
        (any, now) => {
          const kinds = conditionsOf(any, now).map((one) => one.kind)
          expect(new Set(kinds).size).toBe(kinds.length)
          for (const kind of ['key_unused', 'key_expiring', 'key_rotation_due'] as const) {
            expect(stillHolds(kind, any, now)).toBe(kinds.includes(kind))
          }
          if (isRotationDue(any, now)) expect(kinds).not.toContain('key_rotation_due')
        },
      ),
    )
  })
})
