import type { AlertKind, Severity } from '../../../contract/alert-kinds.ts'
import { defineWords, plural } from '../../format/language.ts'

const kinds: Record<AlertKind, string> = {
  auth_failures: 'Failed authentication',
  limit_exceeded: 'Limits exceeded',
  unusual_rate: 'Unusual request rates',
  unusual_endpoint: 'Unusual endpoints',
  key_regenerated: 'Regenerated keys',
  permissions_changed: 'Changed permissions',
  key_leaked: 'Leaked keys',
  webhook_disabled: 'Webhooks switched off',
  webhook_failing: 'Failing webhooks',
  delivery_interrupted: 'Deliveries set aside',
  log_entries_dropped: 'Dropped log entries',
  key_rotation_failed: 'Failed rotations',
  key_rotation_due: 'Rotations due',
  key_rotated: 'Rotated keys',
  key_expiring: 'Expiring keys',
  key_unused: 'Unused keys',
}

const severities: Record<Severity, string> = { critical: 'Critical', warning: 'Warning', info: 'Info' }

export const words = defineWords({
  caption: 'Alerts, the latest first',
  viewOnly: 'Your role can look at alerts but not resolve them.',

  status: 'Status',
  statuses: { open: 'Open', resolved: 'Resolved', all: 'Open and resolved' },
  kind: 'Kind',
  anyKind: 'All kinds',
  kinds,
  severity: 'Severity',
  anySeverity: 'Any severity',
  severities,

  count: (count: number) => plural(count, { one: 'once', other: '# times' }),
  first: 'first',
  last: 'last',
  resolvedBy: (name: string) => `resolved by ${name}`,
  resolvedItself: 'resolved by itself',
  foundAt: 'Found at',
  links: { key: 'View key', webhook: 'View webhook', log: 'Show in the log', settings: 'Settings' },
  resolve: 'Resolve',
  reopen: 'Open again',
  about: (action: string, title: string) => `${action}: ${title}`,
  select: (title: string) => `Select: ${title}`,
  bar: 'Chosen alerts',
  chosen: (count: number) => plural(count, { one: '# alert chosen', other: '# alerts chosen' }),
  resolved: (count: number) => plural(count, { one: 'Alert resolved.', other: '# alerts resolved.' }),
  reopened: (count: number) => plural(count, { one: 'Alert is open again.', other: '# alerts are open again.' }),

  emptyTitle: 'All quiet',
  emptyText:
    'Refused calls, unusual use, changed keys, failing webhooks and what else somebody should know are told here.',
  pages: 'Pages of alerts',
  open: (count: number) => plural(count, { one: '# open', other: '# open' }),

  see: 'See alerts',
  newAlerts: (count: number) => plural(count, { one: '# new alert', other: '# new alerts' }),

  views: 'Alerts and their rules',
  list: 'Alerts',
  rules: 'Rules',
  silent: 'Not told now:',
  mutedUntil: (kind: string, until: string) => `${kind} (muted until ${until})`,
  off: (kind: string) => `${kind} (off)`,
  changeRules: 'Change the rules',
})
