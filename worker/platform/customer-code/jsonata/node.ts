/** A node of JSONata's syntax tree. The published types lack most properties that the evaluator reads. */
export type Node = { type: string; value?: unknown; [property: string]: unknown }

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The nodes of a list; empty if the value is not a list. */
export const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
