import { describe, expect, it } from 'vitest'
import type { FieldType } from '../../../../contract/modules.data.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import type { StoredField } from '../modules/field.ts'
import { checkData } from './validate.ts'

const field = (type: FieldType, more: Partial<StoredField> = {}): StoredField => ({
  key: 'f1',
  name: 'value',
  label: 'Value',
  type,
  required: false,
  unique: false,
  indexed: false,
  ...more,
})

const check = (one: StoredField, value: Json) => {
  const { data, errors } = checkData([one], {}, { value })
  return errors[0] ? `${errors[0].path} ${errors[0].message}` : data.f1
}

const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)])

describe('a value', () => {
  it.each<[FieldType, Json, Json]>([
    ['text', ' as it is\n', ' as it is\n'],
    ['number', -5.5, -5.5],
    ['number', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['boolean', false, false],
    ['date', '2024-02-29', '2024-02-29'],
    ['datetime', '2026-11-21T15:00:00+05:30', '2026-11-21T09:30:00.000Z'],
    ['email', 'ada@example.com', 'ada@example.com'],
    ['url', 'https://example.com/a?b=c', 'https://example.com/a?b=c'],
    ['json', { a: [1, null] }, { a: [1, null] }],
    ['reference', 'rec_01kaj3v5e8w2m4q6t8y0z2b4d6', 'rec_01kaj3v5e8w2m4q6t8y0z2b4d6'],
  ])('of a %s is stored in one form: %j', (type, value, stored) => {
    expect(check(field(type), value)).toEqual(stored)
  })

  it.each<[FieldType, Json, string]>([
    ['text', 5, 'must be a text'],
    ['text', 'a\u0000b', 'must not contain NUL or broken characters'],
    ['text', '\ud800', 'must not contain NUL or broken characters'],
    ['text', 'x'.repeat(10_001), 'must be at most 10000 characters'],
    ['number', '5', 'must be a number'],
    ['number', 2 ** 53, 'must be between -9007199254740991 and 9007199254740991'],
    ['boolean', 'true', 'must be true or false'],
    ['boolean', 0, 'must be true or false'],
    ['date', '2026-02-30', 'must be a date that exists'],
    ['date', '2026-11-21T00:00:00Z', 'must be a date, such as 2026-11-21'],
    ['datetime', '2026-11-21', 'must be an instant'],
    ['email', 'ada@', 'must be an email address'],
    ['email', ['a@b.co'], 'must be an email address'],
    ['url', 'javascript:alert(1)', 'must be a web address'],
    ['url', 'example.com', 'must be a web address'],
    ['json', nested(34), 'must not be nested deeper than 32'],
    ['json', 'x'.repeat(17_000), 'must be at most 16 KB as JSON'],
    ['reference', 'rec_1', 'must be the id of a record'],
  ])('of a %s is refused with what it must be: %j', (type, value, message) => {
    expect(check(field(type), value)).toContain(`data.value ${message}`)
  })

  it('of a select is one of its options', () => {
    const select = field('select', { options: ['lead', 'customer'] })
    expect(check(select, 'lead')).toBe('lead')
    expect(check(select, 'other')).toBe('data.value must be one of lead, customer')
  })

  it('that is indexed is short', () => {
    const long = 'x'.repeat(501)
    expect(check(field('text', { indexed: true }), long)).toContain('at most 500 characters, because it is indexed')
    expect(check(field('text'), long)).toBe(long)
  })
})

describe('data', () => {
  const fields = [field('text', { required: true }), field('number', { key: 'f2', name: 'age' })]
  const merge = (before: JsonObject, input: JsonObject) => checkData(fields, before, input)

  it('is merged: null and an empty text clear, a missing field stays, values of removed fields are dropped', () => {
    expect(merge({ f1: 'a', f2: 5, f9: 'gone' }, { value: 'b' })).toEqual({
      data: { f1: 'b', f2: 5 },
      changed: ['value'],
      errors: [],
    })
    expect(merge({ f1: 'a', f2: 5 }, { age: null })).toMatchObject({ data: { f1: 'a' }, changed: ['age'] })
    expect(merge({ f1: 'a' }, { value: 'a', age: '' })).toMatchObject({ changed: [], errors: [] })
  })

  it('names every field that is wrong, unknown or missing', () => {
    expect(merge({}, { age: 'x', surprise: 1, constructor: 2 }).errors).toEqual([
      { path: 'data.age', message: 'must be a number' },
      { path: 'data.surprise', message: 'is not known here' },
      { path: 'data.constructor', message: 'is not known here' },
      { path: 'data.value', message: 'is required' },
    ])
    expect(merge({ f1: 'a' }, { value: '' }).errors).toEqual([{ path: 'data.value', message: 'is required' }])
  })

  it('is bounded as a whole', () => {
    const many = Array.from({ length: 8 }, (_, n) => field('text', { key: `f${n}`, name: `t${n}` }))
    const input = Object.fromEntries(many.map(({ name }) => [name, 'x'.repeat(9000)]))
    expect(checkData(many, {}, input).errors).toEqual([{ path: 'data', message: 'must be at most 64 KB as JSON' }])
  })
})
