import { expect, it } from 'vitest'
import { indentJson } from './indent-json.ts'

it('indents JSON as JSON.stringify does', () => {
  for (const value of [{}, [], { a: [1, { b: null }], 'x:{,': 'y"\\[', c: {}, d: [] }, 'text', -1.5e3, [[[true]]]]) {
    expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
    expect(indentJson(JSON.stringify(value, null, 4))).toBe(JSON.stringify(value, null, 2))
  }
})

it('keeps every digit of a number', () => {
  expect(indentJson('{"id":820982911946154508,"price":1.10}')).toBe(
    '{\n  "id": 820982911946154508,\n  "price": 1.10\n}',
  )
})

it('leaves other text as it is', () => {
  expect(indentJson('{broken')).toBe('{broken')
})
