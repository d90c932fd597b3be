import type { Page } from '../../../../contract/common.ts'
import { CONNECTOR_SORTS } from '../../../../contract/connectors.data.ts'
import type { Connector, ListConnectors } from '../../../../contract/connectors.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { sortedAs, sortedPage } from '../../../platform/sorted.ts'
import { listConnectorRows, requireConnector } from '../../webhooks/settings/connectors.ts'
import { type ChangedConnector, changedConnector, presentConnector } from './present.ts'

/** One connector within the actor's reach. Throws `not_found` for every other id. */
export async function readConnector(deps: Deps, actor: Actor, id: string): Promise<ChangedConnector> {
  requireScope(actor, 'connectors:read')
  return changedConnector(deps, await requireConnector(deps, actor, id))
}

/** A page of the organization's connectors, with those that a REST hook has made. Throws `invalid` for a bad cursor. */
export async function listConnectors(deps: Deps, actor: Actor, query: ListConnectors): Promise<Page<Connector>> {
  requireScope(actor, 'connectors:read')
  const { rows, total } = await listConnectorRows(deps, actor, query, sortedAs(query, CONNECTOR_SORTS))
  const { page, nextCursor } = sortedPage(rows, query)
  return {
    data: await Promise.all(page.map((row) => presentConnector(deps.config, row, deps.now))),
    nextCursor,
    total,
  }
}
