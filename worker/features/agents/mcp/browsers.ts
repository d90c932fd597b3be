import { type Config, configOf } from '../../../platform/env.ts'
import { forbidden } from '../../../platform/errors.ts'
import type { AppContext } from '../../../platform/http/context.ts'

const EXPOSED = [
  'WWW-Authenticate',
  'Mcp-Session-Id',
  'Mcp-Protocol-Version',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
].join(', ')

const KNOWN_HEADERS = ['authorization', 'x-api-key', 'content-type', 'accept', 'last-event-id']
const isAllowedHeader = (name: string): boolean => KNOWN_HEADERS.includes(name) || /^mcp-[a-z0-9-]{1,100}$/.test(name)

/**
 * Whether pages of an origin may call the endpoint: those of hosts that the operator configured, and of `MCP_ORIGINS`. It is never
 * compared with the host of the request: a page whose name was made to lead here would name that host itself (DNS rebinding).
 */
export function isAllowedOrigin({ local, ownHosts, gatewayHosts, mcpOrigins }: Config, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  if (url.origin !== origin || !/^https?:$/.test(url.protocol)) return false
  if (local && /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) return true
  if (mcpOrigins.includes(origin) || mcpOrigins.includes('*')) return true
  const isOurs = ownHosts.includes(url.host) || gatewayHosts.some(({ host }) => host === url.host)
  return isOurs && (local || url.protocol === 'https:')
}

/**
 * Pages of other origins. A preflight is answered before authentication, because it bears no credential; every answer to an
 * allowed page can be read by it, also a refusal. A page of any other origin is refused.
 */
export async function answerBrowsers(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
  const origin = c.req.header('origin')
  if (origin !== undefined && !isAllowedOrigin(configOf(c.env), origin)) {
    throw forbidden('origin_mismatch', 'Pages of this origin may not call the MCP endpoint.')
  }
  if (origin !== undefined && c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
    return preflight(c, origin)
  }
  await next()
  const { headers } = c.res
  headers.append('Vary', 'Origin')
  if (origin === undefined) return undefined
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Expose-Headers', EXPOSED)
  return undefined
}

function preflight(c: AppContext, origin: string): Response {
  const asked = (c.req.header('access-control-request-headers') ?? '').toLowerCase().split(',')
  const allowed = asked.map((name) => name.trim()).filter(isAllowedHeader)
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': allowed.join(', '),
      'Access-Control-Max-Age': '600',
      Vary: 'Origin, Access-Control-Request-Headers',
    },
  })
}
