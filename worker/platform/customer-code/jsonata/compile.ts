import type { Expression } from 'jsonata'
import { loadOnce } from '../../lib/load-once.ts'
import type { Evaluation } from './evaluation.ts'
import { isNode, type Node } from './node.ts'
import { Refused } from './refused.ts'
import { regexEngineFor } from './regex-engine.ts'

const library = loadOnce(() => import('jsonata'))

/** Steps of all paths. Parsing a path takes quadratic time in its length. */
const MAX_DOTS = 1000
/** Maximum that the parser may copy, in characters of the syntax tree. */
const MAX_COPIED = 1_000_000
/** Sequences that the library generates. */
const MAX_ITEMS = 10_000
/** Nested evaluations, including concurrent ones of an array. */
const MAX_NESTING = 10_000

/** Parses an expression. Throws Refused, or the library's error for text that is not JSONata. */
export async function compile(text: string, evaluation: Evaluation): Promise<{ expression: Expression; ast: Node }> {
  const { default: jsonata } = await library()
  if (text.split('.').length > MAX_DOTS) throw new Refused(`has more than ${MAX_DOTS} steps`)
  const options = { stack: MAX_NESTING, sequence: MAX_ITEMS }
  // The library uses only the constructor, exec and lastIndex of RegExp.
  Object.assign(options, { RegexEngine: regexEngineFor(evaluation) })
  const expression = withBoundedCopies(() => jsonata(text, options))
  const ast: unknown = expression.ast()
  if (!isNode(ast)) throw new Refused('cannot be read')
  return { expression, ast }
}

/**
 * The parser copies the left side of `??` and `?:` as JSON, so each nesting level doubles the tree: twenty levels in
 * parentheses would never finish. Parsing is synchronous, so its copies are counted by patching JSON during the parse.
 * The nesting depth is not visible in the text before parsing: `a ?? b ?? c` nests too, while many operators side by
 * side are harmless.
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
