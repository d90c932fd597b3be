import type { Expression } from 'jsonata'
import type { Evaluation } from './evaluation.ts'
import { isNode, type Node } from './node.ts'
import { Refused } from './refused.ts'
import { regexEngineFor } from './regex-engine.ts'

/** Steps of all paths. Reading a path takes the square of its length. */
const MAX_DOTS = 1000
/** What reading an expression may copy, in characters of its syntax tree. */
const MAX_COPIED = 1_000_000
/** Sequences that the library makes. */
const MAX_ITEMS = 10_000
/** Evaluations within each other, those of an array side by side included. */
const MAX_NESTING = 10_000

/** Reads an expression. Throws Refused, or what the library throws for one that is not JSONata. */
export async function compile(text: string, evaluation: Evaluation): Promise<{ expression: Expression; ast: Node }> {
  const { default: jsonata } = await import('jsonata')
  if (text.split('.').length > MAX_DOTS) throw new Refused(`has more than ${MAX_DOTS} steps`)
  const options = { stack: MAX_NESTING, sequence: MAX_ITEMS }
  // Of RegExp the library uses the constructor, exec and lastIndex.
  Object.assign(options, { RegexEngine: regexEngineFor(evaluation) })
  const expression = withBoundedCopies(() => jsonata(text, options))
  const ast: unknown = expression.ast()
  if (!isNode(ast)) throw new Refused('cannot be read')
  return { expression, ast }
}

/**
 * The parser copies the left side of `??` and `?:` as JSON, so each of them around another doubles the tree: twenty in
 * brackets would never be read. Nothing else runs while it reads, so its copies are counted where it makes them. The text
 * does not tell how deep they are within each other before it is parsed: `a ?? b ?? c` nests too, and many side by side
 * are harmless.
 */
function withBoundedCopies<T>(read: () => T): T {
  const { stringify } = JSON
  let copied = 0
  JSON.stringify = new Proxy(stringify, {
    apply(target, self, args) {
      const copy: unknown = Reflect.apply(target, self, args)
      copied += typeof copy === 'string' ? copy.length : 0
      if (copied > MAX_COPIED) throw new Refused('has too many ?? or ?: within each other')
      return copy
    },
  })
  try {
    return read()
  } finally {
    JSON.stringify = stringify
  }
}
