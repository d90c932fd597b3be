import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { NoQuery, Problem } from '../../../contract/common.ts'
import type { App } from './context.ts'
import { strictJsonBody } from './json-body.ts'
import { refuseAnyQuery } from './refuse-any-query.ts'
import { RememberingRouter } from './router.ts'
import { nameEnvironment, onInvalid } from './validation.ts'

/** A router of the API, as in manifests. */
export type ApiRouter = OpenAPIHono<App>

/** A router that validates requests by the schemas of the contract and documents routes from them. */
export function newRouter(): ApiRouter {
  const router = new OpenAPIHono<App>({ defaultHook: onInvalid, router: new RememberingRouter() })
  const { openapi } = router
  const mount: typeof openapi = (route, handler, hook) =>
    openapi(withScope(withStrictBody(withQuery(route))), handler, hook)
  return Object.assign(router, { openapi: mount })
}

/**
 * A route without query parameters refuses any query by a middleware, which is cheaper than a validator. A route whose query
 * has an `environment` narrows the actor to it, so that no handler has to.
 */
function withQuery<R extends RouteConfig>(route: R): R {
  const query = route.request?.query
  const after = (one: MiddlewareHandler<App>) => [route.middleware ?? [], one].flat()
  if (query === NoQuery) {
    return { ...route, middleware: after(refuseAnyQuery), request: { ...route.request, query: undefined } }
  }
  return query instanceof z.ZodObject && 'environment' in query.shape
    ? { ...route, middleware: after(nameEnvironment) }
    : route
}

/** A route with a body reads it strictly, after authentication. */
function withStrictBody<R extends RouteConfig>(route: R): R {
  if (route.request?.body === undefined) return route
  return { ...route, middleware: [route.middleware ?? [], strictJsonBody].flat() }
}

const BODY_RULES =
  'JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path.'

/** Adds the scope that a route's middleware requires, as an extension of the OpenAPI document. */
function withScope<R extends RouteConfig>(route: R): R {
  const scope = [route.middleware ?? []].flat().flatMap(scopeOf)[0]
  return scope === undefined ? route : { ...route, 'x-required-scope': scope }
}

const scopeOf = (middleware: object): string[] =>
  'scope' in middleware && typeof middleware.scope === 'string' ? [middleware.scope] : []

/** A required JSON body. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  description: BODY_RULES,
  required: true as const,
  content: { 'application/json': { schema } },
})

/** A JSON body that may be left out. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({
  description: BODY_RULES,
  required: false as const,
  content: { 'application/json': { schema } },
})

const refusal = {
  description: 'What went wrong, as problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
}

/** The answers of a route: the good one as JSON, every other as problem details. */
export const answers = <S extends 200 | 201 | 202, T extends z.ZodType>(status: S, schema: T, description: string) =>
  ({
    [status]: { description, content: { 'application/json': { schema } } },
    '4XX': refusal,
    '5XX': refusal,
  }) as { [K in S]: { description: string; content: { 'application/json': { schema: T } } } } & {
    '4XX': typeof refusal
    '5XX': typeof refusal
  }

export const noContent = (description: string) => ({ 204: { description }, '4XX': refusal, '5XX': refusal })
