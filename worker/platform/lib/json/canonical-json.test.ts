import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { Json } from './json.ts'

/** The same content with the members of every object in another order. */
const reordered = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reordered(member)] as const)
      .reverse(),
  )
}

describe('canonical JSON', () => {
  it('is the same in any order of members, and parses to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value))
        const text = canonicalJson(plain)
        expect(canonicalJson(reordered(plain))).toBe(text)
        expect(JSON.parse(text)).toEqual(plain)
      }),
    )
  })

  it('differs where the content differs', () => {
    const texts = [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { ab: 12 },
      [{ a: 1 }, { b: 2 }],
      [{ b: 2 }, { a: 1 }],
      { a: '1', b: 2 },
      { a: [1], b: 2 },
    ].map(canonicalJson)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('sorts names like RFC 8785, and omits undefined values', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\u0080': 5, b: undefined })).toBe(
      '{"\\r":2,"1":3,"\u0080":5,"\u20ac":1,"\ud83d\ude00":4}',
    )
  })
})
