import type { LiveRoute } from '../rows/live-routes-store.ts'
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts'

/** Headers that a route sets (text) or removes (null). */
export type HeaderRules = readonly (readonly [string, string | null])[]

/** Headers of a caller that an upstream would take for ours, for those of the edge, or for a proxy's. */
const DROPPED: ReadonlySet<string> = new Set([
  'authorization',
  'cdn-loop',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'true-client-ip',
  'via',
  'x-api-key',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-host',
  // Some frameworks take the path from these: it would be another one than we have matched.
  'x-original-url',
  'x-real-ip',
  'x-rewrite-url',
])
const DROPPED_PREFIXES = ['cf-', 'x-forwarded-', 'x-gatehouse-']
/** They would make another method of the one that the route takes. */
const METHOD_OVERRIDES: ReadonlySet<string> = new Set(['x-http-method', 'x-http-method-override', 'x-method-override'])

const SESSION_COOKIE = /^(?:__Host-|__Secure-)?gatehouse[._]/i

/** The cookies of a request without those of the dashboard; null if none are left. */
function otherCookies(header: string): string | null {
  const kept = header.split(';').filter((one) => !SESSION_COOKIE.test(one.trim()))
  return kept.length === 0 ? null : kept.join(';').trim()
}

/** Whether a caller's header is forwarded. Some servers do not distinguish `_` and `-`. */
function isForwarded(name: string, route: Pick<LiveRoute, 'methods'>): boolean {
  const plain = name.includes('_') ? name.replaceAll('_', '-') : name
  if (HOP_BY_HOP.has(plain) || DROPPED.has(plain) || DROPPED_PREFIXES.some((one) => plain.startsWith(one))) return false
  return !METHOD_OVERRIDES.has(plain) || route.methods.includes('*')
}

type Caller = {
  route: Pick<LiveRoute, 'methods'>
  headers: Headers
  rules: HeaderRules
  /** What we say ourselves. No header of a caller and no rule has one of these names. */
  own: Headers
  requestId: string
  /** Whether the caller's cookies are those of the dashboard's origin. */
  onDashboardOrigin: boolean
}

/** The headers of the request to the upstream. */
export function upstreamHeaders({ route, headers, rules, own, requestId, onDashboardOrigin }: Caller): Headers {
  const all = new Headers(own)
  const named = namedByConnection(headers)
  for (const [name, value] of headers) {
    if (named.has(name) || !isForwarded(name, route)) continue
    if (name === 'cookie') {
      const cookies = onDashboardOrigin ? null : otherCookies(value)
      if (cookies !== null) all.append(name, cookies)
    } else if (name !== 'referer' || !value.includes('api_key')) all.append(name, value)
  }
  for (const [name, value] of rules) {
    if (value === null) all.delete(name)
    else all.set(name, value)
  }
  all.set('X-Gatehouse-Request-Id', requestId)
  if (headers.get('upgrade')?.toLowerCase() === 'websocket') all.set('Upgrade', 'websocket')
  return all
}

/** Headers that we set, besides those with our prefixes. */
const OWN: ReadonlySet<string> = new Set(['forwarded', 'via'])

/** Whether a rule may set or remove a header of requests. */
export const mayRule = (name: string): boolean => {
  const lower = name.toLowerCase()
  if (HOP_BY_HOP.has(lower) || lower === 'host' || lower === 'content-length') return false
  return !OWN.has(lower) && !DROPPED_PREFIXES.some((one) => lower.startsWith(one))
}
