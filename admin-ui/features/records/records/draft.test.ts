import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Field } from '../../../../client/src/generated.ts'
import { changesOf, draftOf, problemsOf, valuesOf } from './draft.ts'
import { valueText } from './field-value.ts'

const field = (name: string, type: Field['type'], patch: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type,
  required: false,
  unique: false,
  indexed: false,
  ...patch,
})
const FIELDS = [
  field('name', 'text'),
  field('age', 'number'),
  field('customer', 'boolean'),
  field('born', 'date'),
  field('seen', 'datetime'),
  field('extra', 'json'),
]
const DATA = {
  name: ' Ada\n',
  age: 36.5,
  customer: false,
  born: '1815-12-10',
  seen: '2026-11-21T09:30:12.345Z',
  extra: { a: [1] },
}

const zone = process.env.TZ
// Behind UTC: midnight in UTC is the day before.
beforeAll(() => {
  process.env.TZ = 'America/New_York'
})
afterAll(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('the form of a record', () => {
  test('a date without a time keeps its calendar day west of Greenwich, shown and saved (pitfall 11)', () => {
    expect(new Date('1815-12-10').getDate()).toBe(9)
    expect(valueText({ type: 'date' }, '1815-12-10')).toContain('10')
    expect(valueText({ type: 'date' }, '0099-01-01')).toContain('99')
    const draft = draftOf(FIELDS, DATA)
    expect(draft.born).toBe('1815-12-10')
    expect(valuesOf(FIELDS, draft).born).toBe('1815-12-10')
  })

  test('a boolean that is not set is neither yes nor no, and stays so (pitfall 12)', () => {
    const draft = draftOf(FIELDS, { customer: null })
    expect(draft.customer).toBe('')
    expect(valueText({ type: 'boolean' }, null)).toBe('')
    expect(valuesOf(FIELDS, { ...draft, name: 'Ada' })).toEqual({ name: 'Ada' })
    expect(changesOf(FIELDS, draft, { ...draft, customer: 'false' })).toEqual({ customer: false })
    expect(changesOf(FIELDS, { ...draft, customer: 'false' }, draft)).toEqual({ customer: null })
    expect(problemsOf([field('customer', 'boolean', { required: true })], draft)).toEqual({ customer: 'needValue' })
  })

  test('sends what was changed alone, and gives every value back as it was stored', () => {
    const draft = draftOf(FIELDS, DATA)
    expect(changesOf(FIELDS, draft, draft)).toEqual({})
    expect(valuesOf(FIELDS, draft)).toEqual(DATA)
    expect(changesOf(FIELDS, draft, { ...draft, name: '', age: '1e3', extra: 'null' })).toEqual({
      name: null,
      age: 1000,
      extra: null,
    })
  })

  test('says what is no value of its field', () => {
    const wrong = { name: 'x', age: '12,5', customer: '', born: '', seen: 'soon', extra: '{' }
    expect(problemsOf(FIELDS, wrong)).toEqual({ age: 'badNumber', seen: 'badTime', extra: 'json' })
  })
})
