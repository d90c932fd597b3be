import type { HeaderRules } from '../../../../contract/gateway.ts'

/** Headers that belong to the connection (RFC 9110, section 7.6.1), or say how long or how encoded a body is. */
const CONNECTION = [
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
const CONNECTION_PREFIXES = ['proxy-', 'cf-', 'x-forwarded-', 'x-gatehouse-', 'sec-websocket-']

type Refused = { names: ReadonlySet<string>; prefixes: readonly string[] }

const OF_REQUESTS: Refused = {
  names: new Set([
    ...CONNECTION,
    'accept-encoding',
    'cdn-loop',
    'forwarded',
    'set-cookie',
    'true-client-ip',
    'via',
    'x-real-ip',
  ]),
  prefixes: [...CONNECTION_PREFIXES, 'sec-'],
}

const OF_ANSWERS: Refused = {
  names: new Set([
    ...CONNECTION,
    'alt-svc',
    'clear-site-data',
    'content-security-policy',
    'content-security-policy-report-only',
    'date',
    'location',
    'nel',
    'ratelimit',
    'ratelimit-policy',
    'report-to',
    'reporting-endpoints',
    'retry-after',
    'service-worker-allowed',
    'set-cookie',
    'strict-transport-security',
    'vary',
    'www-authenticate',
    'x-content-type-options',
    'x-request-id',
  ]),
  prefixes: [...CONNECTION_PREFIXES, 'access-control-'],
}

/**
 * Headers of a request that a tool's argument cannot set either: those that say who calls, how the message is sent, or that some
 * servers take for another path or method. The route's own rules may set them.
 */
const NO_ARGUMENT =
  /^(?:authorization|content-.*|cookie2?|x-api-key|x-http-method.*|x-method-override|x-original-.*|x-rewrite-.*)$/

const isRefused = ({ names, prefixes }: Refused, lower: string): boolean =>
  names.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix))

const MESSAGE = 'cannot be set or removed: Gatehouse does that, or it belongs to the connection'

/** Problems of header rules, by field; empty if all can be followed. */
export function headerRuleProblems(
  field: 'requestHeaders' | 'responseHeaders',
  rules: HeaderRules,
): { path: string; message: string }[] {
  const refused = field === 'requestHeaders' ? OF_REQUESTS : OF_ANSWERS
  const seen = new Set<string>()
  return Object.keys(rules).flatMap((name) => {
    const lower = name.toLowerCase()
    const path = `${field}.${name}`
    if (seen.has(lower)) return [{ path, message: 'is named twice' }]
    seen.add(lower)
    return isRefused(refused, lower) ? [{ path, message: MESSAGE }] : []
  })
}

/** Whether an argument of a tool may become this header of a request. */
export const isArgumentHeader = (name: string): boolean =>
  !isRefused(OF_REQUESTS, name.toLowerCase()) && !NO_ARGUMENT.test(name.toLowerCase())

/** Whether a test call may send this header: a caller could, and the upstream would get it. */
export const isTestHeader = (name: string): boolean => {
  const lower = name.toLowerCase()
  return lower === 'accept-encoding' || !isRefused(OF_REQUESTS, lower)
}
