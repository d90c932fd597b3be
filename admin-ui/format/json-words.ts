import type { JsonProblem } from './json-text.ts'
import { defineWords } from './language.ts'

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
