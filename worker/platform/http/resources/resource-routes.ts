import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { EnvironmentQuery } from '../../../../contract/api-keys.ts'
import { NoBody, NoQuery } from '../../../../contract/common.ts'
import { requires } from '../caller/authenticate.ts'
import { answers, jsonBody, noContent, optionalBody } from '../openapi.ts'
import { IdempotencyHeader } from './idempotency.ts'

type Resource<Path extends string, Id extends z.ZodType, Item extends z.ZodType> = {
  tag: string
  /** The path of its list. One item is at `<path>/{id}`. */
  path: Path
  /** Its scopes are `<resource>:read` and `<resource>:write`. */
  resource: string
  id: Id
  item: Item
  /** What summaries call an item: `{ noun: 'key', one: 'a key', many: 'keys' }`. */
  names: { noun: string; one: string; many: string }
}

/** The route definitions that most resources have in common. Each is used in a routes.ts, beside its handler. */
export function resourceRoutes<Path extends string, Id extends z.ZodType, Item extends z.ZodType>({
  tag,
  path,
  resource,
  id,
  item,
  names: { noun, one, many },
}: Resource<Path, Id, Item>) {
  const tags = [tag]
  const read = { tags, middleware: requires(`${resource}:read`) }
  const write = { tags, middleware: requires(`${resource}:write`) }
  const params = z.object({ id })
  const itself = `${path}/{id}` as const
  const asItStands = `The ${noun} as it now stands`

  return {
    tags,
    /** Tags and middleware for other routes of the resource: one that reads, and one that writes. */
    read,
    write,
    params,

    list: <Query extends z.ZodObject, Page extends z.ZodType>(query: Query, page: Page) =>
      createRoute({
        method: 'get',
        path,
        summary: `List ${many}`,
        ...read,
        request: { query },
        responses: answers(200, page, `A page of ${many}`),
      }),

    create: <Body extends z.ZodType, Made extends z.ZodType>(body: Body, made: Made, description: string) =>
      createRoute({
        method: 'post',
        path,
        summary: `Create ${one}`,
        ...write,
        request: { query: NoQuery, headers: IdempotencyHeader, body: jsonBody(body) },
        responses: answers(201, made, description),
      }),

    bulk: <Body extends z.ZodType, Result extends z.ZodType>(body: Body, result: Result) =>
      createRoute({
        method: 'post',
        path: `${path}/bulk`,
        summary: `Do one thing to up to 100 ${many}`,
        ...write,
        request: { query: EnvironmentQuery, body: jsonBody(body) },
        responses: answers(200, result, `What became of each ${noun}`),
      }),

    one: () =>
      createRoute({
        method: 'get',
        path: itself,
        summary: `Read ${one}`,
        ...read,
        request: { params, query: EnvironmentQuery },
        responses: answers(200, item, `The ${noun}`),
      }),

    /** PUT is accepted wherever PATCH is. */
    change: <Method extends 'patch' | 'put', Body extends z.ZodType>(method: Method, body: Body) =>
      createRoute({
        method,
        path: itself,
        summary: `Change settings of ${one}`,
        ...write,
        request: { params, query: EnvironmentQuery, body: jsonBody(body) },
        responses: answers(200, item, asItStands),
      }),

    remove: (description: string) =>
      createRoute({
        method: 'delete',
        path: itself,
        summary: `Delete ${one} for good`,
        ...write,
        request: { params, query: EnvironmentQuery, body: optionalBody(NoBody) },
        responses: noContent(description),
      }),

    /** A POST to `<path>/{id}/<name>` without a body, which answers the item. */
    action: <Name extends string>(name: Name, summary: string, description = asItStands) =>
      createRoute({
        method: 'post',
        path: `${itself}/${name}`,
        summary,
        ...write,
        request: { params, query: EnvironmentQuery, body: optionalBody(NoBody) },
        responses: answers(200, item, description),
      }),
  }
}
