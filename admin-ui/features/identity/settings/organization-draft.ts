import type { Organization, UpdateOrganization } from '../../../../client/src/generated.ts'
import { SETTING_DAYS } from '../../../../contract/identity.data.ts'
import { same } from '../../../forms/form.ts'

type LimitName = keyof Organization['planLimits']

/**
 * The state of the form while the user types: text stays text until it is sent. A limit or a reminder that is empty is
 * off.
 */
export type OrganizationDraft = {
  name: string
  timeZone: string
  alertEmail: string
  plan: Organization['plan']
  planLimits: Record<LimitName, string>
  keysInQuery: boolean
  captureBodies: boolean
  redactNames: string[]
  leakAction: Organization['leakAction']
  unusedAfterDays: string
  rotationReminderDays: string
  expiryWarningDays: string
  logRetentionDays: string
  deliveryRetentionDays: string
  auditRetentionDays: string
  archiveLogs: boolean
}

const textOf = (figure: number | null): string => (figure === null ? '' : String(figure))

/** The draft for the current settings. */
export const draftOf = (it: Organization): OrganizationDraft => ({
  name: it.name,
  timeZone: it.timeZone,
  alertEmail: it.alertEmail ?? '',
  plan: it.plan,
  planLimits: {
    perMinute: textOf(it.planLimits.perMinute),
    perHour: textOf(it.planLimits.perHour),
    perDay: textOf(it.planLimits.perDay),
  },
  keysInQuery: it.keysInQuery,
  captureBodies: it.captureBodies,
  redactNames: it.redactNames,
  leakAction: it.leakAction,
  unusedAfterDays: String(it.unusedAfterDays),
  rotationReminderDays: textOf(it.rotationReminderDays),
  expiryWarningDays: String(it.expiryWarningDays),
  logRetentionDays: String(it.logRetentionDays),
  deliveryRetentionDays: String(it.deliveryRetentionDays),
  auditRetentionDays: String(it.auditRetentionDays),
  archiveLogs: it.archiveLogs,
})

export const RETENTION_FIELDS = ['logRetentionDays', 'deliveryRetentionDays', 'auditRetentionDays'] as const
export type DayField = keyof typeof SETTING_DAYS

export type OrganizationProblem = 'needName' | 'badDays' | 'badLimit'

const isWhole = (text: string, most: number) => /^[1-9]\d{0,9}$/.test(text.trim()) && Number(text) <= most

/** Client-side validation errors, by path. The server checks everything again. */
export function problemsOf(draft: OrganizationDraft): Record<string, OrganizationProblem> {
  const problems: Record<string, OrganizationProblem> = {}
  if (!draft.name.trim()) problems.name = 'needName'
  const days: Record<DayField, string | null> = {
    unusedAfterDays: draft.unusedAfterDays,
    rotationReminderDays: draft.rotationReminderDays.trim() || null,
    expiryWarningDays: draft.expiryWarningDays,
    logRetentionDays: draft.logRetentionDays,
    deliveryRetentionDays: draft.deliveryRetentionDays,
    auditRetentionDays: draft.auditRetentionDays,
  }
  for (const field of ['unusedAfterDays', 'rotationReminderDays', 'expiryWarningDays', ...RETENTION_FIELDS] as const) {
    const text = days[field]
    const good = text === null || (isWhole(text, SETTING_DAYS[field].max) && Number(text) >= SETTING_DAYS[field].min)
    if (!good) problems[field] = 'badDays'
  }
  for (const [name, limit] of Object.entries(draft.plan === 'enterprise' ? draft.planLimits : {})) {
    if (limit.trim() && !isWhole(limit, Number.MAX_SAFE_INTEGER)) problems[`planLimits.${name}`] = 'badLimit'
  }
  return problems
}

const figureOf = (text: string) => (text.trim() ? Number(text) : null)

/** The settings for the API. */
const settingsOf = (draft: OrganizationDraft) =>
  ({
    name: draft.name.trim(),
    timeZone: draft.timeZone,
    alertEmail: draft.alertEmail.trim() || null,
    plan: draft.plan,
    planLimits: {
      perMinute: figureOf(draft.planLimits.perMinute),
      perHour: figureOf(draft.planLimits.perHour),
      perDay: figureOf(draft.planLimits.perDay),
    },
    keysInQuery: draft.keysInQuery,
    captureBodies: draft.captureBodies,
    redactNames: draft.redactNames,
    leakAction: draft.leakAction,
    unusedAfterDays: Number(draft.unusedAfterDays),
    rotationReminderDays: figureOf(draft.rotationReminderDays),
    expiryWarningDays: Number(draft.expiryWarningDays),
    logRetentionDays: Number(draft.logRetentionDays),
    deliveryRetentionDays: Number(draft.deliveryRetentionDays),
    auditRetentionDays: Number(draft.auditRetentionDays),
    archiveLogs: draft.archiveLogs,
  }) satisfies UpdateOrganization

/** Only what the user changed. Custom limits are only sent for the enterprise plan. */
export function changeOf(it: Organization, draft: OrganizationDraft): UpdateOrganization {
  const before: Record<string, unknown> = settingsOf(draftOf(it))
  const { planLimits, ...rest } = settingsOf(draft)
  const wanted = draft.plan === 'enterprise' ? { ...rest, planLimits } : rest
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !same(value, before[name])))
}

/** The sections of the settings that show a setting of the organization. */
export const ORGANIZATION_SECTIONS = ['general', 'plan', 'keys', 'event-log', 'retention'] as const
export type OrganizationSection = (typeof ORGANIZATION_SECTIONS)[number]

/** The section that shows each setting. */
export const SECTION_OF: Record<keyof OrganizationDraft, OrganizationSection> = {
  name: 'general',
  timeZone: 'general',
  alertEmail: 'general',
  plan: 'plan',
  planLimits: 'plan',
  keysInQuery: 'keys',
  leakAction: 'keys',
  unusedAfterDays: 'keys',
  expiryWarningDays: 'keys',
  rotationReminderDays: 'keys',
  captureBodies: 'event-log',
  redactNames: 'event-log',
  logRetentionDays: 'retention',
  deliveryRetentionDays: 'retention',
  auditRetentionDays: 'retention',
  archiveLogs: 'retention',
}

/** Whether this is a setting of the form. */
export const isSetting = (name: string): name is keyof OrganizationDraft => Object.hasOwn(SECTION_OF, name)

/** The sections that show these settings, by their names or the paths of their errors. */
export const sectionsOf = (paths: readonly string[]): Set<OrganizationSection> =>
  new Set(
    Object.entries(SECTION_OF).flatMap(([name, section]) =>
      paths.some((path) => path.split('.')[0] === name) ? [section] : [],
    ),
  )
