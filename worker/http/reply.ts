import type { Context } from 'hono'
import type { TypedResponse } from 'hono/types'
import type { App } from './context.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'

/** What every answer of the API bears, beside its request id. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

/**
 * A JSON answer. To a key, its headers go out in one piece: on the warm path each header set by itself costs as much as
 * the decision about the call. To a session, which may get cookies on the way, it is built as Hono does.
 */
export function reply<T, S extends 200 | 201>(
  c: Context<App>,
  body: T,
  status: S,
  headers: Record<string, string> = {},
): Response & TypedResponse<T, S, 'json'> {
  const text = JSON.stringify(body)
  if (c.get('actor')?.type !== 'api_key') {
    const answer: Response = c.body(text, status, { 'Content-Type': 'application/json', ...headers })
    return answer as TypedAnswer<T, S>
  }
  c.set('dressed', true)
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': c.get('requestId'),
      ...COMMON_HEADERS,
      ...rateLimitHeaders(c.get('limits') ?? []),
      ...headers,
    },
  }) as TypedAnswer<T, S>
}

type TypedAnswer<T, S extends 200 | 201> = Response & TypedResponse<T, S, 'json'>
