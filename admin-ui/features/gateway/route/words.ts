import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { formatList } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

/** What words about a route need to know of it. */
export type Described = Pick<
  GatewayRoute,
  'prefix' | 'exact' | 'upstream' | 'methods' | 'scopes' | 'cost' | 'stripPrefix'
>

/** Stands for whatever a caller puts in the place of a parameter, or below the prefix. */
const SAMPLE = '5'

const filled = (text: string): string => text.replaceAll(/\{[A-Za-z_]\w*\}/g, SAMPLE)

/** The public path of a route without what follows its prefix: `/gateway/forum/posts`. */
export const publicPath = ({ prefix }: Pick<GatewayRoute, 'prefix'>): string =>
  prefix === '' ? '/gateway' : `/gateway/${prefix}`

/**
 * A text that is part of the path of each call to a route, for a search in the log. Calls on a host of the organization have no
 * `/gateway`. Empty for a prefix without a literal beginning.
 */
export const logPath = ({ prefix }: Pick<GatewayRoute, 'prefix'>): string => {
  const [literal = ''] = `/${prefix}`.split('/{')
  return literal === '/' ? '' : literal
}

/** The method that an example of a call uses: the first of the route, GET for one that takes any. */
export const sampleMethod = ({ methods: [first = '*'] }: Pick<GatewayRoute, 'methods'>): string =>
  first === '*' ? 'GET' : first

/** An example of a call to a route: where it goes, and where the gateway sends it. Parameters are filled in. */
export function sampleCall(route: Described, origin: string): { method: string; url: string; upstream: string } {
  const rest = route.exact ? '' : `/${SAMPLE}`
  const base = filled(route.upstream.trim()).replace(/\/+$/, '')
  const kept = route.stripPrefix || route.prefix === '' ? '' : `/${filled(route.prefix)}`
  return {
    method: sampleMethod(route),
    url: `${origin}${filled(publicPath(route))}${rest}`,
    upstream: `${base}${kept}${rest}`,
  }
}

/** What a caller of a route needs and what a call costs, as a clause: "needs posts:read, costs 1". */
export const termsText = ({ scopes, cost }: Pick<GatewayRoute, 'scopes' | 'cost'>): string =>
  scopes.length === 0
    ? m.gateway_terms_open({ count: cost })
    : m.gateway_terms({ scopes: formatList([...scopes]), count: cost })

/** A command that calls a route. The caller fills in the key. */
export function sampleCommand(route: Described, origin: string): string {
  const { method, url } = sampleCall(route, origin)
  const body = method === 'GET' || method === 'HEAD' || method === 'DELETE' || method === 'OPTIONS'
  return [
    `curl ${method === 'GET' ? '' : method === 'HEAD' ? '-I ' : `-X ${method} `}'${url}'`,
    `-H 'Authorization: Bearer <your API key>'`,
    ...(body ? [] : [`-H 'Content-Type: application/json'`, `--data-raw '{}'`]),
  ].join(' \\\n  ')
}
