import { type DomainError, reasonOf } from '../../../platform/errors.ts'
import { type AppContext, callOf } from '../../../platform/http/context.ts'
import { rateLimitHeaders } from '../../../platform/http/rate-limit-headers.ts'
import { hasTransportHeader, TRANSPORT_HEADER } from '../../../platform/http/reply.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import type { BodyEnd } from './answer-body.ts'
import { varyByOrigin } from './cors.ts'
import { type Forwarded, failureOf } from './forward.ts'
import type { Tap } from './tap.ts'

/** Nobody reads it: the status that stands in the log for a caller who left before the answer. */
const CLIENT_LEFT = 499

/** The answer of an upstream with the headers of every answer of ours. Its log entry is written when the body has ended. */
export function passOn(c: AppContext, { cors }: LiveRoute, forwarded: Forwarded, tap: Tap | null): Response {
  const call = callOf(c)
  const { response, done } = forwarded
  call.hasAllHeaders = true
  const end = (how: BodyEnd) => ({
    failure: failureOf(forwarded, how),
    bodies: tap?.bodies(response.headers) ?? null,
  })
  call.exchange = {
    waitedMs: Date.now() - call.startedAt,
    ended: done instanceof Promise ? done.then(end) : end(done),
  }
  if (response.status === 101) return response
  const { headers } = response
  headers.set('X-Request-Id', call.requestId)
  for (const [name, value] of Object.entries(rateLimitHeaders(call.limits))) headers.set(name, value)
  if (hasTransportHeader(c.env)) headers.set(...TRANSPORT_HEADER)
  for (const [name, value] of call.answerHeaders) headers.set(name, value)
  if (cors) varyByOrigin(headers)
  return response
}

/** What is left of a call whose caller has gone before the upstream answered. */
export function leftBeforeAnswer(c: AppContext, error: DomainError): Response {
  callOf(c).refused = { code: 'client_left', reason: reasonOf(error) }
  return new Response(null, { status: CLIENT_LEFT })
}
