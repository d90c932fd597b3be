import type { AgentTool } from './agent-tool.ts'
import { loadParts } from './feature.ts'

/** The tools of Gatehouse itself, by name. If two features give a tool the same name, the first one has it. */
export async function builtInTools(): Promise<ReadonlyMap<string, AgentTool>> {
  const parts = await loadParts(({ agentTools }) => agentTools)
  const tools = new Map<string, AgentTool>()
  for (const tool of parts.flatMap((part) => part.tools)) if (!tools.has(tool.name)) tools.set(tool.name, tool)
  return tools
}

/**
 * Whether the tool of a route must not have this name: a tool of Gatehouse has it, or it is a name that every object has, which
 * breaks clients that keep tools in an object.
 */
export async function isReservedToolName(name: string): Promise<boolean> {
  return name in {} || (await builtInTools()).has(name)
}
