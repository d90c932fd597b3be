/**
 * `<resource>:<action>`, `<resource>:*`, or `*` for everything. A resource can name a part of another: a scope of `records`
 * covers the same scope of `records.contacts`.
 */
export const SCOPE_PATTERN = /^(\*|[a-z][a-z0-9-]{0,39}(\.[a-z][a-z0-9_-]{0,39})?:(\*|[a-z][a-z0-9-]{0,39}))$/

/** The name of a scope that an organization defines: `<resource>:<action>`, no wildcard. */
export const OWN_SCOPE_PATTERN = /^[a-z][a-z0-9-]{0,39}:[a-z][a-z0-9-]{0,39}$/
/** Maximum scopes that an organization can define. */
export const MAX_OWN_SCOPES = 200
/** Maximum characters of the label of a scope, and of its group. */
export const MAX_SCOPE_LABEL = 60

export type ScopeInfo = { scope: string; label: string; description: string }
export type ScopeGroup = { group: string; scopes: ScopeInfo[] }

/**
 * Whether a granted scope covers a required one: equal, the resource's wildcard, `*`, or what covers the same scope of the
 * whole resource (`records:read` covers `records.contacts:read`).
 */
export function scopeCovers(granted: string, wanted: string): boolean {
  if (granted === '*' || granted === wanted) return true
  if (granted.endsWith(':*') && wanted.startsWith(granted.slice(0, -1))) return true
  const dot = wanted.indexOf('.')
  return dot > 0 && scopeCovers(granted, wanted.slice(0, dot) + wanted.slice(wanted.indexOf(':')))
}

/** The scopes among `wanted` that are not covered by `granted`; empty if all are. */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((one) => !granted.some((held) => scopeCovers(held, one)))
}

/** The scopes that both of two lists cover, as `some` names them where it can. */
export function commonScopes(some: readonly string[], others: readonly string[]): string[] {
  const covered = (by: readonly string[], scope: string) => by.some((held) => scopeCovers(held, scope))
  const common = some.filter((one) => covered(others, one))
  const add = (scope: string | null) => {
    if (scope !== null && !covered(common, scope)) common.push(scope)
  }
  for (const one of others) if (covered(some, one)) add(one)
  for (const one of some) for (const other of others) add(crossing(one, other) ?? crossing(other, one))
  return common
}

/** What `records:read` and `records.contacts:*` have in common, though neither covers the other; null for all others. */
function crossing(whole: string, part: string): string | null {
  const dot = part.indexOf('.')
  if (dot < 0 || !part.endsWith(':*') || whole.includes('.')) return null
  const [resource, action] = whole.split(':')
  return resource === part.slice(0, dot) && action && action !== '*' ? part.slice(0, -1) + action : null
}
