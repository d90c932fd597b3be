import type { AgentTools } from '../../../../contract/agents.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { toolsOf } from './of-organization.ts'

/** All tools of the organization, whatever credentials may call them, and where agents find them. */
export async function listAgentTools(deps: Deps, actor: Actor): Promise<AgentTools> {
  requireScope(actor, 'gateway:read')
  const tools = await toolsOf(deps, actor.organization.id)
  return {
    data: [...tools.values()].map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      scopes: [...tool.scopes],
      cost: tool.cost,
      approval: tool.approval,
      readOnly: tool.annotations.readOnlyHint,
      destructive: tool.annotations.destructiveHint,
      source: tool.routeId === null ? ('gatehouse' as const) : ('route' as const),
      routeId: tool.routeId,
      inputSchema: tool.inputSchema,
    })),
    url: `${deps.url === undefined ? '' : new URL(deps.url).origin}/mcp`,
  }
}
