/** Headers of one connection (RFC 9110, section 7.6.1; RFC 9112), which are never forwarded. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const NONE: ReadonlySet<string> = new Set()

/** The headers that a Connection header names, which belong to the connection too. */
export const namedByConnection = (headers: Headers): ReadonlySet<string> => {
  const named = headers.get('connection')
  return named === null ? NONE : new Set(named.split(',').map((one) => one.trim().toLowerCase()))
}
