import type { Organization, UpdateOrganization } from '../../../../client/src/generated.ts'
import { same } from '../../../forms/form.ts'

type LimitName = keyof Organization['planLimits']
export type PlanLimitDraft = { on: boolean; value: string }

/** What the form holds while a person types: text stays text until it is sent. */
export type OrganizationDraft = {
  name: string
  timeZone: string
  alertEmail: string
  plan: Organization['plan']
  planLimits: Record<LimitName, PlanLimitDraft>
  keysInQuery: boolean
  captureBodies: boolean
  redactNames: string[]
  leakAction: Organization['leakAction']
  unusedAfterDays: string
  reminder: { on: boolean; days: string }
  expiryWarningDays: string
  logRetentionDays: string
  deliveryRetentionDays: string
  auditRetentionDays: string
  archiveLogs: boolean
}

const limitDraft = (limit: number | null): PlanLimitDraft => ({
  on: limit !== null,
  value: limit === null ? '' : String(limit),
})

/** The form for the settings as they stand. */
export const draftOf = (it: Organization): OrganizationDraft => ({
  name: it.name,
  timeZone: it.timeZone,
  alertEmail: it.alertEmail ?? '',
  plan: it.plan,
  planLimits: {
    perMinute: limitDraft(it.planLimits.perMinute),
    perHour: limitDraft(it.planLimits.perHour),
    perDay: limitDraft(it.planLimits.perDay),
  },
  keysInQuery: it.keysInQuery,
  captureBodies: it.captureBodies,
  redactNames: it.redactNames,
  leakAction: it.leakAction,
  unusedAfterDays: String(it.unusedAfterDays),
  reminder: { on: it.rotationReminderDays !== null, days: String(it.rotationReminderDays ?? 90) },
  expiryWarningDays: String(it.expiryWarningDays),
  logRetentionDays: String(it.logRetentionDays),
  deliveryRetentionDays: String(it.deliveryRetentionDays),
  auditRetentionDays: String(it.auditRetentionDays),
  archiveLogs: it.archiveLogs,
})

export const RETENTION_FIELDS = ['logRetentionDays', 'deliveryRetentionDays', 'auditRetentionDays'] as const
export type DayField =
  | 'unusedAfterDays'
  | 'rotationReminderDays'
  | 'expiryWarningDays'
  | (typeof RETENTION_FIELDS)[number]

/** The most days that each setting takes; the contract's own figures. */
export const MOST_DAYS: Record<DayField, number> = {
  unusedAfterDays: 365,
  rotationReminderDays: 730,
  expiryWarningDays: 90,
  logRetentionDays: 730,
  deliveryRetentionDays: 365,
  auditRetentionDays: 3650,
}

/** The audit log is kept for a month at least. */
export const LEAST_DAYS: Partial<Record<DayField, number>> = { auditRetentionDays: 30 }

export type OrganizationProblem = 'needName' | 'badDays' | 'badLimit'

const isWhole = (text: string, most: number) => /^[1-9]\d{0,9}$/.test(text.trim()) && Number(text) <= most

/** Problems that can be found without the server, by path. The server checks everything again. */
export function problemsOf(draft: OrganizationDraft): Record<string, OrganizationProblem> {
  const problems: Record<string, OrganizationProblem> = {}
  if (!draft.name.trim()) problems.name = 'needName'
  const days: Record<DayField, string | null> = {
    unusedAfterDays: draft.unusedAfterDays,
    rotationReminderDays: draft.reminder.on ? draft.reminder.days : null,
    expiryWarningDays: draft.expiryWarningDays,
    logRetentionDays: draft.logRetentionDays,
    deliveryRetentionDays: draft.deliveryRetentionDays,
    auditRetentionDays: draft.auditRetentionDays,
  }
  for (const field of ['unusedAfterDays', 'rotationReminderDays', 'expiryWarningDays', ...RETENTION_FIELDS] as const) {
    const text = days[field]
    const good = text === null || (isWhole(text, MOST_DAYS[field]) && Number(text) >= (LEAST_DAYS[field] ?? 1))
    if (!good) problems[field] = 'badDays'
  }
  for (const [name, limit] of Object.entries(draft.plan === 'enterprise' ? draft.planLimits : {})) {
    if (limit.on && !isWhole(limit.value, Number.MAX_SAFE_INTEGER)) problems[`planLimits.${name}`] = 'badLimit'
  }
  return problems
}

const limitOf = ({ on, value }: PlanLimitDraft) => (on ? Number(value) : null)

/** The settings as the API takes them. */
const settingsOf = (draft: OrganizationDraft) =>
  ({
    name: draft.name.trim(),
    timeZone: draft.timeZone,
    alertEmail: draft.alertEmail.trim() || null,
    plan: draft.plan,
    planLimits: {
      perMinute: limitOf(draft.planLimits.perMinute),
      perHour: limitOf(draft.planLimits.perHour),
      perDay: limitOf(draft.planLimits.perDay),
    },
    keysInQuery: draft.keysInQuery,
    captureBodies: draft.captureBodies,
    redactNames: draft.redactNames,
    leakAction: draft.leakAction,
    unusedAfterDays: Number(draft.unusedAfterDays),
    rotationReminderDays: draft.reminder.on ? Number(draft.reminder.days) : null,
    expiryWarningDays: Number(draft.expiryWarningDays),
    logRetentionDays: Number(draft.logRetentionDays),
    deliveryRetentionDays: Number(draft.deliveryRetentionDays),
    auditRetentionDays: Number(draft.auditRetentionDays),
    archiveLogs: draft.archiveLogs,
  }) satisfies UpdateOrganization

/** Only what the person changed. The figures of a plan are sent with the enterprise plan alone. */
export function changeOf(it: Organization, draft: OrganizationDraft): UpdateOrganization {
  const before: Record<string, unknown> = settingsOf(draftOf(it))
  const { planLimits, ...rest } = settingsOf(draft)
  const wanted = draft.plan === 'enterprise' ? { ...rest, planLimits } : rest
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !same(value, before[name])))
}
