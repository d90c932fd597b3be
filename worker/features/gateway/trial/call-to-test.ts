import type { RouteMethod } from '../../../../contract/gateway.data.ts'
import { parametersOf } from '../../../../contract/gateway.data.ts'
import type { TestGatewayRoute } from '../../../../contract/gateway.ts'
import { invalid } from '../../../platform/errors.ts'
import { isTestHeader } from '../headers/header-rules.ts'
import { compileRoutes } from '../match/compile.ts'
import { matchRoute } from '../match/match.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'

/** What a caller would send to a route, and what matching says of it. */
export type CallToTest = {
  method: string
  /** The path below `/gateway`. */
  path: string
  search: string
  headers: Headers
  body: string | null
  params: ReadonlyMap<string, string>
  rest: string
}

const BODILESS = ['GET', 'HEAD']

/** The method of a test call that names none: one of the route, GET if it takes that. */
const usualMethod = (methods: readonly RouteMethod[]): string => {
  const [first = '*'] = methods
  return methods.includes('GET') || first === '*' ? 'GET' : first
}

/**
 * The call of a test, as the gateway would match it. `routes`: all of the organization.
 *
 * @throws `invalid` for a call that would not go to this route, by field
 */
export function callToTest(route: LiveRoute, routes: readonly LiveRoute[], input: TestGatewayRoute): CallToTest {
  const method = input.method ?? usualMethod(route.methods)
  const [beforeFragment = ''] = input.path.split('#', 1)
  const at = beforeFragment.indexOf('?')
  const below = at === -1 ? beforeFragment : beforeFragment.slice(0, at)
  const search = at === -1 ? '' : beforeFragment.slice(at)
  const path = `/${filled(route.prefix, input.params)}${below === '' || below.startsWith('/') ? below : `/${below}`}`
  const match = matchRoute(compileRoutes(routes), method, path)
  if (match.kind === 'refused') throw invalid('path', match.why)
  if (match.kind === 'none') throw invalid('path', 'must be empty: the route takes no path below its own')
  if (match.kind === 'method') throw invalid('method', `must be one that the route takes: ${match.methods.join(', ')}`)
  if (match.route.id !== route.id) {
    throw invalid('path', `belongs to the route ${match.route.name}, whose prefix is more specific`)
  }
  if (input.body !== null && BODILESS.includes(method)) throw invalid('body', `must be null for ${method}`)
  const { params, rest } = match
  return { method, path, search, headers: headersOf(input), body: input.body, params, rest }
}

function filled(prefix: string, params: Readonly<Record<string, string>>): string {
  const names = parametersOf(prefix)
  const unknown = Object.keys(params).find((name) => !names.includes(name))
  if (unknown !== undefined) throw invalid(`params.${unknown}`, 'is not a parameter of the prefix')
  const missing = names.find((name) => !Object.hasOwn(params, name) || params[name] === '')
  if (missing !== undefined) throw invalid(`params.${missing}`, 'must not be empty: the prefix has this parameter')
  return prefix.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent((params[name] ?? '').toWellFormed()))
}

function headersOf({ headers, body }: TestGatewayRoute): Headers {
  const refused = Object.keys(headers).find((name) => !isTestHeader(name))
  if (refused !== undefined) {
    throw invalid(`headers.${refused}`, 'cannot be sent: Gatehouse sets or removes it, or it belongs to the connection')
  }
  const sent = new Headers(headers)
  // So that the answer can be shown.
  sent.set('accept-encoding', 'identity')
  if (body !== null && !sent.has('content-type')) sent.set('content-type', typeOf(body))
  return sent
}

function typeOf(body: string): string {
  try {
    JSON.parse(body)
    return 'application/json'
  } catch {
    return 'text/plain;charset=UTF-8'
  }
}
