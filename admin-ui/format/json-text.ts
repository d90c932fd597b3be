import { m } from '../messages/index.ts'

/** What was expected where a text stops being JSON (RFC 8259). */
export type JsonProblemKind = 'value' | 'name' | 'colon' | 'comma' | 'string' | 'end'

/** `line` and `column` count from 1, as in editors. */
export type JsonProblem = { kind: JsonProblemKind; line: number; column: number }

const SPACE = /[ \t\n\r]*/y
// From the space up, without the quote and the backslash: control characters must be escaped.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const ATOM = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma'

/**
 * The first position where a text stops being JSON; null for valid JSON. The messages of browsers differ, and some have
 * no position.
 */
export function findJsonProblem(text: string): JsonProblem | null {
  const open: ('}' | ']')[] = []
  let at = 0
  let wanted: Wanted = 'value'

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const fail = (kind: JsonProblemKind): JsonProblem => {
    const before = text.slice(0, at).split('\n')
    return { kind, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  }

  for (;;) {
    take(SPACE)
    const sign = text[at]
    if (wanted === 'comma' && open.length === 0) return sign === undefined ? null : fail('end')
    if (wanted === 'colon') {
      if (sign !== ':') return fail('colon')
      at += 1
      wanted = 'value'
    } else if (wanted === 'comma') {
      if (sign !== ',' && sign !== open.at(-1)) return fail('comma')
      at += 1
      if (sign !== ',') open.pop()
      else wanted = open.at(-1) === '}' ? 'name' : 'value'
    } else if ((wanted === 'value or ]' || wanted === 'name or }') && sign === open.at(-1)) {
      at += 1
      open.pop()
      wanted = 'comma'
    } else if (sign === '"') {
      if (!take(STRING)) return fail('string')
      wanted = wanted.startsWith('name') ? 'colon' : 'comma'
    } else if (wanted.startsWith('name')) {
      return fail('name')
    } else if (sign === '{' || sign === '[') {
      at += 1
      open.push(sign === '{' ? '}' : ']')
      wanted = sign === '{' ? 'name or }' : 'value or ]'
    } else {
      if (!take(ATOM)) return fail('value')
      wanted = 'comma'
    }
  }
}

/** A JSON syntax error with its position, as a sentence. */
export function jsonProblemText({ kind, line, column }: JsonProblem): string {
  return m.json_text_json_problem({ what: m.json_text_problem({ problem: kind }), line, column })
}
