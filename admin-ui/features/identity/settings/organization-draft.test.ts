import { describe, expect, test } from 'vitest'
import type { Organization } from '../../../../contract/identity.ts'
import { mergedDraft } from '../../../forms/form.ts'
import { changeOf, draftOf, problemsOf, sectionsOf } from './organization-draft.ts'

const ACME: Organization = {
  id: 'org_01kaj3v5e8w2m4q6t8y0z2b4d6',
  slug: 'acme',
  createdAt: '2026-11-01T00:00:00.000Z',
  name: 'Acme',
  timeZone: 'UTC',
  plan: 'standard',
  planLimits: { perMinute: null, perHour: null, perDay: null },
  keysInQuery: false,
  leakAction: 'disable',
  captureBodies: false,
  redactNames: [],
  logRetentionDays: 30,
  deliveryRetentionDays: 30,
  auditRetentionDays: 365,
  archiveLogs: true,
  unusedAfterDays: 30,
  rotationReminderDays: 90,
  expiryWarningDays: 7,
  alertEmail: null,
}

describe('settings of an organization', () => {
  test('that nobody touched ask for no change', () => {
    expect(changeOf(ACME, draftOf(ACME))).toEqual({})
  })

  test('are changed each by itself', () => {
    const draft = draftOf(ACME)
    expect(changeOf(ACME, { ...draft, name: ' Acme Ltd ' })).toEqual({ name: 'Acme Ltd' })
    expect(changeOf(ACME, { ...draft, alertEmail: 'ops@acme.example' })).toEqual({ alertEmail: 'ops@acme.example' })
    expect(changeOf(ACME, { ...draft, rotationReminderDays: '' })).toEqual({ rotationReminderDays: null })
    expect(changeOf(ACME, { ...draft, logRetentionDays: '90', archiveLogs: false })).toEqual({
      logRetentionDays: 90,
      archiveLogs: false,
    })
    expect(changeOf(ACME, { ...draft, captureBodies: true, redactNames: ['pin'] })).toEqual({
      captureBodies: true,
      redactNames: ['pin'],
    })
    expect(changeOf(ACME, { ...draft, keysInQuery: true, leakAction: 'flag' })).toEqual({
      keysInQuery: true,
      leakAction: 'flag',
    })
  })

  test('send figures with the enterprise plan alone', () => {
    const planLimits = { ...draftOf(ACME).planLimits, perDay: '5000000' }
    expect(changeOf(ACME, { ...draftOf(ACME), planLimits })).toEqual({})
    expect(changeOf(ACME, { ...draftOf(ACME), plan: 'enterprise', planLimits })).toEqual({
      plan: 'enterprise',
      planLimits: { perMinute: null, perHour: null, perDay: 5_000_000 },
    })
  })

  test('are judged before anything is sent', () => {
    const draft = {
      ...draftOf(ACME),
      name: ' ',
      unusedAfterDays: '366',
      expiryWarningDays: '1.5',
      logRetentionDays: '0',
      auditRetentionDays: '29',
    }
    expect(problemsOf({ ...draft, rotationReminderDays: '731' })).toEqual({
      name: 'needName',
      unusedAfterDays: 'badDays',
      rotationReminderDays: 'badDays',
      expiryWarningDays: 'badDays',
      logRetentionDays: 'badDays',
      auditRetentionDays: 'badDays',
    })
    expect(problemsOf({ ...draftOf(ACME), rotationReminderDays: ' ' })).toEqual({})
    const planLimits = { ...draftOf(ACME).planLimits, perHour: '0' }
    expect(problemsOf({ ...draftOf(ACME), plan: 'enterprise', planLimits })).toEqual({
      'planLimits.perHour': 'badLimit',
    })
  })

  test('stand in the section that shows them, which is where their errors are', () => {
    expect([...sectionsOf(['planLimits.perDay', 'redactNames.0'])]).toEqual(['plan', 'event-log'])
    expect([...sectionsOf([])]).toEqual([])
  })

  test('saved by two people at once keep what each of them changed', () => {
    const mine = { ...draftOf(ACME), name: 'Mine', unusedAfterDays: '60' }
    const theirs = { ...ACME, name: 'Theirs', expiryWarningDays: 14 }
    expect(mergedDraft(draftOf(ACME), draftOf(theirs), mine)).toEqual({
      ...draftOf(theirs),
      name: 'Mine',
      unusedAfterDays: '60',
    })
  })
})
