import type { AlertRule, RuleChange } from '../../../../contract/alert-rules.ts'
import { ALERT_KINDS, type AlertKind, BUILT_IN, RULE_FIGURES } from '../../../../contract/alerts.data.ts'
import type { RuleRow } from './rule-store.ts'

/** Settings of a rule. A figure of null means the built-in default; mutedUntil of null means not muted. Times in ms. */
export type RuleSetting = Omit<RuleRow, 'kind' | 'version'>

const UNCHANGED: RuleSetting = {
  enabled: BUILT_IN.enabled ? 1 : 0,
  threshold: null,
  windowSeconds: null,
  byEmail: BUILT_IN.byEmail ? 1 : 0,
  asEvent: BUILT_IN.asEvent ? 1 : 0,
  mutedUntil: BUILT_IN.mutedUntil,
}

/** All rules of an organization that changed `rows`: each kind once, in a fixed order. */
export const settingsOf = (rows: readonly RuleRow[], now: number): Map<AlertKind, RuleSetting> =>
  new Map(ALERT_KINDS.map((kind) => [kind, settingOf(rows.find((row) => row.kind === kind) ?? UNCHANGED, now)]))

const settingOf = (row: RuleSetting, now: number): RuleSetting => ({
  enabled: row.enabled,
  threshold: row.threshold,
  windowSeconds: row.windowSeconds,
  byEmail: row.byEmail,
  asEvent: row.asEvent,
  // A mute that has ended counts as none.
  mutedUntil: row.mutedUntil !== null && row.mutedUntil > now ? row.mutedUntil : null,
})

/**
 * The setting after a change; a change of null resets the rule to its defaults. A figure equal to its default is stored
 * as null.
 */
export function changedSetting(kind: AlertKind, before: RuleSetting, change: RuleChange | null): RuleSetting {
  if (change === null) return UNCHANGED
  const { threshold, windowSeconds } = RULE_FIGURES[kind]
  const figure = (given: number | null | undefined, stands: number | null, standard: number | undefined) =>
    given === undefined ? stands : given === standard ? null : given
  const flag = (given: boolean | undefined, stands: number) => (given === undefined ? stands : given ? 1 : 0)
  return {
    enabled: flag(change.enabled, before.enabled),
    threshold: figure(change.threshold, before.threshold, threshold?.standard),
    windowSeconds: figure(change.windowSeconds, before.windowSeconds, windowSeconds?.standard),
    byEmail: flag(change.byEmail, before.byEmail),
    asEvent: flag(change.asEvent, before.asEvent),
    mutedUntil:
      change.mutedUntil === undefined
        ? before.mutedUntil
        : change.mutedUntil === null
          ? null
          : Date.parse(change.mutedUntil),
  }
}

export const isSame = (one: RuleSetting, other: RuleSetting): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A rule as the API returns it, with the figures in effect, whether set or default. */
export function presentRule(kind: AlertKind, setting: RuleSetting): AlertRule {
  const { threshold, windowSeconds } = RULE_FIGURES[kind]
  return {
    kind,
    enabled: setting.enabled === 1,
    threshold: setting.threshold ?? threshold?.standard ?? null,
    windowSeconds: setting.windowSeconds ?? windowSeconds?.standard ?? null,
    byEmail: setting.byEmail === 1,
    asEvent: setting.asEvent === 1,
    mutedUntil: setting.mutedUntil === null ? null : new Date(setting.mutedUntil).toISOString(),
    isDefault: isSame(setting, UNCHANGED),
  }
}
