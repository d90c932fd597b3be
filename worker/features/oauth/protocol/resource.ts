import { type HostConfig, isGatewayHost } from '../../../platform/own-host.ts'

/** Paths of this installation that tokens can be for, besides the whole origin. */
const RESOURCE_PATHS = /^(|\/api\/v1|\/mcp|\/gateway\/[A-Za-z0-9][A-Za-z0-9._~-]{0,99})\/?$/
/** The same at a host of an organization: its MCP endpoint, and what its routes begin with. */
const OWN_HOST_PATHS = /^(|\/[A-Za-z0-9][A-Za-z0-9._~-]{0,99})\/?$/
const MAX_RESOURCE = 300

/** The issuer of an installation: the origin at which it was reached, without a slash at the end. */
export const issuerOf = (url: string): string => new URL(url).origin

/** No host is one of an organization. */
export const NO_HOSTS: HostConfig = { local: false, gatewayHosts: [] }

/**
 * A resource indicator (RFC 8707) in the form in which resources are compared: only an empty path equals "/". Null if it
 * is not a resource of this installation: at the origin of `url`, or at a host that organizations can claim (`hosts`).
 */
export function resourceOf(text: string, url: string, hosts: HostConfig = NO_HOSTS): string | null {
  // The URL parser would take spaces and control characters out.
  if (/[^\x21-\x7e]/.test(text)) return null
  if (text.length > MAX_RESOURCE || text.includes('#') || text.includes('?') || !URL.canParse(text)) return null
  const { origin, protocol, host, pathname, username, password } = new URL(text)
  if (username !== '' || password !== '') return null
  const isOwnHost = isGatewayHost(hosts, host)
  if (isOwnHost ? protocol !== new URL(url).protocol : origin !== issuerOf(url)) return null
  if (!(isOwnHost ? OWN_HOST_PATHS : RESOURCE_PATHS).test(pathname)) return null
  return pathname === '/' ? origin : origin + pathname
}

/**
 * The authorization server for a resource at `url`. The consent page is a page of the dashboard, which a host of an organization
 * does not have, so it is at the first of the operator's hosts (PUBLIC_HOSTS), if there is one.
 */
export function authorizationServerOf(url: string, config: HostConfig & { ownHosts: readonly string[] }): string {
  const { protocol, host } = new URL(url)
  const [first] = config.ownHosts
  return first !== undefined && isGatewayHost(config, host) ? `${protocol}//${first}` : issuerOf(url)
}
