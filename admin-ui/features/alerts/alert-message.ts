import type { Alert } from '../../../client/src/generated.ts'
import type { AlertKind } from '../../../contract/alert-kinds.ts'
import { defineWords, formatDay, formatInstant, formatNumber, plural } from '../../format/language.ts'

type Details = Alert['details']

/** What happened, in a sentence with the name of what it happened to, and what it asks for. */
type Message = { title: string; text: string }

const day = (value: unknown) => (typeof value === 'string' ? formatDay(new Date(value)) : 'an unknown date')
const moment = (value: unknown) => (typeof value === 'string' ? formatInstant(new Date(value)) : 'an unknown date')
const count = (value: unknown) => (typeof value === 'number' ? value : 0)
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const person = (value: unknown) => (typeof value === 'string' && value ? value : 'Somebody')
const times = (value: unknown) => plural(count(value), { one: 'once', other: '# times' })
const keys = (value: unknown) => plural(count(value), { one: '# key', other: '# keys' })
const isPast = (value: unknown) => typeof value === 'string' && Date.parse(value) <= Date.now()

/** Settings that guard less than before. */
const settings: Record<string, string> = {
  keysInQuery: 'keys are taken from addresses',
  leakAction: 'leaked keys stay switched on',
  alertEmail: 'alerts are sent to nobody by email',
  redactNames: 'fewer names are redacted in the log',
  auditRetentionDays: 'the audit log is kept for fewer days',
  allowedIps: 'it may be used from any address',
}

const messages: Record<AlertKind, (name: string, details: Details, target: Alert['target']) => Message> = {
  auth_failures: (name, details, { type }) => ({
    title:
      type === 'api_key'
        ? `Calls with ${name} keep being refused`
        : type === 'address'
          ? `${name} keeps being refused`
          : 'Calls are refused from many sides',
    text: `${
      type === 'organization'
        ? `From ${plural(count(details.addressCount), { one: '# address', other: '# addresses' })} with ${keys(details.keys)}, ${times(details.calls)} in all`
        : `Refused ${times(details.calls)}`
    } from ${moment(details.from)} to ${moment(details.to)}. If nobody you know does this, revoke the key or restrict where it may be used.`,
  }),
  limit_exceeded: (name, details, { type }) =>
    type === 'api_key'
      ? {
          title: `${name} runs into its limit`,
          text: `Refused ${times(details.calls)} from ${moment(details.from)} to ${moment(details.to)}. Raise the limit, or slow its app down.`,
        }
      : {
          title: 'Many keys run into a limit',
          text: `${keys(details.keys)} were refused, ${times(details.calls)} in all, from ${moment(details.from)} to ${moment(details.to)}. It may be the limit of the plan.`,
        },
  unusual_rate: (name, details, { type }) =>
    type === 'api_key'
      ? {
          title: `${name} is called more than usual`,
          text: `${formatNumber(count(details.calls))} calls in the hour from ${moment(details.from)}. Its busiest hour of the week before had ${formatNumber(count(details.usual))}.`,
        }
      : {
          title: `${keys(details.keys)} are called more than usual`,
          text: `${formatNumber(count(details.calls))} calls in all in the hour from ${moment(details.from)}.`,
        },
  unusual_endpoint: (name, details, { type }) => ({
    title: `${type === 'api_key' ? name : keys(details.keys)} called something new`,
    text: `Not called in the 30 days before: ${texts(details.routes).join(', ')}.`,
  }),
  key_regenerated: (name, { by, graceEndsAt }) => ({
    title: `${name} was regenerated`,
    text: `${person(by)} did it. ${graceEndsAt ? `The old key works until ${moment(graceEndsAt)}.` : 'The old key is dead.'}`,
  }),
  permissions_changed: (name, details, { type }) => ({
    title: type === 'api_key' ? `${name} may do more than before` : `${name} is guarded less than before`,
    text: `${person(details.by)} changed it: ${[
      ...texts(details.scopes).map((scope) => `the scope ${scope}`),
      ...texts(details.settings).map((setting) => settings[setting] ?? setting),
    ].join(', ')}.`,
  }),
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
    title: `${name} was disabled`,
    text: `${typeof why === 'string' ? `${why} ` : ''}Events that are published now are held, and can be sent when you resume it.`,
  }),
  delivery_interrupted: (name) => ({
    title: `A delivery of ${name} was set aside`,
    text: 'Processing it ended unexpectedly twice. Look at its event and at the transformation, then retry it.',
  }),
  log_entries_dropped: (_, { entries }) => ({
    title: 'Entries of the log were dropped',
    text: `${plural(count(entries), { one: '# entry', other: '# entries' })} could not be written: processing ended unexpectedly twice.`,
  }),
}

/** For a kind that a newer server sends and this page, opened before, has no words for. */
const unknown = (name: string): Message => ({ title: name, text: 'Reload the page to see what this is about.' })

/** Apart from the other texts: only people who look at alerts need them. */
export const alertMessages = defineWords({
  messageOf: ({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): Message =>
    (kind in messages ? messages[kind] : unknown)(target.name, details, target),
})
