import ipaddr from 'ipaddr.js'

export type Target = { ok: true; url: URL } | { ok: false; message: string }

export type TargetPolicy = {
  /** Local development, in which a receiver may run on the same machine. */
  local: boolean
  /** Hosts (with their port, if any) that lead to this Worker. */
  ownHosts: readonly string[]
  /** Origins in private networks that may be called nevertheless, as the operator listed them. */
  listedOrigins?: readonly string[]
}

/**
 * Top-level names that no public DNS serves: special-use names (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476),
 * names that ICANN reserves because private networks use them, and names that routers and clusters assign.
 */
const PRIVATE_NAMES = [
  ...['localhost', 'local', 'internal', 'arpa', 'test', 'invalid', 'onion', 'alt'],
  ...['lan', 'corp', 'home', 'mail', 'localdomain', 'domain', 'workgroup', 'intranet', 'private', 'svc', 'cluster'],
]
/** Globally routed IPv6 (RFC 4291). ipaddr.js knows the exceptions within it, except the last one. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
const NEWER_DOCUMENTATION = ipaddr.IPv6.parseCIDR('3fff::/20')

/**
 * Whether a URL may be called. The URL parser has already normalized every spelling of an IPv4 address (decimal, octal,
 * hex, shortened). Names are not resolved: a Worker cannot pin the answer of DNS.
 */
export function checkTarget(text: string, { local, ownHosts, listedOrigins = [] }: TargetPolicy): Target {
  const url = URL.parse(text)
  if (!url) return refused('must be a URL such as https://example.com/hooks')
  if (url.username !== '' || url.password !== '') return refused('must not contain a username or password')
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  if (ownHosts.some((own) => leadsTo(own, url, host))) return refused('must not point to Gatehouse itself')
  if (listedOrigins.includes(url.origin)) return { ok: true, url }
  if (local && isLoopback(host) && /^https?:$/.test(url.protocol)) return { ok: true, url }
  if (url.protocol !== 'https:') return refused('must start with https://')
  const literal = host.startsWith('[') ? host.slice(1, -1) : host
  if (ipaddr.isValid(literal)) {
    return isPublic(ipaddr.parse(literal)) ? { ok: true, url } : refused('must not be a private or reserved address')
  }
  if (host.startsWith('[') || !host.includes('.') || PRIVATE_NAMES.some((name) => host.endsWith(`.${name}`))) {
    return refused('must be a host that is reachable from the internet, not one in a private network')
  }
  return { ok: true, url }
}

/** The local machine has many names, so for it the port decides. */
function leadsTo(own: string, url: URL, host: string): boolean {
  if (own === url.host || own === host) return true
  const other = URL.parse(`http://${own}`)
  return other !== null && isLoopback(other.hostname) && isLoopback(host) && other.port === url.port
}

const refused = (message: string): Target => ({ ok: false, message })

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '[::1]') return true
  return ipaddr.IPv4.isValid(host) && ipaddr.IPv4.parse(host).range() === 'loopback'
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false
  if (address instanceof ipaddr.IPv4) return true
  return address.match(GLOBAL_V6) && !address.match(NEWER_DOCUMENTATION)
}
