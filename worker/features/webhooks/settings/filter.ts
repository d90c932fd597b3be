import { compileQuery, InvalidQuery, isOperator } from '../../../platform/customer-code/filters/compile.ts'
import type { WorkBudget } from '../../../platform/lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

const MAX_NODES = 500
const MAX_DEPTH = 12
/**
 * Maximum steps for the filters of one publish (all events and webhooks together), and for a single filter that is
 * evaluated alone.
 */
export const MAX_FILTER_STEPS = 1_000_000

/**
 * A compiled filter in the query language of MongoDB, or its error. `matches` charges its budget for each value it
 * touches and throws WorkExceeded; it throws nothing else.
 */
export type Filter =
  | { ok: true; parts: number; matches: (event: JsonObject, budget: WorkBudget) => boolean }
  | { ok: false; message: string }

/** Compiles a filter. The result may be used for any number of events. */
export function compileFilter(query: JsonObject): Filter {
  const seen = { nodes: 0 }
  const message = problemOf(query, MAX_DEPTH, seen)
  if (message !== null) return { ok: false, message }
  try {
    const matcher = compileQuery(query)
    const matches = (event: JsonObject, budget: WorkBudget): boolean => {
      budget.charge(10)
      matcher.reset()
      matcher.see({ value: event, key: undefined, owner: undefined, leaf: true }, budget)
      return matcher.matched
    }
    return { ok: true, parts: seen.nodes, matches }
  } catch (error) {
    if (error instanceof InvalidQuery) return { ok: false, message: error.message }
    throw error
  }
}

function problemOf(value: Json, depth: number, seen: { nodes: number }): string | null {
  if (++seen.nodes > MAX_NODES) return `must have at most ${MAX_NODES} parts`
  if (typeof value !== 'object' || value === null) return null
  if (depth === 0) return `must not be nested deeper than ${MAX_DEPTH}`
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      if (name.startsWith('$') && !isOperator(name)) return `does not know the operator ${name}`
      if (/(^|\.)__proto__(\.|$)/.test(name)) return `cannot ask about ${name}`
      if (['$and', '$or', '$nor', '$in', '$nin', '$all'].includes(name) && !Array.isArray(inner)) {
        return `needs a list behind ${name}`
      }
    }
    const problem = problemOf(inner, depth - 1, seen)
    if (problem !== null) return problem
  }
  return null
}
