import { ALERT_KINDS, type AlertKind } from '../../../contract/alerts.data.ts'

/** The groups of the rules, in their order. */
export const RULE_GROUPS = ['access', 'keys', 'webhooks', 'gateway', 'organization'] as const
export type RuleGroup = (typeof RULE_GROUPS)[number]

/** The group in which each kind of alert has its rule. */
const GROUP_OF: Record<AlertKind, RuleGroup> = {
  auth_failures: 'access',
  limit_exceeded: 'access',
  unusual_rate: 'access',
  unusual_endpoint: 'access',
  key_leaked: 'access',
  oauth_token_reused: 'access',
  key_regenerated: 'keys',
  permissions_changed: 'keys',
  key_unused: 'keys',
  key_expiring: 'keys',
  key_rotation_due: 'keys',
  key_rotated: 'keys',
  key_rotation_failed: 'keys',
  webhook_failing: 'webhooks',
  webhook_disabled: 'webhooks',
  delivery_interrupted: 'webhooks',
  upstream_failing: 'gateway',
  log_entries_dropped: 'organization',
}

/** The kinds of a group. A kind that only a newer server knows has no group, and is not shown. */
export const kindsIn = (group: RuleGroup): readonly AlertKind[] =>
  ALERT_KINDS.filter((kind) => GROUP_OF[kind] === group)
