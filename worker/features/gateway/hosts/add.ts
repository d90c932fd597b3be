import { MAX_GATEWAY_HOSTS } from '../../../../contract/gateway.data.ts'
import type { AddGatewayHost, GatewayHost } from '../../../../contract/gateway.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { isGatewayHost } from '../live/own-host.ts'
import { areTooMany, insertHost, limitHosts } from './host-store.ts'
import { forgetHost } from './organization-of-host.ts'
import { presentHost } from './present.ts'

const NOT_LISTED =
  'is not a host that the operator of this installation listed for your organization (GATEWAY_HOSTS). Ask the operator to add it.'

/**
 * Makes the root of a host the gateway of the organization. `extraStatements`: further statements of the same transaction, given
 * the answer (the record of an Idempotency-Key). Throws `invalid` for a host that the operator did not list, or at which the
 * dashboard is; `conflict` if it is taken, or there are too many.
 */
export async function addHost(
  deps: Deps,
  actor: Actor,
  { host }: AddGatewayHost,
  extraStatements: (answer: GatewayHost) => Promise<Statement[]>,
): Promise<GatewayHost> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'add hosts')
  const { db, config, now, url } = deps
  const organizationId = actor.organization.id
  const inUse = url === undefined ? null : new URL(url).host
  if (host === inUse || config.ownHosts.includes(host)) {
    throw invalid('host', 'is the host of this dashboard and its API: as a gateway it would lose them')
  }
  if (!isGatewayHost(config, host, organizationId)) throw invalid('host', NOT_LISTED)
  const row = { host, organizationId, createdAt: now, createdBy: actorName(actor) }
  const answer = presentHost(row, config.local)
  const entry: AuditEntry = {
    action: 'gateway_host.added',
    target: { type: 'gateway_host', id: host, name: host },
    before: null,
    after: { host },
  }
  try {
    await runBatch(
      db,
      insertHost(db, row),
      auditRow(actor, entry, now),
      limitHosts(row, MAX_GATEWAY_HOSTS),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('host_taken', `The host ${host} is a gateway already.`)
    if (!areTooMany(error)) throw error
    throw conflict('too_many_hosts', `An organization can have at most ${MAX_GATEWAY_HOSTS} hosts.`)
  }
  forgetHost(host)
  return answer
}
