import { describe, expect, it } from 'vitest'
import type { OrganizationChange, OrganizationRow } from './store.ts'
import { weakenedSettings } from './weakened-settings.ts'

const before: OrganizationRow = {
  id: 'org_1',
  name: 'Acme',
  slug: 'acme',
  plan: 'enterprise',
  timeZone: 'UTC',
  planPerMinute: null,
  planPerHour: null,
  planPerDay: null,
  keysInQuery: 0,
  leakAction: 'disable',
  unusedAfterDays: 30,
  rotationReminderDays: 90,
  expiryWarningDays: 7,
  alertEmail: 'team@example.com',
  captureBodies: 0,
  redactNames: ['iban', 'pin'],
  logRetentionDays: 30,
  deliveryRetentionDays: 30,
  auditRetentionDays: 365,
  archiveLogs: 1,
  version: 1,
  createdAt: 0,
}

describe('a setting that protects less', () => {
  it.each<[OrganizationChange, string[]]>([
    [{ keysInQuery: 1 }, ['keysInQuery']],
    [{ leakAction: 'flag' }, ['leakAction']],
    [{ alertEmail: null }, ['alertEmail']],
    [{ redactNames: ['iban'] }, ['redactNames']],
    [{ auditRetentionDays: 364 }, ['auditRetentionDays']],
    [{ alertEmail: 'others@example.com', redactNames: ['pin', 'iban', 'cvc'], auditRetentionDays: 400 }, []],
    [{ name: 'Other', unusedAfterDays: 1 }, []],
  ])('is found in %o', (change, expected) => {
    expect(weakenedSettings(before, change)).toEqual(expected)
  })

  it('is not reported if it did not protect more before', () => {
    const weak: OrganizationRow = { ...before, keysInQuery: 1, leakAction: 'flag', alertEmail: null, redactNames: [] }
    expect(
      weakenedSettings(weak, {
        keysInQuery: 0,
        leakAction: 'disable',
        alertEmail: 'a@example.com',
        redactNames: ['x'],
      }),
    ).toEqual([])
  })
})
