import { CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

const WAITS =
  'What takes something away from callers answers after about two seconds: then no call is made under the old settings.'
const CONFLICTS =
  '409 `route_exists`: another route has the same prefix, parameters aside, and a common method. 409 `tool_exists`: another route is a tool of this name.'

/** The texts of this feature's routes in the OpenAPI document. */
export const gatewayOperations: Operations = {
  tags: [
    {
      name: 'Gateway',
      description:
        'Routes to the upstreams of an organization, which check, limit and log each call, and hosts whose root is its gateway.',
      position: 8,
    },
  ],
  operations: {
    'GET /api/v1/gateway-routes': { id: 'listGatewayRoutes' },
    'POST /api/v1/gateway-routes': {
      id: 'createGatewayRoute',
      etag: true,
      rules: `${CONFLICTS} You need not hold the scopes that a route requires. ${WAITS}`,
    },
    'GET /api/v1/gateway-routes/{id}': { id: 'getGatewayRoute', etag: true },
    'PATCH /api/v1/gateway-routes/{id}': {
      id: 'updateGatewayRoute',
      ...VERSIONED,
      rules: `${CHANGE} Header rules are replaced as a whole. ${CONFLICTS} ${WAITS}`,
    },
    'PUT /api/v1/gateway-routes/{id}': { id: 'putGatewayRoute', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/gateway-routes/{id}': { id: 'deleteGatewayRoute', ifMatch: true, rules: WAITS },
    'POST /api/v1/gateway-routes/{id}/disable': { id: 'disableGatewayRoute', rules: WAITS },
    'POST /api/v1/gateway-routes/{id}/enable': { id: 'enableGatewayRoute' },
    'POST /api/v1/gateway-routes/{id}/test': {
      id: 'testGatewayRoute',
      rules:
        'A real call with your identity, also while the route is disabled. It costs nothing, and counts for no limit and no circuit breaker. `path` is what follows the prefix, `params` has its parameters. What goes wrong at the upstream is in `problem`.',
    },
    'GET /api/v1/gateway-routes/{id}/usage': {
      id: 'getGatewayRouteUsage',
      rules:
        'Routes with the same `pattern` share their figures. `outcomes` are counted among the newest 5,000 entries of the log.',
    },
    'GET /api/v1/gateway-hosts': { id: 'listGatewayHosts' },
    'POST /api/v1/gateway-hosts': {
      id: 'addGatewayHost',
      rules:
        'Only hosts that the operator listed (`GATEWAY_HOSTS`); in local development any name below localhost. 409 `host_taken`: it is a gateway already.',
    },
    'DELETE /api/v1/gateway-hosts/{host}': { id: 'removeGatewayHost' },
  },
}
