import { MAX_TOOLS } from '../../../../contract/agents.data.ts'
import { readCursor, writeCursor } from '../../../platform/lib/cursor.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { Tool } from '../tools/tool.ts'

export type ToolPage = { tools: JsonObject[]; nextCursor?: string }

/**
 * A page of the tools that a credential may call; null for a cursor of another list. Many clients read only the first page, so
 * it contains all tools that an organization usually has. The order does not depend on what was called before.
 */
export function listTools(
  tools: ReadonlyMap<string, Tool>,
  held: readonly string[],
  cursor: string | undefined,
  pageSize = MAX_TOOLS,
): ToolPage | null {
  const visible = [...tools.values()].filter((tool) => tool.isVisibleTo(held))
  let from = 0
  if (cursor !== undefined) {
    const [name] = readCursor(cursor, 1) ?? []
    const last = visible.findIndex((tool) => tool.name === name)
    if (last === -1) return null
    from = last + 1
  }
  const page = visible.slice(from, from + pageSize)
  const end = page.at(-1)
  return {
    tools: page.map(presentTool),
    ...(from + page.length < visible.length && end && { nextCursor: writeCursor([end.name]) }),
  }
}

const presentTool = ({ name, title, description, inputSchema, annotations }: Tool): JsonObject => ({
  name,
  title,
  description,
  inputSchema,
  annotations: { title, ...annotations },
})
