/** `<resource>:<action>`, `<resource>:*`, or `*` for everything. */
export const SCOPE_PATTERN = /^(\*|[a-z][a-z0-9-]{0,39}:(\*|[a-z][a-z0-9-]{0,39}))$/

/** The name of a scope that an organization defines: `<resource>:<action>`, no wildcard. */
export const OWN_SCOPE_PATTERN = /^[a-z][a-z0-9-]{0,39}:[a-z][a-z0-9-]{0,39}$/
/** Maximum scopes that an organization can define. */
export const MAX_OWN_SCOPES = 200
/** Maximum characters of the label of a scope, and of its group. */
export const MAX_SCOPE_LABEL = 60

export type ScopeInfo = { scope: string; label: string; description: string }
export type ScopeGroup = { group: string; scopes: ScopeInfo[] }

/** Whether a granted scope covers a required one: equal, the resource's wildcard, or `*`. */
export function scopeCovers(granted: string, wanted: string): boolean {
  if (granted === '*' || granted === wanted) return true
  return granted.endsWith(':*') && wanted.startsWith(granted.slice(0, -1))
}

/** The scopes among `wanted` that are not covered by `granted`; empty if all are. */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((one) => !granted.some((held) => scopeCovers(held, one)))
}

/**
 * The scopes that both of two lists cover, as `some` names them where it can. Wildcards form a tree, so of two scopes
 * either one covers the other, or they have nothing in common.
 */
export function commonScopes(some: readonly string[], others: readonly string[]): string[] {
  const covered = (by: readonly string[], scope: string) => by.some((held) => scopeCovers(held, scope))
  const kept = some.filter((one) => covered(others, one))
  return [...kept, ...others.filter((one) => covered(some, one) && !covered(kept, one))]
}
