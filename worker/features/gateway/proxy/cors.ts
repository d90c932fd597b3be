import type { LiveRoute } from '../rows/live-routes-store.ts'

type Header = readonly [string, string]
type Cors = NonNullable<LiveRoute['cors']>

/** What pages need to send for a credential and a body, whatever a route names. */
const ALWAYS_ALLOWED = ['authorization', 'x-api-key', 'content-type']
/** What pages may always read: limits, and how to find an entry of the log or a token. */
const ALWAYS_EXPOSED = 'RateLimit-Policy, RateLimit, Retry-After, X-Request-Id, WWW-Authenticate'
const MAX_AGE_SECONDS = 600

const isAllowed = ({ origins }: Cors, origin: string): boolean => origins.includes('*') || origins.includes(origin)

/**
 * The CORS headers of an answer (fetch standard, section 3.3). `cors`: of the route; null: it names no origins; undefined: it is
 * not known which route it would be, so the answer is one of ours, which contains nothing that a page must not read.
 */
export function corsHeaders(cors: Cors | null | undefined, origin: string | null): Header[] {
  if (cors === null || origin === null) return []
  if (cors !== undefined && !isAllowed(cors, origin)) return []
  const exposed = [ALWAYS_EXPOSED, ...(cors?.exposedHeaders ?? [])].join(', ')
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Expose-Headers', exposed],
  ]
}

/** Whether a request asks if a page may send another one (fetch standard, section 3.2.2). */
export const isPreflight = (method: string, headers: Headers): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')

/**
 * The answer to a preflight. It has no credential, so at `/gateway` the organization, and with it the route, is unknown
 * (`undefined`): any page may ask, because the call itself needs a credential, and its answer says which pages may read it.
 */
export function preflightHeaders(
  cors: Cors | null | undefined,
  methods: readonly string[],
  headers: Headers,
): Header[] {
  const origin = headers.get('origin') ?? ''
  const asked = headers.get('access-control-request-method') ?? ''
  const vary: Header = ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers']
  if (cors === null || (cors !== undefined && !isAllowed(cors, origin))) return [vary]
  const named = cors && cors.methods.length > 0 ? cors.methods : methods
  const isAny = cors === undefined || named.includes('*')
  const allowed = isAny ? [asked] : named
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Methods', allowed.join(', ')],
    ['Access-Control-Allow-Headers', allowedHeaders(cors, headers.get('access-control-request-headers') ?? '')],
    ['Access-Control-Max-Age', String(cors?.maxAgeSeconds ?? MAX_AGE_SECONDS)],
    vary,
  ]
}

/** Of the headers that a page asks for, those that it may send. */
function allowedHeaders(cors: Cors | undefined, asked: string): string {
  const names = asked.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  if (!cors || cors.headers.length === 0) return [...new Set([...ALWAYS_ALLOWED, ...names])].join(', ')
  return [...new Set([...ALWAYS_ALLOWED, ...cors.headers.map((one) => one.toLowerCase())])].join(', ')
}

/** Names `Origin` in `Vary` exactly once, besides what it names already. */
export function varyByOrigin(headers: Headers): void {
  const names = (headers.get('vary') ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  if (names.includes('*')) return
  const others = names.filter((name) => name.toLowerCase() !== 'origin')
  headers.set('Vary', [...others, 'Origin'].join(', '))
}
