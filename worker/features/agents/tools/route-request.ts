import { Refusal } from '../../../platform/errors.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import type { ToolRoute } from '../../gateway/live/tools-of.ts'
import { placeOf } from '../../gateway/tools/place-of.ts'
import { inQuery } from './query-style.ts'

/** A request to a route: `path` is the public one below the base of the gateway, `search` is empty or begins with `?`. */
export type RouteRequest = { method: string; path: string; search: string; headers: Headers; body: string | null }

/** Longer URLs are refused by many servers, and by our own client. */
const MAX_SEARCH = 12_000
const BODILESS = ['GET', 'HEAD']
/** Headers that say who calls, or how the message is sent. The proxy drops most of them, too. */
const REFUSED_HEADER =
  /^(?:accept-encoding|authorization|connection|content-.*|cookie2?|expect|forwarded|host|keep-alive|te|trailer|transfer-encoding|upgrade|via|x-api-key|x-http-method.*|x-method-override|x-original-.*|x-rewrite-.*|(?:cf|proxy|sec|x-forwarded|x-gatehouse)-.*)$/i

const invalidArgument = (path: string, message: string) => new Refusal({ kind: 'invalid', errors: [{ path, message }] })

/** The method of a route that is a tool: it has one. */
export const methodOf = ({ methods }: ToolRoute['route']): string => {
  const [method = 'GET'] = methods
  return method === '*' ? 'POST' : method
}

/**
 * The request that a tool's arguments make.
 *
 * @throws Refusal `invalid`, naming the argument, for a value that cannot stand in its place
 */
export function requestOf(one: ToolRoute, input: JsonObject): RouteRequest {
  const { route, tool } = one
  const method = methodOf(route)
  const headers = new Headers({ accept: 'application/json, text/*;q=0.9, */*;q=0.1', 'accept-encoding': 'identity' })
  const params = new Map<string, string>()
  const query: string[] = []
  const body: [string, Json][] = []
  for (const [argument, value] of Object.entries(input)) {
    const place = placeOf(route, tool, argument)
    switch (place.in) {
      case 'path':
        params.set(place.name, segmentOf(argument, value))
        break
      case 'query':
        query.push(...inQuery(place.name, value, place))
        break
      case 'header':
        if (value !== null) headers.set(...headerOf(argument, place.name, value))
        break
      case 'body':
        body.push([place.name, value])
    }
  }
  const path = route.prefix.replaceAll(/\{([A-Za-z_]\w*)\}/g, (_, name: string) => {
    const segment = params.get(name)
    if (segment === undefined) throw invalidArgument(name, 'is required: the path needs it')
    return segment
  })
  const search = query.length === 0 ? '' : `?${query.join('&')}`
  if (search.length > MAX_SEARCH) throw invalidArgument('arguments', 'are too long for a query')
  const hasBody = !BODILESS.includes(method) && (body.length > 0 || mayHaveBody(one))
  if (hasBody) headers.set('content-type', 'application/json')
  return {
    method,
    path: path === '' ? '' : `/${path}`,
    search,
    headers,
    body: hasBody ? JSON.stringify(Object.fromEntries(body)) : null,
  }
}

/** Whether any argument of the tool goes to the body. */
function mayHaveBody({ route, tool }: ToolRoute): boolean {
  const { properties } = tool.inputSchema
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return false
  return Object.keys(properties).some((argument) => placeOf(route, tool, argument).in === 'body')
}

/** One segment of a path. A server may decode an encoded slash, so a value that contains one would lead to another resource. */
function segmentOf(argument: string, value: Json): string {
  const items = Array.isArray(value) ? value : [value]
  if (items.some((one) => one === null || typeof one === 'object')) {
    throw invalidArgument(argument, 'must be a text, a number, true or false: it is a part of the path')
  }
  const text = items.map(String).join(',')
  if (text === '' || text === '.' || text === '..') throw invalidArgument(argument, 'must not be empty, . or ..')
  if (/[/\\\0]/.test(text) || !text.isWellFormed()) {
    throw invalidArgument(argument, 'must not contain a slash, a backslash or NUL: it is a part of the path')
  }
  return encodeURIComponent(text)
}

function headerOf(argument: string, name: string, value: Json): [string, string] {
  if (REFUSED_HEADER.test(name) || !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
    throw invalidArgument(argument, 'goes to a header that a tool cannot set')
  }
  const items = Array.isArray(value) ? value : [value]
  if (items.some((one) => one === null || typeof one === 'object')) {
    throw invalidArgument(argument, 'must be a text, a number, true or false: it is a header')
  }
  const text = items.map(String).join(', ')
  if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) {
    throw invalidArgument(argument, 'must be visible ASCII characters: it is a header')
  }
  return [name, text]
}
