/** Paths of this installation that tokens can be for, besides the whole origin. */
const RESOURCE_PATHS = /^(|\/api\/v1|\/mcp|\/gateway\/[A-Za-z0-9][A-Za-z0-9._~-]{0,99})\/?$/
const MAX_RESOURCE = 300

/** The issuer of an installation: the origin at which it was reached, without a slash at the end. */
export const issuerOf = (url: string): string => new URL(url).origin

/**
 * A resource indicator (RFC 8707) in the form in which resources are compared: only an empty path equals "/". Null if it
 * is not a resource of this installation.
 */
export function resourceOf(text: string, url: string): string | null {
  // The URL parser would take spaces and control characters out.
  if (/[^\x21-\x7e]/.test(text)) return null
  if (text.length > MAX_RESOURCE || text.includes('#') || text.includes('?') || !URL.canParse(text)) return null
  const { origin, pathname, username, password } = new URL(text)
  if (origin !== issuerOf(url) || username !== '' || password !== '') return null
  if (!RESOURCE_PATHS.test(pathname)) return null
  return pathname === '/' ? origin : origin + pathname
}
