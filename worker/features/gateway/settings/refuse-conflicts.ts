import { MAX_ROUTES } from '../../../../contract/gateway.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, type Refusal } from '../../../platform/errors.ts'
import { shapeOf } from '../match/compile.ts'
import { haveCommonMethod, listShapes, type RouteRow, type RouteShape } from '../rows/route-store.ts'

const shape = ({ prefix, exact }: Pick<RouteShape, 'prefix' | 'exact'>) => shapeOf({ prefix, exact: exact === 1 })

/** The route among others that would take some of the same calls under the same rule; null if there is none. */
export const rivalOf = (route: RouteShape, others: readonly RouteShape[]): RouteShape | null =>
  others.find(
    (one) => one.id !== route.id && shape(one) === shape(route) && haveCommonMethod(one.methods, route.methods),
  ) ?? null

export const routeExists = (rival: Pick<RouteShape, 'name'>): Refusal =>
  conflict('route_exists', `The route ${rival.name} has the same prefix and takes one of these methods already.`)

const tooManyRoutes = (): Refusal =>
  conflict('too_many_routes', `An organization can have at most ${MAX_ROUTES} routes.`)

export const toolExists = (name: string | null): Refusal =>
  conflict('tool_exists', `Another route is the tool ${name} already.`)

/** Why the transaction that inserts a route failed (`isLostRace`). */
export async function conflictOf({ db }: Pick<Deps, 'db'>, row: RouteRow): Promise<Refusal> {
  const rival = rivalOf(row, await listShapes(db, row.organizationId))
  return rival ? routeExists(rival) : tooManyRoutes()
}
