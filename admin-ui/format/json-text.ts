import { defineWords } from './language.ts'

/** What was wanted where a text stops being JSON (RFC 8259). */
export type JsonProblemKind = 'value' | 'name' | 'colon' | 'comma' | 'string' | 'end'

/** `line` and `column` count from 1, as editors do. */
export type JsonProblem = { kind: JsonProblemKind; line: number; column: number }

const SPACE = /[ \t\n\r]*/y
// From the space up, without the quote and the backslash: control characters must be escaped.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const ATOM = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma'

/** The first place where a text stops being JSON, null for JSON. Browsers word this each in its own way, some without a place. */
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

const words = defineWords({
  jsonProblem: (what: string, line: number, column: number) => `${what} at line ${line}, character ${column}.`,
  jsonProblems: {
    value: 'A value is missing or mistyped',
    name: 'A name in double quotes is missing',
    colon: 'A colon is missing',
    comma: 'A comma or a closing bracket is missing',
    string: 'A text is not closed, or holds a sign that needs a backslash,',
    end: 'Nothing may follow the closing bracket, but something does',
  },
})

/** Where a text stops being JSON, in words. */
export function sayJsonProblem({ kind, line, column }: JsonProblem): string {
  const t = words()
  return t.jsonProblem(t.jsonProblems[kind], line, column)
}
