import { z } from 'zod'
import { issueMessages } from '../../../platform/issues.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type AgentTool, maySeeTool } from '../../../platform/manifest/agent-tool.ts'
import { installedFeatures } from '../../../platform/manifest/feature.ts'
import { builtInTools } from '../../../platform/manifest/tool-names.ts'
import { presentSchema } from './present-schema.ts'
import { answerResult } from './result.ts'
import type { Tool } from './tool.ts'

/** The tools, by the list of features that they come from: tests install others. */
const made = new WeakMap<object, ReadonlyMap<string, Tool>>()

/** The tools of Gatehouse itself, by name. They are the same for every organization, and are made once. */
export async function gatehouseTools(): Promise<ReadonlyMap<string, Tool>> {
  const features = installedFeatures()
  const known = made.get(features)
  if (known) return known
  const tools = [...(await builtInTools()).values()].flatMap(toolOrNone)
  const byName = new Map(tools.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((tool) => [tool.name, tool]))
  made.set(features, byName)
  return byName
}

/** One tool that cannot be described must not take the others with it. */
function toolOrNone(tool: AgentTool): Tool[] {
  try {
    return [builtIn(tool)]
  } catch (error) {
    reportError(`the tool ${tool.name} cannot be described`, error)
    return []
  }
}

function builtIn(tool: AgentTool): Tool {
  const { name, title, description, scope, readOnly, destructive = false, idempotent = false, approval = false } = tool
  const input = tool.input.strict()
  const schema = JSON.parse(
    JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })),
  ) as JsonObject
  return {
    name,
    title,
    description,
    scopes: scope === null ? [] : [scope],
    checksScopes: tool.forParts === true,
    cost: 1,
    approval,
    annotations: {
      readOnlyHint: readOnly,
      destructiveHint: destructive,
      idempotentHint: readOnly || idempotent,
      openWorldHint: false,
    },
    inputSchema: presentSchema(schema).schema,
    routeId: null,
    version: 'gatehouse',
    logRoute: `/mcp/${name}`,
    isVisibleTo: (held) => maySeeTool(tool, held),
    check: (given) => {
      const parsed = input.safeParse(given)
      if (parsed.success) return { ok: true, input: parsed.data as JsonObject }
      return { ok: false, errors: parsed.error.issues.flatMap(issueMessages) }
    },
    run: async (context, checked) => {
      const { deps, actor, call, begin } = context
      await begin()
      const answer = await tool.run(deps, actor, checked, call)
      const result = answerResult(answer, context)
      return { result, endpoint: `/mcp/${name}`, method: 'POST', status: 200, code: null, reason: null }
    },
  }
}
