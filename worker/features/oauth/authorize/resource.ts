/** The parts of this installation for which tokens can be limited. A path that ends with a slash has parts of its own below it. */
const RESOURCE_PATHS = /^(?:\/api\/v1\/?|\/mcp\/?|\/gateway\/.*)?$/
const MAX_RESOURCE = 1000

/**
 * A resource indicator (RFC 8707, section 2) as tokens name it: an origin of ours without a slash, or with the path of a part of
 * the API. Null if it is none of ours. `/mcp` and `/mcp/` are two resources; only an empty path equals `/`.
 */
export function resourceOf(text: string, origins: readonly string[]): string | null {
  if (text.length > MAX_RESOURCE || /[#?\\\s]/.test(text) || !URL.canParse(text)) return null
  const { origin, pathname, username, password } = new URL(text)
  if (username !== '' || password !== '' || !origins.includes(origin)) return null
  const path = pathname === '/' ? '' : pathname
  return RESOURCE_PATHS.test(path) ? origin + path : null
}
