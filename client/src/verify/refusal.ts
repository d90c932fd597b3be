import type { Verdict } from '../generated.ts'

/** An answer to a request that is not let through: headers and problem details (RFC 9457). */
export type Refused = {
  status: 401 | 403 | 429 | 503
  headers: Record<string, string>
  problem: { type: string; title: string; status: number; detail: string; code: string }
}

type Code = Exclude<Verdict['code'], 'ok'>

const DETAILS: Record<Code, [status: 401 | 403 | 429, detail: string]> = {
  malformed: [401, 'This is not an API key.'],
  unknown: [401, 'This API key does not exist.'],
  revoked: [401, 'This API key was revoked.'],
  disabled: [401, 'This API key is disabled.'],
  expired: [401, 'This API key has expired.'],
  ip_denied: [403, 'This API key may not be used from this address.'],
  scope_missing: [403, 'This API key does not have the scope that is needed.'],
  rate_limited: [429, 'This API key has reached its rate limit.'],
  no_credits: [429, 'This API key has no credits left.'],
}

const TITLES = { 401: 'No valid API key', 403: 'Not allowed', 429: 'Too many requests', 503: 'Service unavailable' }

/** The answer to a request whose key is not valid. */
export function refuse(verdict: Verdict, scopes: readonly string[], realm: string): Refused {
  // A later version of the API may have more reasons.
  const code = verdict.code === 'ok' ? 'unknown' : verdict.code
  const [status, detail] = DETAILS[code] ?? [401, 'This API key is not valid.']
  const headers: Record<string, string> = {}
  if (status === 401) headers['WWW-Authenticate'] = challenge(realm, { error: 'invalid_token' })
  if (code === 'scope_missing') {
    headers['WWW-Authenticate'] = challenge(realm, { error: 'insufficient_scope', scope: scopes.join(' ') })
  }
  if (status === 429 && verdict.retryAfterSeconds !== undefined) {
    headers['Retry-After'] = String(Math.ceil(verdict.retryAfterSeconds))
  }
  return answer(status, code, detail, headers)
}

/** The answer to a request without a key. RFC 6750, section 3: without a credential there is no error code. */
export const refuseMissing = (realm: string): Refused =>
  answer(401, 'credential_missing', 'Send an API key as Authorization: Bearer or X-API-Key.', {
    'WWW-Authenticate': challenge(realm, {}),
  })

/** The answer if the key could not be checked. It says nothing of the cause, which concerns the operator only. */
export const refuseUnchecked = (retryAfterSeconds: number | null): Refused =>
  answer(503, 'unavailable', 'API keys cannot be checked at this moment.', {
    'Retry-After': String(retryAfterSeconds ?? 5),
  })

function answer(status: Refused['status'], code: string, detail: string, headers: Record<string, string>): Refused {
  const problem = { type: 'about:blank', title: TITLES[status], status, detail, code }
  return { status, headers: { 'Cache-Control': 'no-store', ...headers }, problem }
}

const challenge = (realm: string, parameters: Record<string, string>): string =>
  `Bearer ${Object.entries({ realm, ...parameters })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${value.replace(/["\\]/g, '')}"`)
    .join(', ')}`
