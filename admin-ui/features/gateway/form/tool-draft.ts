import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { parametersOf } from '../../../../contract/gateway.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'

type Tool = NonNullable<GatewayRoute['tool']>

/** A route as a tool for agents, while the user types. */
export type ToolDraft = {
  on: boolean
  name: string
  description: string
  /** The JSON Schema of its arguments, as text. */
  schema: string
  approval: boolean
  /** What an import found out and the form does not show. */
  annotations: NonNullable<Tool['annotations']>
  arguments: NonNullable<Tool['arguments']>
}

export const NO_TOOL: ToolDraft = {
  on: false,
  name: '',
  description: '',
  schema: '',
  approval: false,
  annotations: {},
  arguments: {},
}

/** A name for a tool from that of its route: letters, digits and _, at most 48 characters, a letter first. */
export function toolNameOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, 48)
    .replace(/_+$/, '')
  return words
}

/** Whether calls to the route only read, so that nobody has to approve them. */
export const onlyReads = (methods: readonly string[]): boolean =>
  methods.every((method) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS')

/** A schema to begin with: the parameters of the path, and what an agent can look for. */
export const firstSchema = ({ prefix, methods }: Pick<GatewayRoute, 'prefix' | 'methods'>): string => {
  const names = parametersOf(prefix)
  const query =
    names.length === 0 && onlyReads(methods) ? { q: { type: 'string', description: 'Text to look for.' } } : {}
  const properties = { ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])), ...query }
  return JSON.stringify({ type: 'object', properties, ...(names.length > 0 ? { required: names } : {}) }, null, 2)
}

/** The draft of a stored tool. Without one, it is ready to be switched on. */
export function toolDraftOf(
  route: Pick<GatewayRoute, 'name' | 'description' | 'prefix' | 'methods' | 'tool'>,
): ToolDraft {
  const { tool } = route
  if (tool === null) {
    return {
      ...NO_TOOL,
      name: toolNameOf(route.name),
      description: route.description,
      schema: firstSchema(route),
      approval: !onlyReads(route.methods),
    }
  }
  return {
    on: true,
    name: tool.name,
    description: tool.description,
    schema: JSON.stringify(tool.inputSchema, null, 2),
    approval: tool.approval ?? false,
    annotations: tool.annotations ?? {},
    arguments: tool.arguments ?? {},
  }
}

/** What is stored; null: no tool. A schema that is not JSON counts as one without arguments; the form refuses it first. */
export function toolOf(draft: ToolDraft): Tool | null {
  if (!draft.on) return null
  const read = readJsonObject(draft.schema)
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    inputSchema: (read.ok && read.value) || { type: 'object', properties: {} },
    annotations: draft.annotations,
    approval: draft.approval,
    arguments: draft.arguments,
  }
}
