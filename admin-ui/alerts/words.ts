import type { Alert, AlertKind, Severity } from '../../contract/alerts.ts'
import { defineWords, formatDay, formatInstant, formatNumber, plural } from '../parts/language.ts'

type Details = Alert['details']

/** What happened, in a sentence with the name of what it happened to, and what it asks for. */
type Told = { title: string; text: string }

const day = (value: unknown) => (typeof value === 'string' ? formatDay(new Date(value)) : 'an unknown date')
const moment = (value: unknown) => (typeof value === 'string' ? formatInstant(new Date(value)) : 'an unknown date')
const isPast = (value: unknown) => typeof value === 'string' && Date.parse(value) <= Date.now()

const told: Record<AlertKind, (name: string, details: Details) => Told> = {
  key_unused: (name, { lastUsedAt }) => ({
    title: `Nobody uses ${name}`,
    text: `${lastUsedAt ? `Last used on ${day(lastUsedAt)}.` : 'It was never used.'} Revoke it if nobody needs it.`,
  }),
  key_expiring: (name, { expiresAt }) =>
    isPast(expiresAt)
      ? {
          title: `${name} has expired`,
          text: `Calls with it are refused since ${moment(expiresAt)}. Give it a later date, or revoke it.`,
        }
      : {
          title: `${name} expires soon`,
          text: `Calls with it are refused from ${moment(expiresAt)} on. Give it a later date, or move its apps to another key.`,
        },
  key_rotation_due: (name, { secretSince }) => ({
    title: `${name} is due for a new key`,
    text: `It has been the same since ${day(secretSince)}. Regenerate it, with a time in which the old key still works.`,
  }),
  key_rotated: (name, { graceEndsAt }) => ({
    title: `${name} has a new key`,
    text: `Its schedule replaced the old one, which works until ${moment(graceEndsAt)}. Show the new key, and put it where the old one is used.`,
  }),
  key_rotation_failed: (name) => ({
    title: `${name} could not be given a new key`,
    text: 'Its schedule asks for one. It goes on with the old one, and is tried again every hour.',
  }),
  key_leaked: (name, { source, action }) => ({
    title: `${name} was found in public`,
    text: `${typeof source === 'string' && source ? `Reported by ${source}. ` : ''}${
      action === 'disabled'
        ? 'It is disabled. Regenerate it before you enable it again.'
        : 'Whoever has seen it can have copied it. Regenerate or revoke it.'
    }`,
  }),
  webhook_failing: (name) => ({
    title: `${name} keeps failing`,
    text: 'Look at its deliveries: each attempt says what came back.',
  }),
  webhook_disabled: (name, { words: why }) => ({
    title: `${name} was switched off`,
    text: `${typeof why === 'string' ? `${why} ` : ''}Nothing is lost. Resume it once its receiver works again.`,
  }),
}

/** A kind that a newer server tells and this page, opened before, has no words for. */
const unknown = (name: string): Told => ({ title: name, text: 'Reload the page to see what this is about.' })

const kinds: Record<AlertKind, string> = {
  key_leaked: 'Leaked keys',
  webhook_disabled: 'Webhooks switched off',
  webhook_failing: 'Failing webhooks',
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
  told: ({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): Told =>
    (kind in told ? told[kind] : unknown)(target.name, details),

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
