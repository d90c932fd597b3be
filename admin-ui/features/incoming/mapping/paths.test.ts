import { describe, expect, it } from 'vitest'
import { fieldNameFor, itemPath, memberPath, quoteInexactNumbers } from './paths.ts'

describe('the path of a value of the sample', () => {
  it('names members with dots, and quotes names that are no identifiers', () => {
    expect(memberPath('', 'data')).toBe('data')
    expect(memberPath('data', 'first-name')).toBe('data.first-name')
    expect(memberPath('data', 'odd name')).toBe('data["odd name"]')
    expect(memberPath('', '1st')).toBe('["1st"]')
    expect(memberPath('a', 'say "hi" \\ now')).toBe('a["say \\"hi\\" \\\\ now"]')
  })

  it('quotes a name that alone would be a literal of JSONata', () => {
    expect(memberPath('', 'true')).toBe('["true"]')
    expect(memberPath('a', 'true')).toBe('a.true')
  })

  it('has no form for names that cannot be read', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) expect(memberPath('a', name)).toBeNull()
  })

  it('counts items of lists from 0', () => {
    expect(memberPath(itemPath('items', 0), 'sku')).toBe('items[0].sku')
  })
})

describe('the field of an event that a value is added as', () => {
  it('has the last name of the path, with a number where it is taken', () => {
    expect(fieldNameFor('data.object.email', [])).toBe('email')
    expect(fieldNameFor('items[0].sku', ['sku'])).toBe('sku_2')
    expect(fieldNameFor('tags[3]', [])).toBe('field')
    expect(fieldNameFor('$headers.x-github-event', [])).toBe('event')
  })
})

it('a pasted number that would lose digits is a text, as the server reads it', () => {
  const text = '{"id":820982911946154508,"at":1700000000,"price":1.10,"text":"820982911946154508 \\" 9007199254740993"}'
  expect(JSON.parse(quoteInexactNumbers(text))).toEqual({
    id: '820982911946154508',
    at: 1_700_000_000,
    price: 1.1,
    text: '820982911946154508 " 9007199254740993',
  })
})
