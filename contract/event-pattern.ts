// Plain data and arithmetic: the dashboard loads this file, so it must not pull in the validator.

/** The event that a test delivery carries. */
export const TEST_EVENT = 'webhook.test'

/** `user.created`: lower case, two or more parts. */
export const EVENT_TYPE_PATTERN = /^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$/
/** What a webhook may listen to: a type, everything below a word such as `user.*`, or `*`. */
export const EVENT_PATTERN = /^(\*|[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*(\.\*)?)$/

/** Whether something that a webhook listens to covers a type: equal, `user.*` for all that begins with `user.`, `*`. */
export function patternCovers(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))
}
