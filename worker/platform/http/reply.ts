import type { Context } from 'hono'
import type { TypedResponse } from 'hono/types'
import { type App, callOf } from './context.ts'
import { RATE_LIMIT_HEADERS, rateLimitHeaders } from './rate-limit-headers.ts'

/** Headers of every answer of the API, besides its request id. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

/** Tells browsers to use TLS only for a year (RFC 6797). Not sent locally, where there is no TLS. */
export const TRANSPORT_HEADER = ['Strict-Transport-Security', 'max-age=31536000'] as const

/** Whether this Worker is reached over TLS. */
export const hasTransportHeader = (env: Pick<Env, 'GATEHOUSE_ENV'>): boolean => env.GATEHOUSE_ENV !== 'local'

/**
 * A JSON answer. For a key, an access token, and the sender of an incoming webhook, most headers are built once and reused: on the
 * hot path a header costs as much as the decision about the call. For a session, which may also get cookies, Hono builds the answer.
 */
export function reply<T, S extends 200 | 201 | 202>(
  c: Context<App>,
  body: T,
  status: S,
  headers: Record<string, string> = {},
): Response & TypedResponse<T, S, 'json'> {
  const text = JSON.stringify(body)
  const { actor, logOwner } = callOf(c)
  if (actor?.type !== 'api_key' && actor?.type !== 'oauth_token' && logOwner?.type !== 'incoming') {
    const answer: Response = c.body(text, status, { 'Content-Type': 'application/json', ...headers })
    return answer as TypedAnswer<T, S>
  }
  callOf(c).hasAllHeaders = true
  return new Response(text, { status, headers: keyHeaders(c, headers) }) as TypedAnswer<T, S>
}

const common = new Headers({ 'Content-Type': 'application/json', ...COMMON_HEADERS })
/** Whether `common` has the TLS header, which is the same for all calls of an isolate. */
let isTransportKnown = false
/** The rate limit headers that `common` has now. */
const set: { [name in (typeof RATE_LIMIT_HEADERS)[number]]?: string | undefined } = {}

/** The headers of an answer to a key. Valid until the next call, because a Response copies them. */
function keyHeaders(c: Context<App>, more: Record<string, string>): Headers {
  common.set('X-Request-Id', callOf(c).requestId)
  if (!isTransportKnown) {
    isTransportKnown = true
    if (hasTransportHeader(c.env)) common.set(...TRANSPORT_HEADER)
  }
  const limits = rateLimitHeaders(callOf(c).limits)
  for (const name of RATE_LIMIT_HEADERS) {
    const value = limits[name]
    // The policy of a key rarely changes between calls.
    if (value === set[name]) continue
    if (value === undefined) common.delete(name)
    else common.set(name, value)
    set[name] = value
  }
  const others = Object.entries(more)
  if (others.length === 0) return common
  const own = new Headers(common)
  for (const [name, value] of others) own.set(name, value)
  return own
}

type TypedAnswer<T, S extends 200 | 201 | 202> = Response & TypedResponse<T, S, 'json'>
