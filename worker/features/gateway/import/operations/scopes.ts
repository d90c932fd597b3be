import { OWN_SCOPE_PATTERN, SCOPE_PATTERN } from '../../../../../contract/scopes.data.ts'
import { isObject, member, stringsAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'

const MAX_SCOPE = 81

/**
 * The scopes that an operation needs: of its first security requirement that names scopes, and of the extensions
 * `x-required-scope` and `x-required-scopes`. An operation without `security` has that of the document. Their names are
 * changed to the form of ours, so that none is lost; `notes` says so.
 */
export function scopesOf(resolver: Resolver, operation: unknown): { scopes: string[]; notes: string[] } {
  const own = member(operation, 'security')
  const security = Array.isArray(own) ? own : member(resolver.root, 'security')
  const named: string[] = []
  if (Array.isArray(security) && !security.some((one) => isObject(one) && Object.keys(one).length === 0)) {
    for (const requirement of security) {
      resolver.charge(10)
      if (!isObject(requirement)) continue
      const scopes = Object.keys(requirement).flatMap((scheme) => stringsAt(requirement, scheme))
      if (scopes.length === 0) continue
      named.push(...scopes)
      break
    }
  }
  named.push(...stringsAt(operation, 'x-required-scope'), ...stringsAt(operation, 'x-required-scopes'))
  resolver.charge(named.length)

  const scopes: string[] = []
  const notes: string[] = []
  for (const name of named) {
    const scope = ourScope(name)
    if (scope === null) {
      notes.push(`The scope ${JSON.stringify(name.slice(0, 80))} of the document has no letters: it was left out.`)
      continue
    }
    if (scope !== name) notes.push(`The scope ${name.slice(0, 80)} of the document is ${scope} here.`)
    if (!scopes.includes(scope)) scopes.push(scope)
  }
  return { scopes, notes }
}

/** A scope in our form, `resource:action`: `posts.read` becomes `posts:read`, `read` becomes `api:read`. Null: nothing is left of it. */
export function ourScope(name: string): string | null {
  const text = name.trim()
  if (text.length <= MAX_SCOPE && SCOPE_PATTERN.test(text)) return text
  const parts = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\/[^/]*\//, '')
    .split(/[:./\s]+/)
    .map((part) =>
      part
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+/, '')
        .replace(/-+$/, ''),
    )
    .filter((part) => part !== '')
  const last = parts.pop()
  if (last === undefined) return null
  const resource = parts.length > 0 ? parts.join('-') : 'api'
  const scope = `${cut(resource)}:${cut(last)}`
  return OWN_SCOPE_PATTERN.test(scope) ? scope : null
}

const cut = (text: string): string => text.slice(0, 40).replace(/-+$/, '')

/** What the document says of a scope, from the flows of its security schemes. */
export function scopeDescriptions(resolver: Resolver): Map<string, string> {
  const found = new Map<string, string>()
  const schemes = member(member(resolver.root, 'components'), 'securitySchemes')
  if (!isObject(schemes)) return found
  for (const one of Object.values(schemes)) {
    const flows = member(resolver.object(one), 'flows')
    if (!isObject(flows)) continue
    for (const flow of Object.values(flows)) {
      const scopes = member(flow, 'scopes')
      if (!isObject(scopes)) continue
      for (const [name, description] of Object.entries(scopes)) {
        resolver.charge(2)
        const scope = ourScope(name)
        if (scope !== null && typeof description === 'string' && !found.has(scope)) found.set(scope, description)
      }
    }
  }
  return found
}
