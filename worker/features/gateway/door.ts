import { RESERVED_ON_OWN_HOST } from '../../../contract/gateway.data.ts'
import { configOf } from '../../platform/env.ts'
import type { HotDoor } from '../../platform/http/hot-route.ts'
import { loadOnce } from '../../platform/lib/load-once.ts'
import { splitUrl } from '../../platform/lib/split-url.ts'
import { isGatewayHost } from './live/own-host.ts'

const proxy = loadOnce(() => import('./proxy/answer-call.ts'))

const BASE = '/gateway'

/** `/gateway` and everything below it. */
const isGatewayPath = (path: string): boolean =>
  path.startsWith(BASE) && (path.length === BASE.length || path.charCodeAt(BASE.length) === SLASH)
const SLASH = 47

/** Paths that are not the gateway's on a host of an organization either. */
const isReserved = (path: string): boolean =>
  RESERVED_ON_OWN_HOST.some((one) => path === `/${one}` || path.startsWith(`/${one}/`))

function isOwnHost(env: Env, host: string): boolean {
  try {
    return isGatewayHost(configOf(env), host)
  } catch {
    // The call itself is then answered with what is missing in the configuration.
    return false
  }
}

/** Calls to the gateway: below `/gateway`, or anywhere on a host of an organization. The proxy is loaded with the first one. */
export const gatewayCalls: HotDoor = {
  takes: (env, host, path) => (isOwnHost(env, host) ? !isReserved(path) : isGatewayPath(path)),
  handler: async (c) => {
    const { origin, host, path } = splitUrl(c.req.raw.url)
    const loaded = proxy()
    const { answerCall } = loaded instanceof Promise ? await loaded : loaded
    return answerCall(c, { origin, host, path, base: isOwnHost(c.env, host) ? '' : BASE })
  },
}
