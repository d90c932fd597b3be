/**
 * Every action that the audit log records, as `<resource>.<verb in the past tense>`, in the order of the dashboard's
 * filter. Writing another action does not compile. An action without a message in the dashboard fails a test.
 */
export const AUDIT_ACTIONS = [
  'api_key.created',
  'api_key.updated',
  'api_key.regenerated',
  'api_key.grace_canceled',
  'api_key.grace_extended',
  'api_key.revealed',
  'api_key.disabled',
  'api_key.enabled',
  'api_key.revoked',
  'api_key.deleted',
  'api_key.imported',
  'api_key.upgraded',
  'api_key.leaked',
  'webhook.created',
  'webhook.updated',
  'webhook.paused',
  'webhook.resumed',
  'webhook.disabled',
  'webhook.secret_rotated',
  'webhook.deleted',
  'webhook.delivery_retried',
  'webhook.delivery_skipped',
  'webhook.deliveries_retried',
  'webhook.retry_canceled',
  'event.resent',
  'event_type.created',
  'event_type.updated',
  'event_type.deleted',
  'module.created',
  'module.updated',
  'module.deleted',
  'scope.created',
  'scope.updated',
  'scope.deleted',
  'organization.updated',
  'archive.downloaded',
  'alert.resolved',
  'alert.reopened',
  'alert_rules.updated',
  'session.revoked',
  'installation.set_up',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** The form of an action. Filters accept every action of this form, also one that is no longer recorded. */
export const AUDIT_ACTION_PATTERN = /^[a-z_]+\.[a-z_]+$/
