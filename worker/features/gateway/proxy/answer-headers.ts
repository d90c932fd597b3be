import type { LiveRoute } from '../rows/live-routes-store.ts'
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts'
import { type PublicPlace, publicLocation, publicRefresh } from './location.ts'
import type { Place } from './upstream-address.ts'

/** What only we say about an answer. The route decides about CORS; the edge speaks the protocols that we offer. */
const REPLACED: ReadonlySet<string> = new Set([
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-allow-private-network',
  'access-control-expose-headers',
  'access-control-max-age',
  'alt-svc',
  'cdn-cache-control',
  'cloudflare-cdn-cache-control',
  'ratelimit',
  'ratelimit-policy',
  'strict-transport-security',
  'surrogate-control',
  'x-request-id',
])
/** What would reach beyond the answer, to the dashboard at the same origin. */
const NOT_ON_DASHBOARD: ReadonlySet<string> = new Set([
  'accept-ch',
  'clear-site-data',
  'nel',
  'origin-agent-cluster',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
])

/** No shared cache may keep an answer to a credential that it does not know: `X-API-Key` says nothing to it. */
function privateCacheControl(value: string): string {
  if (!/public|s-maxage/i.test(value)) return value
  const kept = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => !/^(?:public|private|s-maxage\s*=.*)$/i.test(one))
  return ['private', ...kept].join(', ')
}

type About = {
  route: Pick<LiveRoute, 'responseHeaders'>
  place: Place
  to: PublicPlace
  onDashboardOrigin: boolean
}

/** The headers of an upstream's answer as the caller gets them. */
export function answerHeaders(from: Headers, { route, place, to, onDashboardOrigin }: About): Headers {
  const named = namedByConnection(from)
  const headers = new Headers()
  for (const [name, value] of from) {
    if (HOP_BY_HOP.has(name) || REPLACED.has(name) || named.has(name)) continue
    if (onDashboardOrigin && NOT_ON_DASHBOARD.has(name)) continue
    headers.append(name, rewritten(name, value, place, to))
  }
  for (const [name, value] of Object.entries(route.responseHeaders)) {
    if (!mayRuleAnswer(name.toLowerCase(), onDashboardOrigin)) continue
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  if (onDashboardOrigin) {
    // A second policy only restricts more, so the upstream cannot widen it.
    headers.append('Content-Security-Policy', 'sandbox')
    headers.set('X-Content-Type-Options', 'nosniff')
  }
  return headers
}

function rewritten(name: string, value: string, place: Place, to: PublicPlace): string {
  switch (name) {
    case 'location':
    case 'content-location':
      return publicLocation(value, place, to)
    case 'refresh':
      return publicRefresh(value, place, to)
    case 'cache-control':
      return privateCacheControl(value)
    default:
      return value
  }
}

const mayRuleAnswer = (name: string, onDashboardOrigin: boolean): boolean =>
  !HOP_BY_HOP.has(name) &&
  !REPLACED.has(name) &&
  name !== 'content-length' &&
  name !== 'content-encoding' &&
  !(onDashboardOrigin && NOT_ON_DASHBOARD.has(name))
