import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { CalledRoute } from '../../../../contract/overview.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { matchRoute } from '../match/match.ts'
import { routesOf } from './routes-of.ts'

const GATEWAY = '/gateway'
const TOOL = '/mcp/'

/**
 * The route to which a call of the log was made, by the routes as they now are: that of its path, or of the tool that was called. Null
 * if there is none. A route that does not take the method, or is disabled, counts.
 */
export async function findRouteOfCall(
  deps: Pick<Deps, 'db' | 'waitUntil'>,
  actor: Actor,
  { type, method, endpoint }: Pick<LogEntry, 'type' | 'method' | 'endpoint'>,
): Promise<CalledRoute | null> {
  requireScope(actor, 'gateway:read')
  const { routes, compiled } = await routesOf(deps, actor.organization.id)
  // The call of a tool that has reached its upstream has the path of the route.
  const isNamed = type === 'tool' && endpoint.startsWith(TOOL)
  const route = isNamed ? routes.find(({ toolName }) => `${TOOL}${toolName}` === endpoint) : routeAt(endpoint)
  return route ? { id: route.id, name: route.name } : null

  function routeAt(path: string) {
    // Calls on a host of the organization have paths without `/gateway`.
    const below = path === GATEWAY || path.startsWith(`${GATEWAY}/`) ? path.slice(GATEWAY.length) : path
    const match = matchRoute(compiled, method, below)
    return match.kind === 'route' || match.kind === 'method' ? match.route : undefined
  }
}
