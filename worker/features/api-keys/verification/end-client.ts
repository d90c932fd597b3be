import type { VerifyApiKey } from '../../../../contract/api-keys.ts'
import { redactCredential } from '../../../platform/lib/redact.ts'
import { routeOf } from '../../../platform/lib/route-of.ts'
import { redactLine } from '../../../platform/redaction/redact-line.ts'
import type { LoggedCall } from '../../../platform/request-log/log-call.ts'

/** The call of an end client, as the log shows it. */
export type EndClient = Pick<LoggedCall, 'endpoint' | 'route' | 'method' | 'ip' | 'country' | 'userAgent' | 'reported'>

/**
 * The endpoint where a backend verified a key: the log shows it if the backend does not report what its client called.
 */
export type AskedAt = { endpoint: string; method: string }

/**
 * The end client's call as its backend describes it. Nothing of the backend's own request is used for the client: what
 * the backend does not report stays unknown. Secrets are redacted before the route is derived from the path.
 */
export function endClientOf(input: VerifyApiKey, askedAt: AskedAt): EndClient {
  const { key, ip = null, country, userAgent } = input
  const reported = input.endpoint !== undefined
  const endpoint = reported ? redactLine(redactCredential(pathOf(input.endpoint ?? ''), key)) : askedAt.endpoint
  return {
    endpoint,
    route: reported ? routeOf(endpoint) : askedAt.endpoint,
    method: (input.method ?? askedAt.method).toUpperCase(),
    ip,
    country: country?.toUpperCase() ?? null,
    userAgent: userAgent ? redactCredential(userAgent, key) : null,
    ...(reported && { reported }),
  }
}

/** The path of a path or URL, without its query. */
function pathOf(text: string): string {
  const path = text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '')
  return path.startsWith('/') ? path : `/${path}`
}
