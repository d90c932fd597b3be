import type { HeaderRules, UpdateGatewayRoute } from '../../../../contract/gateway.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import type { RouteChange, RouteRow } from '../rows/route-store.ts'
import { type ChangedRoute, changeRoute } from './change.ts'
import { requireUsable } from './check-route.ts'
import { openRequestHeaders, sealRequestHeaders } from './request-headers.ts'
import { columnsOf } from './stored-settings.ts'

/**
 * Changes settings of a route. What is narrowed holds for every call after this returns. Throws `invalid` for settings that cannot
 * be used together, `conflict` if another route is in its way.
 */
export async function updateRoute(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateGatewayRoute,
  expectedVersion: IfMatch,
): Promise<ChangedRoute> {
  requireScope(actor, 'gateway:write')
  if (input.requestHeaders) await requireTrustedSecrets(deps)
  const note: { requestHeaders?: string[] } = {}
  const decide = async (row: RouteRow): Promise<RouteChange | null> => {
    const opened = await openRequestHeaders(deps.config, row.requestHeaders)
    const change = difference(row, columnsOf(input))
    if (input.requestHeaders && !isSame(opened, input.requestHeaders)) {
      note.requestHeaders = Object.keys(input.requestHeaders)
      change.requestHeaders = await sealRequestHeaders(deps.config, input.requestHeaders)
    }
    if (Object.keys(change).length === 0) return null
    const after = { ...row, ...change }
    await requireUsable(deps, row.organizationId, {
      prefix: after.prefix,
      upstream: after.upstream,
      methods: after.methods,
      requestHeaders: input.requestHeaders ?? opened ?? {},
      responseHeaders: after.responseHeaders,
      keepsToolName: change.toolName === undefined,
      tool: after.toolName !== null && after.tool ? { name: after.toolName, ...after.tool } : null,
    })
    return change
  }
  return changeRoute(deps, actor, id, { action: 'gateway_route.updated', decide, note }, expectedVersion)
}

const isSame = (one: HeaderRules | null, other: HeaderRules): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The part of `wanted` that differs from the route. */
function difference(row: RouteRow, wanted: RouteChange): RouteChange {
  const current: Record<string, unknown> = row
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => JSON.stringify(current[field]) !== JSON.stringify(value)),
  )
}
