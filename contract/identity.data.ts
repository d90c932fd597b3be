/** The range of each setting of an organization that is counted in days. */
export const SETTING_DAYS = {
  unusedAfterDays: { min: 1, max: 365 },
  rotationReminderDays: { min: 1, max: 730 },
  expiryWarningDays: { min: 1, max: 90 },
  logRetentionDays: { min: 1, max: 730 },
  deliveryRetentionDays: { min: 1, max: 365 },
  auditRetentionDays: { min: 30, max: 3650 },
} as const

export const LEAK_ACTIONS = ['disable', 'flag'] as const

/** Maximum characters of a name to redact in the log. */
export const MAX_REDACT_NAME = 64

/** Minimum and maximum characters of a password. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const
