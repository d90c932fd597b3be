import {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $size,
  $type,
  createQueryTester,
} from 'sift'
import type { Json, JsonObject } from '../lib/json.ts'

/**
 * The operators of a filter. Not among them: `$where`, which runs code, and `$regex`, whose running time nobody can
 * bound.
 */
const operations = {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $size,
  $type,
}
const MAX_NODES = 500
const MAX_DEPTH = 12

/** A filter in the language of MongoDB's queries, ready to be asked; or what is wrong with it. `matches` never throws. */
export type Filter = { ok: true; matches: (event: JsonObject) => boolean } | { ok: false; message: string }

export function compileFilter(query: JsonObject): Filter {
  const message = problemOf(query, MAX_DEPTH, { nodes: 0 })
  if (message !== null) return { ok: false, message }
  try {
    const test = createQueryTester<JsonObject>(query, { operations })
    // Some operators look at their operand only when they are asked.
    test({})
    return { ok: true, matches: (event) => answers(test, event) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? lowered(error.message) : 'is not a valid query' }
  }
}

/** An operator that cannot deal with what it meets does not match. */
function answers(test: (event: JsonObject) => boolean, event: JsonObject): boolean {
  try {
    return test(event)
  } catch {
    return false
  }
}

const lowered = (text: string): string => `is not a valid query: ${text}`

function problemOf(value: Json, depth: number, seen: { nodes: number }): string | null {
  if (++seen.nodes > MAX_NODES) return `must have at most ${MAX_NODES} parts`
  if (typeof value !== 'object' || value === null) return null
  if (depth === 0) return `must not be nested deeper than ${MAX_DEPTH}`
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      if (name.startsWith('$') && !Object.hasOwn(operations, name)) return `does not know the operator ${name}`
      if (/(^|\.)(__proto__|constructor|prototype)(\.|$)/.test(name)) return `cannot ask about ${name}`
      if (['$and', '$or', '$nor', '$in', '$nin', '$all'].includes(name) && !Array.isArray(inner)) {
        return `needs a list behind ${name}`
      }
    }
    const problem = problemOf(inner, depth - 1, seen)
    if (problem !== null) return problem
  }
  return null
}
