import { routePattern } from '../../../../contract/gateway.data.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { Refusal } from '../../../platform/errors.ts'
import { WorkBudget, WorkExceeded } from '../../../platform/lib/budget/work-budget.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { compileJsonSchema, type JsonSchema, validateJson } from '../../../platform/lib/json-schema/json-schema.ts'
import { routesOf } from '../../gateway/live/routes-of.ts'
import type { ToolRoute } from '../../gateway/live/tools-of.ts'
import { matchRoute } from '../../gateway/match/match.ts'
import { callRoute } from './call-route.ts'
import { presentSchema } from './present-schema.ts'
import { methodOf, requestOf } from './route-request.ts'
import type { CheckedArguments, Tool } from './tool.ts'
import { withDefaults } from './with-defaults.ts'

/** Steps to check the arguments of one call, and to compile the schema at the first one: about 0.1 s of CPU each. */
const STEPS = 500_000
const MAX_ERRORS = 20
const ROOT = 'arguments'

/**
 * The tool of a route. Its schema is compiled at its first call, once for each version of the route.
 *
 * @throws Error for a schema that agents cannot be shown
 */
export function routeTool(one: ToolRoute): Tool {
  const { route, name, tool } = one
  const method = methodOf(route)
  const isReading = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  const { title, readOnlyHint = isReading, destructiveHint, idempotentHint, openWorldHint = true } = tool.annotations
  const { schema, names } = presentSchema(tool.inputSchema)
  let compiled: JsonSchema | undefined
  return {
    name,
    title: title ?? route.name,
    description: tool.description,
    scopes: route.scopes,
    cost: route.cost,
    approval: tool.approval,
    annotations: {
      readOnlyHint,
      destructiveHint: destructiveHint ?? (!readOnlyHint && method === 'DELETE'),
      idempotentHint: idempotentHint ?? (isReading || method === 'PUT' || method === 'DELETE'),
      openWorldHint,
    },
    inputSchema: schema,
    routeId: route.id,
    version: `${route.id} ${route.version}`,
    logRoute: routePattern(route),
    isVisibleTo: (held) => missingScopes(held, route.scopes).length === 0,
    check: (given) => {
      try {
        compiled ??= compileJsonSchema(tool.inputSchema, new WorkBudget(STEPS))
        return checked(compiled, tool.inputSchema, realNames(given, names))
      } catch (error) {
        if (!(error instanceof WorkExceeded)) throw error
        return { ok: false, errors: [{ path: '', message: `cannot be checked: it ${error.message}` }] }
      }
    },
    run: async (context, input) => {
      const request = requestOf(one, input)
      const { deps, actor } = context
      const { compiled: routes } = await routesOf(deps, actor.organization.id)
      const match = matchRoute(routes, method, request.path)
      // A value may be the name of a more specific route, which has rules of its own.
      if (match.kind !== 'route' || match.route.id !== route.id) {
        const message = 'lead to a path that this tool does not call'
        throw new Refusal({ kind: 'invalid', errors: [{ path: ROOT, message }] })
      }
      return callRoute(route, { ...request, params: match.params, rest: match.rest }, context)
    },
  }
}

function checked(schema: JsonSchema, whole: JsonObject, given: JsonObject): CheckedArguments {
  const input = withDefaults(whole, given)
  const errors = validateJson(schema, input, new WorkBudget(STEPS), { name: ROOT, maxErrors: MAX_ERRORS })
  if (errors.length === 0) return { ok: true, input }
  return { ok: false, errors: errors.map(({ path, message }) => ({ path: path.replace(/^arguments\./, ''), message })) }
}

/** Arguments under the names of the schema, for those that agents are shown under another one. */
const realNames = (given: JsonObject, names: ReadonlyMap<string, string>): JsonObject =>
  names.size === 0
    ? given
    : Object.fromEntries(Object.entries(given).map(([name, value]) => [names.get(name) ?? name, value]))
