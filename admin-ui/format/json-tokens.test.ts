import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonTokens } from './json-tokens.ts'

test('names, strings, numbers and words are told apart', () => {
  const text = '{"a": "x: \\"1\\"", "b": [-1.5e3, true, null]}'
  expect(jsonTokens(text).filter(({ kind }) => kind !== 'plain')).toEqual([
    { kind: 'name', text: '"a"' },
    { kind: 'string', text: '"x: \\"1\\""' },
    { kind: 'name', text: '"b"' },
    { kind: 'number', text: '-1.5e3' },
    { kind: 'word', text: 'true' },
    { kind: 'word', text: 'null' },
  ])
})

test('the parts are the text again, and every value of it has its kind', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const text = JSON.stringify(JSON.parse(json), null, 2)
      const tokens = jsonTokens(text)
      expect(tokens.map((token) => token.text).join('')).toBe(text)
      for (const { kind, text: part } of tokens) {
        if (kind === 'plain') expect(part).toMatch(/^[\s{}[\],:]*$/)
        else expect(() => JSON.parse(part)).not.toThrow()
      }
    }),
  )
})

test('a long text has a bounded number of parts', () => {
  const text = JSON.stringify(Array.from({ length: 50_000 }, (_, index) => index))
  const tokens = jsonTokens(text)
  expect(tokens.length).toBeLessThan(2010)
  expect(tokens.map((token) => token.text).join('')).toBe(text)
})
