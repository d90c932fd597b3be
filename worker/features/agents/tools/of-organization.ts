import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type ToolRoute, toolRoutesOf } from '../../gateway/live/tools-of.ts'
import { gatehouseTools } from './built-in.ts'
import { routeTool } from './route-tool.ts'
import type { Tool } from './tool.ts'

const MAX_KNOWN = 50
/** The tools of an organization, as long as neither its routes nor ours change. */
const known = new RecentMap<string, { own: object; routes: object; tools: ReadonlyMap<string, Tool> }>(MAX_KNOWN)

/** The tools of an organization, in the order of lists: those of Gatehouse, then those of its routes, each by name. */
export async function toolsOf(deps: Deps, organizationId: string): Promise<ReadonlyMap<string, Tool>> {
  const own = await gatehouseTools()
  const routes = await toolRoutesOf(deps, organizationId)
  const before = known.get(organizationId)
  if (before?.own === own && before.routes === routes) return before.tools
  const tools = new Map(own)
  // A name that every object has would break clients. A tool of Gatehouse may have got its name after the route.
  for (const one of routes) {
    const tool = tools.has(one.name) || one.name in {} ? null : toolOrNone(one)
    if (tool) tools.set(tool.name, tool)
  }
  known.set(organizationId, { own, routes, tools })
  return tools
}

/** One tool that cannot be described must not take the others with it. */
function toolOrNone(one: ToolRoute): Tool | null {
  try {
    return routeTool(one)
  } catch (error) {
    reportError(`the tool of the route ${one.route.id} cannot be described`, error)
    return null
  }
}
