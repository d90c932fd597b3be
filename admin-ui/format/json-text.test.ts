import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonProblem } from './json-text.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"a": 1, }', { kind: 'name', line: 1, column: 10 }],
  ['{"a" 1}', { kind: 'colon', line: 1, column: 6 }],
  ['{\n  "a": 1\n  "b": 2\n}', { kind: 'comma', line: 3, column: 3 }],
  ["{'a': 1}", { kind: 'name', line: 1, column: 2 }],
  ['{"a": tru}', { kind: 'value', line: 1, column: 7 }],
  ['{"a": "open}', { kind: 'string', line: 1, column: 7 }],
  ['{} {}', { kind: 'end', line: 1, column: 4 }],
  ['{"a": [1, 2}', { kind: 'comma', line: 1, column: 12 }],
  ['', { kind: 'value', line: 1, column: 1 }],
])('the first mistake of %s is found where it stands', (text, problem) => {
  expect(findJsonProblem(text)).toEqual(problem)
})

test('every JSON text passes, however it is laid out', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(4), (text, indent) => {
      expect(findJsonProblem(text)).toBeNull()
      expect(findJsonProblem(JSON.stringify(JSON.parse(text), null, indent))).toBeNull()
    }),
  )
})

test('whatever is done to a text, it is refused when the parser refuses it, and only then', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '0',
    '1',
    '-',
    'e',
    '.',
    'null',
    ' ',
    '\n',
    'ü',
  )
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.nat(3), piece, (text, place, gone, put) => {
      const at = place % (text.length + 1)
      const spoiled = text.slice(0, at) + put + text.slice(at + gone)
      expect(findJsonProblem(spoiled) === null).toBe(isJson(spoiled))
    }),
    { numRuns: 2000 },
  )
})

test('a text nested very deep is judged without running out of stack', () => {
  expect(findJsonProblem('['.repeat(50_000))).toMatchObject({ kind: 'value', column: 50_001 })
})
