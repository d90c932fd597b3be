/** Headers that we set ourselves, that belong to the connection (RFC 9110, section 7.6.1), or that proxies set. */
const REFUSED = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
  'x-real-ip',
])
const REFUSED_PREFIXES = ['webhook-', 'x-webhook-signature', 'proxy-', 'sec-', 'cf-', 'x-forwarded-']

/** Errors of custom headers, by field; empty if all may be sent. */
export function headerProblems(headers: Readonly<Record<string, string>>): { path: string; message: string }[] {
  const seen = new Set<string>()
  return Object.keys(headers).flatMap((name) => {
    const lower = name.toLowerCase()
    const path = `headers.${name}`
    if (seen.has(lower)) return [{ path, message: 'is named twice' }]
    seen.add(lower)
    const refused = REFUSED.has(lower) || REFUSED_PREFIXES.some((prefix) => lower.startsWith(prefix))
    return refused ? [{ path, message: 'cannot be set: Gatehouse sends it, or it belongs to the connection' }] : []
  })
}

export const HIDDEN = '••••••'

/** The same headers with their values hidden: a value may be a credential. */
export const hideValues = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, HIDDEN]))
