import type { Deps } from '../../../platform/deps.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../../platform/outbound/target-url.ts'

/** Where a route leads. `url`: for a service binding only its path matters. `service`: the binding, if it is one. */
export type Upstream = { ok: true; url: URL; service: Fetcher | null } | { ok: false; message: string }

const SERVICE = /^service:([A-Z][A-Z0-9_]{0,50})(\/.*)?$/s

const refused = (message: string): Upstream => ({ ok: false, message })

/**
 * What an upstream's identity is for: the origin of its URL, or `service:NAME`. The audience of signed identities.
 */
export function audienceOf(upstream: string): string {
  const [, name] = SERVICE.exec(upstream) ?? []
  return name === undefined ? (URL.parse(upstream)?.origin ?? '') : `service:${name}`
}

/**
 * The two parts of an upstream as they were written. `path`: with the parameters that it names, of which a URL would encode the
 * braces; without a slash at its end, empty for the root.
 */
export function splitUpstream(upstream: string): { origin: string; path: string } {
  const [, origin = upstream, path = ''] = /^(service:[^/]*|[a-z]+:\/\/[^/]+)(\/.*)?$/is.exec(upstream) ?? []
  return { origin, path: path.replace(/\/+$/, '') }
}

/** The path of an upstream, as `splitUpstream` has it. */
export const pathOfUpstream = (upstream: string): string => splitUpstream(upstream).path

/**
 * The URL or the service binding of an upstream, judged by the target policy: it has to be reachable by everybody, unless the
 * operator listed it (`GATEWAY_UPSTREAMS`), perhaps for this organization alone. At each call, because the list and our own
 * hosts may change. `message` completes "The upstream ...".
 */
export async function judgeUpstream(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'url' | 'serviceOf'>,
  organizationId: string,
  upstream: string,
): Promise<Upstream> {
  const listed = deps.config.gatewayUpstreams
    .filter((one) => one.organizationId === null || one.organizationId === organizationId)
    .map((one) => one.upstream)
  const [, name, path = '/'] = SERVICE.exec(upstream) ?? []
  if (name !== undefined) {
    const service = listed.includes(`service:${name}`) ? deps.serviceOf(name) : null
    if (!service) return refused('must be a service binding that the operator listed and bound (GATEWAY_UPSTREAMS)')
    const url = URL.parse(path, `https://${name.toLowerCase().replaceAll('_', '-')}.service.internal`)
    return url ? { ok: true, url, service } : refused('must have a valid path')
  }
  // The URL parser adds slashes that are missing, and drops those that are too many.
  if (!/^https?:\/\/[^/]/i.test(upstream)) return refused('must start with https:// and a host')
  const target = checkTarget(upstream, { ...(await targetPolicyOf(deps)), listedOrigins: listed })
  return target.ok ? { ...target, service: null } : target
}
