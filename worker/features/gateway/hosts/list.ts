import type { GatewayHosts } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { isGatewayHost } from '../live/own-host.ts'
import { claimedAmong, listHostsOf } from './host-store.ts'
import { presentHost } from './present.ts'

/** The hosts of the organization, and those that the operator listed for it and nobody has claimed. */
export async function listHosts(deps: Deps, actor: Actor): Promise<GatewayHosts> {
  requireScope(actor, 'gateway:read')
  const { db, config } = deps
  const organizationId = actor.organization.id
  const listed = config.gatewayHosts
    .map(({ host }) => host)
    .filter((host) => isGatewayHost(config, host, organizationId))
  const [rows, claimed] = await Promise.all([listHostsOf(db, organizationId), claimedAmong(db, listed)])
  return {
    data: rows.map((row) => presentHost(row, config.local)),
    available: [...new Set(listed)].filter((host) => !claimed.includes(host)).sort(),
    localhost: config.local,
  }
}
