import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { isGatewayHost } from '../live/own-host.ts'
import { ROUTES_KNOWN_MS } from '../live/routes-of.ts'
import { findOrganizationOfHost } from './host-store.ts'

/** From this age on a host is looked up again in the background, so that no call waits for it. */
const REFRESH_AFTER_MS = 1000
const MAX_KNOWN = 500

type HostDeps = Pick<Deps, 'db' | 'config' | 'waitUntil'>
type Known = { readAt: number; organizationId: string | null }

const known = new RecentMap<string, Known>(MAX_KNOWN)
const refreshing = new Set<string>()

/**
 * The organization whose gateway a host (with its port, if any) is; null for any other host, for most of them without I/O. The
 * answer is at most as old as the routes that an isolate uses: who removes a host waits as for a route.
 */
export function organizationOfHost(deps: HostDeps, host: string): string | null | Promise<string | null> {
  if (!isGatewayHost(deps.config, host)) return null
  const one = known.get(host)
  const now = Date.now()
  const age = one ? now - one.readAt : Number.POSITIVE_INFINITY
  if (!one || age < 0 || age >= ROUTES_KNOWN_MS) return read(deps, host)
  if (age >= REFRESH_AFTER_MS && !refreshing.has(host)) {
    refreshing.add(host)
    deps.waitUntil(
      read(deps, host)
        .catch((error: unknown) => reportError('a host of the gateway could not be looked up again', error))
        .finally(() => refreshing.delete(host)),
    )
  }
  return allowed(deps, host, one)
}

/** Forgets a host in this isolate, after a change. */
export function forgetHost(host: string): void {
  known.delete(host)
}

async function read(deps: HostDeps, host: string): Promise<string | null> {
  const readAt = Date.now()
  const one = { readAt, organizationId: await findOrganizationOfHost(deps.db, host) }
  const newest = known.get(host)
  if (newest && newest.readAt > readAt) return allowed(deps, host, newest)
  known.set(host, one)
  return allowed(deps, host, one)
}

/** The operator may have listed the host for another organization since it was claimed. */
const allowed = ({ config }: HostDeps, host: string, { organizationId }: Known): string | null =>
  organizationId !== null && isGatewayHost(config, host, organizationId) ? organizationId : null
