// Plain data: the dashboard loads this file, so it must not pull in the validator.

/** What alerts tell of. */
export const ALERT_KINDS = [
  'auth_failures',
  'limit_exceeded',
  'unusual_rate',
  'unusual_endpoint',
  'key_regenerated',
  'permissions_changed',
  'key_unused',
  'key_expiring',
  'key_rotation_due',
  'key_rotated',
  'key_rotation_failed',
  'key_leaked',
  'webhook_failing',
  'webhook_disabled',
  'delivery_interrupted',
  'log_entries_dropped',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** A figure of a rule: what it is unless somebody sets it, and between what it may be set. */
export type Figure = { standard: number; min: number; max: number }

/** The figures that a kind goes by. `threshold`: so many within the window, or so many times the usual. */
export type RuleFigures = { threshold: Figure | null; windowSeconds: Figure | null }

const NO_FIGURES: RuleFigures = { threshold: null, windowSeconds: null }
const WINDOW: Figure = { standard: 300, min: 60, max: 3600 }

/** What each kind goes by. Those of keys that are unused, expiring or due go by the settings of the organisation. */
export const RULE_FIGURES: Record<AlertKind, RuleFigures> = {
  auth_failures: { threshold: { standard: 20, min: 2, max: 10_000 }, windowSeconds: WINDOW },
  limit_exceeded: { threshold: { standard: 10, min: 1, max: 10_000 }, windowSeconds: WINDOW },
  unusual_rate: { threshold: { standard: 3, min: 2, max: 100 }, windowSeconds: null },
  unusual_endpoint: NO_FIGURES,
  key_regenerated: NO_FIGURES,
  permissions_changed: NO_FIGURES,
  key_unused: NO_FIGURES,
  key_expiring: NO_FIGURES,
  key_rotation_due: NO_FIGURES,
  key_rotated: NO_FIGURES,
  key_rotation_failed: NO_FIGURES,
  key_leaked: NO_FIGURES,
  webhook_failing: NO_FIGURES,
  webhook_disabled: NO_FIGURES,
  delivery_interrupted: NO_FIGURES,
  log_entries_dropped: NO_FIGURES,
}

/** How a rule stands unless somebody changes it: told everywhere, never muted. */
export const BUILT_IN = { enabled: true, byEmail: true, asEvent: true, mutedUntil: null } as const

/** The longest that a kind can be muted, days. */
export const LONGEST_MUTE_DAYS = 366
