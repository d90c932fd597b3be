import type { Page } from '../../../../contract/common.ts'
import { ROUTE_SORTS } from '../../../../contract/gateway.data.ts'
import type { GatewayRoute, ListGatewayRoutes } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { sortedAs, sortedPage } from '../../../platform/sorted.ts'
import { findRoute, listRouteRows, type RouteRow } from '../rows/route-store.ts'
import type { ChangedRoute } from './change.ts'
import { presentRoute } from './present.ts'

/** The route of an organization with an id. Throws `not_found`. */
export async function ownRoute({ db }: Pick<Deps, 'db'>, organizationId: string, id: string): Promise<RouteRow> {
  const row = await findRoute(db, organizationId, id)
  if (!row) throw notFound('Gateway route')
  return row
}

/** One route. Throws `not_found` for every id outside of the actor's organization. */
export async function readRoute(deps: Deps, actor: Actor, id: string): Promise<ChangedRoute> {
  requireScope(actor, 'gateway:read')
  const row = await ownRoute(deps, actor.organization.id, id)
  return { route: await presentRoute(deps.config, actor, row), version: row.version }
}

/** A page of the organization's routes. */
export async function listRoutes(deps: Deps, actor: Actor, query: ListGatewayRoutes): Promise<Page<GatewayRoute>> {
  requireScope(actor, 'gateway:read')
  const order = sortedAs(query, ROUTE_SORTS)
  const found = await listRouteRows(deps.db, actor.organization.id, query, order, query.limit + 1)
  const rows = found.map(({ row, sortValue }) => ({ id: row.id, sortValue, row }))
  const { page, nextCursor } = sortedPage(rows, query)
  return { data: await Promise.all(page.map(({ row }) => presentRoute(deps.config, actor, row))), nextCursor }
}
