import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Problem } from '../../../contract/common.ts'
import type { LogReason, ProblemCode } from '../../../contract/outcomes.data.ts'
import { ConfigError } from '../env.ts'
import { type DomainError, Refusal, reasonOf } from '../errors.ts'
import { redactCredential, redactKeys } from '../lib/redact.ts'
import { reportError } from '../lib/report.ts'
import { type App, callOf } from './context.ts'

type Shape = {
  status: number
  code: ProblemCode
  title: string
  detail?: string
  errors?: Problem['errors']
  restartUrl?: string
}

/** The HTTP form of each error. The switch is exhaustive: a new kind does not compile until it has one. */
function shapeOf(error: DomainError): Shape {
  switch (error.kind) {
    case 'not_found':
      return { status: 404, code: 'not_found', title: `${error.what} not found` }
    case 'method_not_allowed':
      return {
        status: 405,
        code: 'method_not_allowed',
        title: 'Method not allowed',
        detail: `This path supports ${error.methods.join(', ')}.`,
      }
    case 'conflict':
      return { status: 409, code: error.code, title: 'Conflict', detail: error.detail }
    case 'gone':
      return {
        status: 410,
        code: error.code,
        title: 'Gone',
        detail: error.detail,
        ...(error.restartUrl === undefined ? {} : { restartUrl: error.restartUrl }),
      }
    case 'precondition_failed':
      return { status: 412, code: 'precondition_failed', title: 'Changed since it was read', detail: error.detail }
    case 'forbidden':
      return { status: 403, code: error.code, title: 'Not allowed', detail: error.detail }
    case 'unauthenticated':
      return { status: 401, code: error.code, title: 'Not signed in', detail: error.detail }
    case 'rate_limited':
      return { status: 429, code: error.code ?? 'rate_limited', title: 'Too many requests', detail: error.detail }
    case 'malformed':
      return { status: 400, code: error.code, title: 'Malformed request', detail: error.detail }
    case 'too_large':
      return { status: 413, code: 'too_large', title: 'Too large', detail: error.detail }
    case 'unsupported_media':
      return { status: 415, code: 'unsupported_media_type', title: 'Unsupported media type', detail: error.detail }
    case 'invalid':
      return {
        status: 422,
        code: error.code ?? 'invalid',
        title: 'Some fields are not valid',
        detail: error.errors.map((one) => (one.path ? `${one.path} ${one.message}` : one.message)).join('; '),
        errors: error.errors,
      }
    case 'upstream':
      return {
        status: error.status,
        code: error.code,
        title: error.status === 504 ? 'The upstream did not answer in time' : 'The upstream failed',
        detail: error.detail,
      }
    case 'no_route':
      return { status: 404, code: error.code, title: 'No such route', detail: error.detail }
    case 'unavailable':
      return { status: 503, code: error.code, title: 'Service unavailable', detail: error.detail }
  }
}

/** The status and the code of an error, where it is not answered by itself: in the log entry of a tool call. */
export function statusOf(error: DomainError): Pick<Shape, 'status' | 'code'> {
  const { status, code } = shapeOf(error)
  return { status, code }
}

function respond(
  c: Context<App>,
  shape: Shape,
  headers: Record<string, string> = {},
  reason: LogReason | null = null,
): Response {
  callOf(c).refused = { code: shape.code, reason }
  const body: Problem = {
    type: `urn:gatehouse:problem:${shape.code}`,
    title: shape.title,
    status: shape.status,
    ...(shape.detail === undefined ? {} : { detail: shape.detail }),
    code: shape.code,
    requestId: callOf(c).requestId,
    ...(shape.errors === undefined ? {} : { errors: shape.errors }),
    ...(shape.restartUrl === undefined ? {} : { restartUrl: shape.restartUrl }),
  }
  // The name of a field or a value may be an API key that was put in the wrong place. It must not be sent back.
  const text = redactCredential(JSON.stringify(body), callOf(c).credentialText)
  return new Response(redactKeys(text), {
    status: shape.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

/**
 * The challenge of a Bearer token (RFC 6750, section 3). It names the metadata of the resource (RFC 9728, section 5.1), so
 * that a client finds out where to get a token.
 */
function bearerChallenge(c: Context<App>, parameters: Record<string, string | undefined>): string {
  const { origin, pathname } = new URL(callOf(c).url)
  const [resource = ''] = /^\/(?:api\/v1|mcp|gateway\/[^/]+)(?=\/|$)/.exec(pathname) ?? []
  const all = { ...parameters, resource_metadata: `${origin}/.well-known/oauth-protected-resource${resource}` }
  const texts = Object.entries(all).flatMap(([name, value]) => (value ? [`${name}="${value}"`] : []))
  return `Bearer ${texts.join(', ')}`
}

function headersOf(c: Context<App>, error: DomainError): Record<string, string> {
  if (error.kind === 'method_not_allowed') return { allow: error.methods.join(', ') }
  // RFC 6750, section 3: without a credential there is no error code.
  if (error.kind === 'unauthenticated') {
    const parameters = {
      realm: 'gatehouse',
      error: error.credential ? 'invalid_token' : undefined,
      scope: callOf(c).needed.join(' '),
    }
    return { 'www-authenticate': bearerChallenge(c, parameters) }
  }
  if (error.kind === 'forbidden' && error.challenge) {
    const parameters = { realm: 'gatehouse', error: 'insufficient_scope', scope: error.challenge.join(' ') }
    return { 'www-authenticate': bearerChallenge(c, parameters) }
  }
  if (error.kind === 'rate_limited') {
    return error.retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(error.retryAfterMs / 1000)) }
  }
  if (error.kind === 'unavailable') return { 'retry-after': String(Math.ceil((error.retryAfterMs ?? 1000) / 1000)) }
  if (error.kind === 'unsupported_media' && error.acceptEncoding) return { 'accept-encoding': error.acceptEncoding }
  return {}
}

/** Problem details (RFC 9457) for a refusal. */
export function problem(c: Context<App>, error: DomainError): Response {
  return respond(c, shapeOf(error), headersOf(c, error), reasonOf(error))
}

/** Turns everything that a route throws into problem details. An unexpected error reveals no details. */
export function onError(error: Error, c: Context<App>): Response {
  if (error instanceof Refusal) return problem(c, error.error)
  if (error instanceof HTTPException) return problem(c, fromHono(error))
  if (error instanceof ConfigError) {
    console.error(error.message)
    return problem(c, {
      kind: 'unavailable',
      code: 'not_configured',
      detail: 'The configuration of this service is incomplete.',
    })
  }
  reportError(`unexpected error in ${callOf(c).requestId}`, error)
  return respond(c, { status: 500, code: 'internal', title: 'Internal error' })
}

/** Errors that Hono's validators throw before a schema is checked. */
function fromHono(error: HTTPException): DomainError {
  if (error.status === 415) {
    return { kind: 'unsupported_media', detail: 'Send the body as application/json.' }
  }
  if (error.status === 413) return { kind: 'too_large', detail: 'The body is too large.' }
  return { kind: 'malformed', code: 'malformed_json', detail: 'The body is not valid JSON.' }
}
