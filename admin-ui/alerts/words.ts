import type { AlertKind, Severity } from '../../contract/alerts.ts'
import { defineWords, formatNumber, plural } from '../parts/language.ts'

/** What happened, in a sentence with the name of what it happened to, and what it asks for. */
type Told = { title: (name: string) => string; text: string }

const told: Record<AlertKind, Told> = {
  key_unused: {
    title: (name) => `Nobody uses ${name}`,
    text: 'A key that nobody needs is best revoked.',
  },
  key_expiring: {
    title: (name) => `${name} expires soon`,
    text: 'Give it a later date, or move its apps to another key before.',
  },
  key_rotation_due: {
    title: (name) => `${name} is due for a new key`,
    text: 'Regenerate it, with a time in which the old key still works.',
  },
  key_rotated: {
    title: (name) => `${name} has a new key`,
    text: 'Apps that still use the old key must move to the new one.',
  },
  key_rotation_failed: {
    title: (name) => `${name} could not be given a new key`,
    text: 'It goes on with the old one. Regenerate it by hand.',
  },
  key_leaked: {
    title: (name) => `${name} was found in public`,
    text: 'Whoever has seen it can have copied it. Regenerate or revoke it.',
  },
}

const kinds: Record<AlertKind, string> = {
  key_leaked: 'Leaked keys',
  key_rotation_failed: 'Failed rotations',
  key_rotation_due: 'Rotations due',
  key_rotated: 'Rotated keys',
  key_expiring: 'Expiring keys',
  key_unused: 'Unused keys',
}

const severities: Record<Severity, string> = { critical: 'Critical', warning: 'Warning', info: 'Info' }

export const words = defineWords({
  title: 'Alerts',
  caption: 'Alerts, the latest first',
  viewOnly: 'Your role can look at alerts but not resolve them.',
  told,

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
  details: {
    lastUsedAt: (at: string) => `Last used on ${at}`,
    createdAt: (at: string) => `Created on ${at}`,
    expiresAt: (at: string) => `Expires on ${at}`,
    dueAt: (at: string) => `Due since ${at}`,
    graceEndsAt: (at: string) => `Old key works until ${at}`,
    source: (where: string) => `Found at ${where}`,
    reason: (why: string) => `Reason: ${why}`,
  },

  viewKey: 'View key',
  viewKeyOf: (name: string) => `View key: ${name}`,
  resolve: 'Resolve',
  reopen: 'Open again',
  about: (action: string, title: string) => `${action}: ${title}`,
  select: (title: string) => `Select: ${title}`,
  selectPage: 'Select all on this page',
  bar: 'Chosen alerts',
  chosen: (count: number) => plural(count, { one: '# alert chosen', other: '# alerts chosen' }),
  clear: 'Clear choice',
  resolved: (count: number) => plural(count, { one: 'Alert resolved.', other: '# alerts resolved.' }),
  reopened: (count: number) => plural(count, { one: 'Alert is open again.', other: '# alerts are open again.' }),

  emptyTitle: 'All quiet',
  emptyText: 'Unused, expiring or leaked keys and rotations that are due are told here.',
  pages: 'Pages of alerts',
  open: (count: number) => plural(count, { one: '# open', other: '# open' }),
  page: (page: number) => `Page ${formatNumber(page)}`,
  newer: 'Newer',
  older: 'Older',

  see: 'See alerts',
})
