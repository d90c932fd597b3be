import type { Alert } from '../../../client/src/generated.ts'
import { formatDay, formatInstant } from '../../format/language.ts'
import { m } from '../../messages/index.ts'

/** What happened, as a sentence with the name of the target, and what to do. */
type Message = { title: string; text: string }

const day = (value: unknown) =>
  typeof value === 'string' ? formatDay(new Date(value)) : m.alert_messages_unknown_date()
const instant = (value: unknown) =>
  typeof value === 'string' ? formatInstant(new Date(value)) : m.alert_messages_unknown_date()
const count = (value: unknown) => (typeof value === 'number' ? value : 0)
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const person = (value: unknown) => (typeof value === 'string' && value ? value : m.alert_messages_someone())
const times = (value: unknown) => m.alert_messages_times({ count: count(value) })
const keys = (value: unknown) => m.alert_messages_keys({ count: count(value) })
const isPast = (value: unknown) => typeof value === 'string' && Date.parse(value) <= Date.now()

/**
 * The message of an alert. A kind without a message does not compile. A newer server may send a kind that this page,
 * which was loaded earlier, does not know.
 */
export function alertMessage({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): Message {
  const { name, type } = target
  const range = { from: instant(details.from), to: instant(details.to) }
  switch (kind) {
    case 'auth_failures': {
      if (type === 'organization')
        return {
          title: m.alert_messages_title_auth_failures_many(),
          text: m.alert_messages_auth_failures_many({
            ...range,
            addresses: m.alert_messages_addresses({ count: count(details.addressCount) }),
            keys: keys(details.keys),
            times: times(details.calls),
          }),
        }
      const isKey = type === 'api_key'
      return {
        title: (isKey ? m.alert_messages_title_auth_failures_key : m.alert_messages_title_auth_failures_address)({
          name,
        }),
        text: m.alert_messages_auth_failures({ ...range, times: times(details.calls) }),
      }
    }
    case 'limit_exceeded':
      return type === 'api_key'
        ? {
            title: m.alert_messages_title_limit_key({ name }),
            text: m.alert_messages_limit_key({ ...range, times: times(details.calls) }),
          }
        : {
            title: m.alert_messages_title_limit_many(),
            text: m.alert_messages_limit_many({ ...range, keys: keys(details.keys), times: times(details.calls) }),
          }
    case 'unusual_rate': {
      const hour = { calls: count(details.calls), from: range.from }
      return type === 'api_key'
        ? {
            title: m.alert_messages_title_rate_key({ name }),
            text: m.alert_messages_rate_key({ ...hour, usual: count(details.usual) }),
          }
        : {
            title: m.alert_messages_title_rate_many({ keys: keys(details.keys) }),
            text: m.alert_messages_rate_many(hour),
          }
    }
    case 'unusual_endpoint':
      return {
        title: m.alert_messages_title_endpoint({ name: type === 'api_key' ? name : keys(details.keys) }),
        text: m.alert_messages_endpoint({ routes: texts(details.routes).join(', ') }),
      }
    case 'key_regenerated':
      return {
        title: m.alert_messages_title_regenerated({ name }),
        text: details.graceEndsAt
          ? m.alert_messages_regenerated_grace({ person: person(details.by), until: instant(details.graceEndsAt) })
          : m.alert_messages_regenerated({ person: person(details.by) }),
      }
    case 'permissions_changed': {
      const changes = [
        ...texts(details.scopes).map((scope) => m.alert_messages_scope({ scope })),
        ...texts(details.settings).map((setting) => m.alert_messages_setting({ setting })),
      ]
      return {
        title: (type === 'api_key' ? m.alert_messages_title_permissions_key : m.alert_messages_title_permissions_other)(
          {
            name,
          },
        ),
        text: m.alert_messages_permissions({ person: person(details.by), changes: changes.join(', ') }),
      }
    }
    case 'key_unused':
      return {
        title: m.alert_messages_title_unused({ name }),
        text: details.lastUsedAt
          ? m.alert_messages_unused_since({ day: day(details.lastUsedAt) })
          : m.alert_messages_unused_never(),
      }
    case 'key_expiring': {
      const at = instant(details.expiresAt)
      return isPast(details.expiresAt)
        ? { title: m.alert_messages_title_expired({ name }), text: m.alert_messages_expired({ at }) }
        : { title: m.alert_messages_title_expiring({ name }), text: m.alert_messages_expiring({ at }) }
    }
    case 'key_rotation_due':
      return {
        title: m.alert_messages_title_rotation_due({ name }),
        text: m.alert_messages_rotation_due({ day: day(details.secretSince) }),
      }
    case 'key_rotated':
      return {
        title: m.alert_messages_title_rotated({ name }),
        text: m.alert_messages_rotated({ until: instant(details.graceEndsAt) }),
      }
    case 'key_rotation_failed':
      return { title: m.alert_messages_title_rotation_failed({ name }), text: m.alert_messages_rotation_failed() }
    case 'key_leaked': {
      const { source, action } = details
      const text = action === 'disabled' ? m.alert_messages_leaked_disabled() : m.alert_messages_leaked_active()
      return {
        title: m.alert_messages_title_leaked({ name }),
        text: typeof source === 'string' && source ? m.alert_messages_leaked_reported({ source, text }) : text,
      }
    }
    case 'oauth_token_reused':
      return {
        title: m.alert_messages_title_token_reused({ name }),
        text: details.what === 'code' ? m.alert_messages_code_reused() : m.alert_messages_token_reused(),
      }
    case 'webhook_failing':
      return { title: m.alert_messages_title_webhook_failing({ name }), text: m.alert_messages_webhook_failing() }
    case 'webhook_disabled': {
      const why = typeof details.words === 'string' ? [details.words] : []
      return {
        title: details.paused
          ? m.alert_messages_title_webhook_paused({ name })
          : m.alert_messages_title_webhook_disabled({ name }),
        text: [...why, m.alert_messages_webhook_disabled()].join(' '),
      }
    }
    case 'delivery_interrupted':
      return { title: m.alert_messages_title_interrupted({ name }), text: m.alert_messages_interrupted() }
    case 'upstream_failing':
      return { title: m.alert_messages_title_upstream_failing({ name }), text: m.alert_messages_upstream_failing() }
    case 'log_entries_dropped':
      return {
        title: m.alert_messages_title_dropped(),
        text: m.alert_messages_dropped({ count: count(details.entries) }),
      }
    default:
      return unknownKind(kind, name)
  }
}

const unknownKind = (_kind: never, name: string): Message => ({ title: name, text: m.alert_messages_unknown() })
