import type { Pepper } from '../../../platform/env.ts'
import { ANY_AUDIENCE, audienceOf } from '../format/access-token.ts'

/** More parts of a path are not compared: no resource is deeper. */
const MAX_PARTS = 4
const MAX_CACHED = 200

/** How tokens name a resource, by pepper version and resource. */
const cache = new Map<string, string>()

function nameOf(pepper: Pepper, resource: string): string {
  const key = `${pepper.version} ${resource}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const name = audienceOf(pepper, resource)
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(key, name)
  return name
}

/**
 * Whether a token with this audience may be used at a URL (RFC 8707): its resource is the origin, or the path or the
 * beginning of the path up to a slash. `/mcp` and `/mcp/` are two resources, and `/mcpx` is within neither.
 */
export function isForUrl(pepper: Pepper, audience: string, url: string): boolean {
  if (audience === ANY_AUDIENCE) return true
  const { origin, pathname } = new URL(url)
  if (nameOf(pepper, origin) === audience || nameOf(pepper, origin + pathname) === audience) return true
  for (let at = pathname.indexOf('/', 1), parts = 0; at !== -1 && parts < MAX_PARTS; parts++) {
    if (nameOf(pepper, origin + pathname.slice(0, at)) === audience) return true
    if (nameOf(pepper, origin + pathname.slice(0, at + 1)) === audience) return true
    at = pathname.indexOf('/', at + 1)
  }
  return false
}
