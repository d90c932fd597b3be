import type { GatehouseFamily } from './event-sources.data.ts'

/** The event type of a test delivery. */
export const TEST_EVENT = 'webhook.test'

/** Maximum characters of an event type, and of a category of event types. */
export const MAX_EVENT_TYPE = 100
export const MAX_CATEGORY = 40
export const DEFAULT_CATEGORY = 'Custom'

/** Maximum characters of the name of an event type. */
export const MAX_EVENT_NAME = 80

/** Words of event types that are abbreviations. */
const ABBREVIATIONS = new Set(['ai', 'api', 'id', 'url'])

/** The name of an event type that has none of its own: `user.created` is "User created". */
export function nameOfEventType(type: string): string {
  const words = type.split(/[._-]+/).filter((word) => word !== '')
  const named = words.map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word)).join(' ')
  return named.charAt(0).toUpperCase() + named.slice(1)
}

/** `user.created`: lower case, two or more segments. */
export const EVENT_TYPE_PATTERN = /^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$/
/** What a webhook can subscribe to: an event type, everything below a segment such as `user.*`, or `*`. */
export const EVENT_PATTERN = /^(\*|[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*(\.\*)?)$/

/** Whether a pattern of a subscription covers an event type: equal, `user.*` for all that begins with `user.`, `*`. */
export function patternCovers(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))
}

/** The scope that allows reading the events of a family. The family is the first segment of the event type. */
const READ_SCOPE_OF_FAMILY: Readonly<Record<string, string>> = {
  api_key: 'api-keys:read',
  webhook: 'webhooks:read',
  alert: 'alerts:read',
  record: 'records:read',
  module: 'modules:read',
  approval: 'approvals:read',
} satisfies Record<GatehouseFamily, string>

/** The scope for all other events: those of the host product, and an organization's custom types. */
const OTHER_EVENTS = 'events:read'

/**
 * The scopes that a subscription to these patterns requires, because a subscriber can read the content of the events.
 * `*` requires all of them. Each scope is returned once.
 */
export function scopesToSubscribe(patterns: readonly string[]): string[] {
  const scopes = patterns.flatMap((pattern) => {
    if (pattern === '*') return [...Object.values(READ_SCOPE_OF_FAMILY), OTHER_EVENTS]
    const family = pattern.split('.')[0] ?? ''
    return Object.hasOwn(READ_SCOPE_OF_FAMILY, family) ? (READ_SCOPE_OF_FAMILY[family] ?? OTHER_EVENTS) : OTHER_EVENTS
  })
  return [...new Set(scopes)]
}
