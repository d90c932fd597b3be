import fc from 'fast-check'
import sift from 'sift'
import { describe, expect, it } from 'vitest'
import { WorkBudget, WorkExceeded } from '../../lib/budget/work-budget.ts'
import type { Json, JsonObject } from '../../lib/json/json.ts'
import { compileQuery, InvalidQuery, OPERATOR_NAMES } from './compile.ts'

const MANY = 100_000_000

/** The result of a query on a document, with the steps that it needed. */
function ask(query: Json, document: JsonObject, limit = MANY): { matched: boolean; steps: number } {
  const matcher = compileQuery(query)
  const budget = new WorkBudget(limit)
  matcher.reset()
  matcher.see({ value: document, key: undefined, owner: undefined, leaf: true }, budget)
  return { matched: matcher.matched, steps: budget.used }
}

const plain = fc.constantFrom<Json>(0, 1, 2, 3, -1, 1.5, 'a', 'b', 'ab', '', true, false, null)
const objectOf = (member: fc.Arbitrary<Json>) => fc.dictionary(fc.constantFrom('a', 'b', 'c'), member, { maxKeys: 4 })
const document = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, plain, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '0', '1'), tie('value'), { maxKeys: 4 }),
}))
/**
 * Values to compare with. sift treats a missing member as null, and a list as equal to an object with the same keys.
 * Here they are never equal, so objects have members that no list has, and none of them is null.
 */
const { operand } = fc.letrec<{ operand: Json; member: Json }>((tie) => ({
  operand: fc.oneof({ depthSize: 'small' }, plain, fc.array(tie('operand'), { maxLength: 4 }), objectOf(tie('member'))),
  member: fc.oneof(
    { depthSize: 'small' },
    plain.filter((value) => value !== null),
    fc.array(tie('operand'), { maxLength: 4 }),
    objectOf(tie('member')),
  ),
}))
const path = fc.constantFrom('a', 'b', 'a.b', 'a.b.c', 'a.0', 'b.1.a', 'c', 'c.length', 'a.a')
const ordinal = fc.constantFrom<Json>(0, 1, 2, 'a', 'ab', true)
const { query } = fc.letrec<{ query: JsonObject; condition: JsonObject; list: Json[] }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    fc.dictionary(path, fc.oneof(operand, tie('condition')), { maxKeys: 2 }),
    fc.record({ $and: fc.array(tie('query'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ $or: fc.array(tie('query'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ $nor: fc.array(tie('query'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ $not: tie('query') }),
  ),
  list: fc.array(operand, { maxLength: 3 }),
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.record({ $eq: operand }),
    fc.record({ $ne: operand }),
    fc.record({ $gt: ordinal, $lte: ordinal }),
    fc.record({ $gte: ordinal }),
    fc.record({ $lt: ordinal }),
    fc.record({ $in: tie('list') }),
    fc.record({ $nin: tie('list') }),
    fc.record({ $all: tie('list') }),
    fc.record({ $all: fc.array(plain, { maxLength: 3 }) }),
    fc.record({ $size: fc.nat(3) }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $type: fc.constantFrom('number', 'string', 'bool', 'array', 'null') }),
    fc.record({ $regex: fc.constantFrom('^a', 'b$', 'A'), $options: fc.constantFrom('i', '') }),
    fc.record({ $not: tie('condition') }),
    fc.record({ $elemMatch: fc.oneof(tie('query'), tie('condition')) }),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({ ...left, ...right })),
  ),
}))

describe('our own filter evaluator', () => {
  it('answers like sift', () => {
    fc.assert(
      fc.property(query, document.object, (asked, about) => {
        let expected: boolean
        try {
          expected = sift<JsonObject>(asked)(structuredClone(about))
        } catch {
          return
        }
        expect(ask(asked, about).matched).toBe(expected)
      }),
      { numRuns: 20_000 },
    )
  })

  it('distinguishes a null member from a missing one', () => {
    expect(ask({ b: { a: {} } }, { b: { c: null } }).matched).toBe(false)
    expect(ask({ b: { c: null } }, { b: { a: 1 } }).matched).toBe(false)
    expect(ask({ b: { c: null } }, { b: { c: null } }).matched).toBe(true)
  })

  it('divides only numbers, and orders only values of one type', () => {
    expect(ask({ a: { $mod: [2, 0] } }, { a: 4 }).matched).toBe(true)
    expect(ask({ a: { $mod: [2, 0] } }, { a: null }).matched).toBe(false)
    expect(ask({ a: { $gt: 1 } }, { a: '2' }).matched).toBe(false)
    expect(ask({ a: { $gte: null } }, { b: 1 }).matched).toBe(true)
    expect(ask({ a: { $gt: null } }, { a: [5] }).matched).toBe(false)
  })

  it('reads only own members of a document', () => {
    for (const name of ['toString', 'constructor', 'hasOwnProperty', '__proto__', 'valueOf']) {
      expect(ask({ [name]: { $exists: true } }, { a: 1 }).matched, name).toBe(false)
      expect(ask({ [`a.${name}`]: { $ne: null } }, { a: [1] }).matched, name).toBe(false)
      expect(ask({ a: JSON.parse(`{"${name}": 1}`) }, { a: {} }).matched, name).toBe(false)
    }
    expect(ask({ toString: 1 }, { toString: 1 }).matched).toBe(true)
  })

  const numbers = Array.from({ length: 36_000 }, (_, n) => n)
  const long = 'a'.repeat(200_000)
  const deep = Array.from({ length: 500 }).reduce<Json>((inner) => [inner], 1)
  const objects = Array.from({ length: 3000 }, (_, n) => ({ a: n, b: `x${n}`, c: [n, { d: n }] }))
  const wide = Object.fromEntries(numbers.slice(0, 5000).map((n) => [`name${n}`, n]))
  const events: JsonObject[] = [{ d: numbers }, { d: long }, { d: deep }, { d: objects }, { d: wide }, { d: 1e308 }]
  const operands: Json[] = [-1, 'x', null, '', numbers.slice(0, 480), objects.slice(0, 60), { a: 1 }, [[1]], 'a*a*a*b']
  const worst = OPERATOR_NAMES.flatMap((name) =>
    operands.flatMap((operand): JsonObject[] => [
      { d: { [name]: operand } },
      { d: { $not: { [name]: operand } } },
      { d: { $elemMatch: { [name]: operand } } },
      { $or: Array.from({ length: 200 }, () => ({ d: { [name]: operand } })) },
      { 'd.a': { [name]: operand } },
      { [name]: [{ d: operand }, { d: { $ne: operand } }] },
    ]),
  )
  it(`stays within its budget for ${worst.length} queries with the worst operands, or is stopped`, () => {
    const limit = 20_000
    let cut = 0
    for (const asked of worst) {
      for (const event of events) {
        try {
          expect(ask(asked, event, limit).steps).toBeLessThanOrEqual(limit)
        } catch (error) {
          if (error instanceof InvalidQuery) continue
          expect(error, JSON.stringify(asked).slice(0, 200)).toBeInstanceOf(WorkExceeded)
          cut++
        }
      }
    }
    expect(cut).toBeGreaterThan(100)
  })

  it('looks up plain values in constant time', () => {
    const few = ask({ d: { $all: [1, 2] } }, { d: numbers }).steps
    expect(ask({ d: { $all: numbers.slice(-480) } }, { d: numbers }).steps).toBeLessThan(40 * numbers.length)
    expect(few).toBeLessThan(100)
    expect(ask({ d: { $in: numbers.map((n) => -n - 1) } }, { d: numbers }).steps).toBeLessThan(10 * numbers.length)
  })

  it('charges parts times elements if a lookup is not possible', () => {
    const of = (parts: number, elements: number) =>
      ask({ $or: Array.from({ length: parts }, () => ({ d: { $gt: 1e9 } })) }, { d: numbers.slice(0, elements) }).steps
    expect(of(20, 1000)).toBeGreaterThan(20 * 1000)
    expect(of(40, 1000)).toBeGreaterThan(1.9 * of(20, 1000))
    expect(of(20, 2000)).toBeGreaterThan(1.9 * of(20, 1000))
  })
})
