// Plain data and arithmetic: the dashboard may load this file, so it must not pull in the validator.

/** The scope that reads what an event of a family tells. The family is the first word of the event type. */
const READ_SCOPE_OF_FAMILY: Readonly<Record<string, string>> = {
  api_key: 'api-keys:read',
  webhook: 'webhooks:read',
  alert: 'alerts:read',
  record: 'records:read',
  module: 'modules:read',
}

/** Every other event: those of the host product, and event types of an organization's own. */
const OTHER_EVENTS = 'events:read'

const ALL_SCOPES: readonly string[] = [...new Set([...Object.values(READ_SCOPE_OF_FAMILY), OTHER_EVENTS])]

/**
 * The scopes that a subscription to these patterns takes: whoever subscribes can read whatever the events tell. `*`
 * takes all of them. Each scope is named once.
 */
export function scopesToSubscribe(patterns: readonly string[]): string[] {
  const scopes = patterns.flatMap((pattern) => {
    if (pattern === '*') return ALL_SCOPES
    const family = pattern.split('.')[0] ?? ''
    return Object.hasOwn(READ_SCOPE_OF_FAMILY, family) ? (READ_SCOPE_OF_FAMILY[family] ?? OTHER_EVENTS) : OTHER_EVENTS
  })
  return [...new Set(scopes)]
}
