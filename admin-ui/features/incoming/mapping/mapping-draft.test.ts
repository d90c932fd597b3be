import { describe, expect, it } from 'vitest'
import type { Field } from '../../../../client/src/generated.ts'
import { linesOf, mappedByName, mappingOf, missingFields, newRow, rowsOf, splitRows } from './mapping-draft.ts'

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type,
  required: false,
  unique: false,
  indexed: false,
  ...more,
})

const FIELDS = [field('email', 'email', { required: true }), field('seats', 'number'), field('note', 'text')]

describe('a mapping in the editor', () => {
  it('is saved as it was read', () => {
    const mapping = {
      email: 'contact.email',
      seats: { value: 'contact.seats', default: 1, list: false },
      note: { default: '12', list: false },
      tags: { value: 'tags', list: true },
    }
    const fields = [...FIELDS, field('tags', 'json')]
    expect(mappingOf(rowsOf(mapping, fields), fields)).toEqual(mapping)
  })

  it('keeps a text that looks like a number a text in an event', () => {
    const mapping = { code: { default: '12', list: false }, count: { default: 12, list: false } }
    expect(mappingOf(rowsOf(mapping, null), null)).toEqual(mapping)
  })

  it('leaves out fields that were cleared', () => {
    expect(mappingOf([{ ...newRow('email'), value: '  ' }], FIELDS)).toEqual({})
  })

  it('shows every field of the module, and what is mapped to fields that are gone', () => {
    const lines = linesOf([{ ...newRow('old'), value: 'x' }], FIELDS)
    expect(lines.map(({ row }) => row.name)).toEqual(['email', 'seats', 'note', 'old'])
  })

  it('names required fields without a value, except for an update', () => {
    const rows = [{ ...newRow('note'), value: 'x' }]
    expect(missingFields(rows, FIELDS, { action: 'create', upsertField: null }).map(({ name }) => name)).toEqual([
      'email',
    ])
    expect(missingFields(rows, FIELDS, { action: 'update', upsertField: 'note' })).toEqual([])
    // What a record is found by has to be mapped in any case.
    expect(missingFields([], FIELDS, { action: 'update', upsertField: 'note' }).map(({ name }) => name)).toEqual([
      'note',
    ])
  })

  it('is split by what another module has', () => {
    const rows = [{ ...newRow('note'), value: 'x' }, { ...newRow('old'), value: 'y' }, newRow('older')]
    expect(splitRows(rows, FIELDS)).toEqual({ kept: [rows[0]], lost: [rows[1]] })
    expect(splitRows(rows, null).lost).toEqual([])
  })

  it('maps fields by name, the value nearest to the root first, and leaves what is mapped', () => {
    const sample = { data: { object: { Email: 'a@example.com', seats: 3 } }, seats: 2, note: 'n' }
    const { rows, count } = mappedByName([{ ...newRow('note'), value: 'kept' }], FIELDS, sample)
    expect(mappingOf(rows, FIELDS)).toEqual({ note: 'kept', email: 'data.object.Email', seats: 'seats' })
    expect(count).toBe(2)
  })
})
