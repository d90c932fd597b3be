/** A node of JSONata's syntax tree. Its published types leave out most of what the evaluator reads. */
export type Node = { type: string; value?: unknown; [property: string]: unknown }

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The nodes of a list; nothing when there is no list. */
export const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
