import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { findToolRoutes, type ToolRoute } from '../rows/tool-routes-store.ts'
import { routesOf } from './routes-of.ts'

export type { ToolRoute } from '../rows/tool-routes-store.ts'

/** Tools are large, so an isolate keeps those of few organizations. */
const MAX_KNOWN = 50

type Copy = { generation: number; tools: readonly ToolRoute[] }
const copies = new RecentMap<string, Copy>(MAX_KNOWN)

/**
 * The routes of an organization that are tools, by name. They are as old as its routes at most, and the same list as long as no route
 * changes.
 */
export async function toolRoutesOf(
  deps: Pick<Deps, 'db' | 'waitUntil'>,
  organizationId: string,
): Promise<readonly ToolRoute[]> {
  const { generation } = await routesOf(deps, organizationId)
  const known = copies.get(organizationId)
  if (known?.generation === generation) return known.tools
  // Rows that are newer than the number are only read once more.
  const tools = await findToolRoutes(deps.db, organizationId)
  copies.set(organizationId, { generation, tools })
  return tools
}
