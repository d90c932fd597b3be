import { z } from 'zod'
import { MAX_SEARCH } from '../../../../contract/common.data.ts'
import { ROUTE_STATUSES } from '../../../../contract/gateway.data.ts'
import { type GatewayRoute, GatewayRouteId } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type AgentTools, agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, paging } from '../../../platform/manifest/tools/input.ts'
import type { ChangedRoute } from '../settings/change.ts'
import { disableRoute, enableRoute } from '../settings/enable-disable.ts'
import { listRoutes, readRoute } from '../settings/read.ts'
import { readRouteUsage } from '../settings/usage.ts'

const id = idField(GatewayRouteId, 'The id of the route, from list_gateway_routes.')
const routeLink = (route: string) => pageLink('/gateway-routes', { route })

/** A route as lists of tools show it. */
const showRoute = (route: GatewayRoute) => ({
  id: route.id,
  name: route.name,
  prefix: route.prefix,
  exact: route.exact,
  methods: route.methods,
  upstream: route.upstream,
  scopes: route.scopes,
  cost: route.cost,
  status: route.status,
  circuit: route.circuit,
  ...(route.circuitOpenUntil !== null && { circuitOpenUntil: route.circuitOpenUntil }),
  ...(route.tool && { toolName: route.tool.name }),
})

const listGatewayRoutes = agentTool({
  name: 'list_gateway_routes',
  title: 'List gateway routes',
  description:
    'List the routes of the gateway in the order of their prefixes: which path leads to which upstream, the methods, scopes and cost, whether it is disabled, and whether its circuit is open because the upstream keeps failing. Use it when a call through the gateway fails.',
  scope: 'gateway:read',
  readOnly: true,
  input: z.strictObject({
    search: z
      .string()
      .trim()
      .min(1)
      .max(MAX_SEARCH)
      .optional()
      .meta({ description: 'Text in the name, the prefix or the upstream.' }),
    status: z.enum(ROUTE_STATUSES).optional().meta({ description: 'Only routes with this status.' }),
    ...paging,
  }),
  run: async (deps, actor, input) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listRoutes(deps, actor, { ...input, sort: 'prefix', limit }),
        show: showRoute,
      },
      { link: pageLink('/gateway-routes', { q: input.search, status: input.status }) },
    ),
})

const getGatewayRoute = agentTool({
  name: 'get_gateway_route',
  title: 'Read a gateway route',
  description:
    'Read one route of the gateway with all its settings, and the figures of its calls in the last days: calls, failures by outcome, response times. Never returns the values of the headers that it sends to its upstream. For single calls use find_failed_calls with its path.',
  scope: 'gateway:read',
  readOnly: true,
  input: z.strictObject({
    id,
    days: z.int().min(1).max(90).default(7).meta({ description: 'Days of the figures, including today, 1 to 90.' }),
    environment,
  }),
  run: async (deps, actor, { id: routeId, days, ...input }) => {
    const { route } = await readRoute(deps, actor, routeId)
    const figures = await readRouteUsage(deps, actorIn(actor, input), routeId, { days })
    const { requestHeaders, responseHeaders, tool, ...shown } = route
    return answer(
      {
        ...shown,
        tool: tool && { name: tool.name, description: tool.description, approval: tool.approval },
        requestHeaderNames: Object.keys(requestHeaders),
        responseHeaderNames: Object.keys(responseHeaders),
        figures,
      },
      { link: routeLink(routeId) },
    )
  },
})

const change = z.strictObject({ id })
type Verb = (deps: Deps, actor: Actor, routeId: string) => Promise<ChangedRoute>

/** A tool that changes the status of a route. */
const ofStatus = (verb: Verb, tool: { name: string; title: string; description: string }) =>
  agentTool({
    ...tool,
    scope: 'gateway:write',
    readOnly: false,
    idempotent: true,
    input: change,
    run: async (deps, actor, { id: routeId }) => {
      const { route } = await verb(deps, actor, routeId)
      return answer(showRoute(route), { link: routeLink(routeId) })
    },
  })

const disableGatewayRoute = ofStatus(disableRoute, {
  name: 'disable_gateway_route',
  title: 'Disable a gateway route',
  description:
    'Switch a route of the gateway off. Once it returns, every call to it is refused until enable_gateway_route, also where a shorter prefix would match. It holds for live and test, so it needs a live credential.',
})

const enableGatewayRoute = ofStatus(enableRoute, {
  name: 'enable_gateway_route',
  title: 'Enable a gateway route',
  description: 'Switch a disabled route of the gateway on again. It needs a live credential.',
})

export const gatewayTools: AgentTools = {
  tools: [listGatewayRoutes, getGatewayRoute, disableGatewayRoute, enableGatewayRoute],
}
