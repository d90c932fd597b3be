import { redirectUriProblem } from '../../../../contract/oauth.data.ts'

/** A redirect URI to the user's own device. Its port is the second group. */
const LOOPBACK = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(:\d{1,5})?(?=[/?]|$)/

/** A loopback URI without its port; null for any other. */
function withoutPort(uri: string): string | null {
  return LOOPBACK.test(uri) ? uri.replace(LOOPBACK, '$1') : null
}

/**
 * Whether a redirect URI may be used: it equals a registered one, character by character (RFC 9700, section 4.1.3). Where an app
 * listens on the user's own device, the port alone may differ (RFC 8252, section 7.3). One with a scheme that would run as
 * code is refused again here, whatever is registered.
 */
export function isRedirectAllowed(registered: readonly string[], uri: string): boolean {
  if (redirectUriProblem(uri) !== null) return false
  if (registered.includes(uri)) return true
  const local = withoutPort(uri)
  return local !== null && registered.some((one) => withoutPort(one) === local)
}

/**
 * A URI with more query parameters. Its text is kept as it is, since the URL parser would change what follows a custom scheme
 * (`myapp:/callback`), and the app compares it exactly.
 */
export function withParameters(uri: string, parameters: readonly (readonly [string, string | null])[]): string {
  const query = parameters
    .filter((one): one is readonly [string, string] => one[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&')
  if (query === '') return uri
  if (!uri.includes('?')) return `${uri}?${query}`
  return /[?&]$/.test(uri) ? uri + query : `${uri}&${query}`
}

/** Where the browser returns to, for people: the host, or the scheme of a native app. */
export function placeOf(uri: string): string {
  const { protocol, host } = new URL(uri)
  return protocol === 'https:' || protocol === 'http:' ? host : protocol.slice(0, -1)
}
