/**
 * The kinds of alerts, in the order in which their rules are listed. A new kind is a line here; the compiler then asks
 * for its severity and rule below, its sentence in worker/features/alerts/message.ts, and in the dashboard
 * (admin-ui/features/alerts) for its label, its place among the filters, its message and the texts of its rule.
 */
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
  'oauth_token_reused',
  'webhook_failing',
  'webhook_disabled',
  'delivery_interrupted',
  'upstream_failing',
  'log_entries_dropped',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export const ALERT_STATUSES = ['open', 'resolved'] as const

/** Settings that an alert of the kind `permissions_changed` can name: their protection is weaker than before. */
export const GUARDING_SETTINGS = [
  'keysInQuery',
  'leakAction',
  'alertEmail',
  'redactNames',
  'auditRetentionDays',
  'allowedIps',
] as const
export type GuardingSetting = (typeof GUARDING_SETTINGS)[number]
export const isGuardingSetting = (name: string): name is GuardingSetting =>
  GUARDING_SETTINGS.some((one) => one === name)

/** The severity of each kind, unless the alert sets another. */
export const SEVERITY_OF: Record<AlertKind, Severity> = {
  auth_failures: 'critical',
  limit_exceeded: 'warning',
  unusual_rate: 'warning',
  unusual_endpoint: 'warning',
  key_regenerated: 'info',
  permissions_changed: 'warning',
  key_unused: 'warning',
  key_expiring: 'warning',
  key_rotation_due: 'warning',
  key_rotated: 'info',
  key_rotation_failed: 'warning',
  key_leaked: 'critical',
  oauth_token_reused: 'critical',
  webhook_failing: 'warning',
  webhook_disabled: 'critical',
  delivery_interrupted: 'critical',
  upstream_failing: 'critical',
  log_entries_dropped: 'critical',
}

/** A figure of a rule: its default and its range. */
export type Figure = { standard: number; min: number; max: number }

/**
 * The figures of a kind. `threshold`: a number within the window, or a multiple of the baseline. `bySettings`: the kind
 * has no figures and depends on a number of days in the organization's settings.
 */
export type RuleFigures = { threshold: Figure | null; windowSeconds: Figure | null; bySettings?: true }

const NO_FIGURES: RuleFigures = { threshold: null, windowSeconds: null }
const BY_SETTINGS: RuleFigures = { ...NO_FIGURES, bySettings: true }
const WINDOW: Figure = { standard: 300, min: 60, max: 3600 }

/** The default figures of each kind. */
export const RULE_FIGURES: Record<AlertKind, RuleFigures> = {
  auth_failures: { threshold: { standard: 20, min: 2, max: 10_000 }, windowSeconds: WINDOW },
  limit_exceeded: { threshold: { standard: 10, min: 1, max: 10_000 }, windowSeconds: WINDOW },
  unusual_rate: { threshold: { standard: 3, min: 2, max: 100 }, windowSeconds: null },
  unusual_endpoint: NO_FIGURES,
  key_regenerated: NO_FIGURES,
  permissions_changed: NO_FIGURES,
  key_unused: BY_SETTINGS,
  key_expiring: BY_SETTINGS,
  key_rotation_due: BY_SETTINGS,
  key_rotated: NO_FIGURES,
  key_rotation_failed: NO_FIGURES,
  key_leaked: NO_FIGURES,
  oauth_token_reused: NO_FIGURES,
  webhook_failing: NO_FIGURES,
  webhook_disabled: NO_FIGURES,
  delivery_interrupted: NO_FIGURES,
  upstream_failing: NO_FIGURES,
  log_entries_dropped: NO_FIGURES,
}

/** The default settings of a rule: shown everywhere, not muted. */
export const BUILT_IN = { enabled: true, byEmail: true, asEvent: true, mutedUntil: null } as const

/** Maximum time that a kind can be muted, days. */
export const LONGEST_MUTE_DAYS = 366
