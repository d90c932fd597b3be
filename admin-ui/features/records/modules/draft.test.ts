import { describe, expect, test } from 'vitest'
import {
  creationOf,
  fieldInputOf,
  keyOf,
  type ModuleDraft,
  moved,
  newField,
  newModule,
  problemsOfModule,
  slugOf,
  withLabel,
  withName,
} from './draft.ts'

const field = (patch: object = {}) => ({ ...newField(1), label: 'Email', name: 'email', ...patch })
const module = (patch: Partial<ModuleDraft> = {}): ModuleDraft => ({
  ...newModule(),
  name: 'Contacts',
  slug: 'contacts',
  fields: [field()],
  ...patch,
})

describe('a suggested name', () => {
  test.each([
    ['Support tickets', 'support-tickets', 'support_tickets'],
    ['Été à la plage!', 'ete-a-la-plage', 'ete_a_la_plage'],
    ["Customer's e-mail", 'customers-e-mail', 'customers_e_mail'],
    ['2nd address', 'nd-address', 'nd_address'],
    ['名前', '', ''],
    ['x'.repeat(80), 'x'.repeat(40), 'x'.repeat(64)],
  ])('for %j is what the API takes', (text, slug, key) => {
    expect([slugOf(text), keyOf(text)]).toEqual([slug, key])
  })

  test('follows the name until the user has typed another one', () => {
    expect(withName(newModule(), 'Orders')).toEqual({ name: 'Orders', slug: 'orders' })
    expect(withName(module({ slug: 'people' }), 'Orders')).toEqual({ name: 'Orders' })
    expect(withLabel(field(), 'Work email')).toEqual({ label: 'Work email', name: 'work_email' })
    expect(withLabel(field({ name: 'mail' }), 'Work email')).toEqual({ label: 'Work email' })
  })
})

describe('a drafted module', () => {
  test('is complete only with a name, a free slug, and fields with a label and a key of their own', () => {
    expect(problemsOfModule(module(), ['orders'])).toEqual({})
    expect(problemsOfModule({ ...newModule(), fields: [] }, [])).toEqual({
      name: 'needName',
      slug: 'needSlug',
      fields: 'needFields',
    })
    expect(problemsOfModule(module({ slug: 'Con tacts' }), [])).toEqual({ slug: 'badSlug' })
    expect(problemsOfModule(module(), ['contacts'])).toEqual({ slug: 'takenSlug' })
    const fields = [
      field(),
      field({ label: ' ', name: 'email' }),
      field({ name: 'constructor' }),
      field({ name: '1st' }),
      field({ name: 'stage', type: 'select', options: 'a\n\na' }),
      field({ name: 'boss', type: 'reference' }),
    ]
    expect(problemsOfModule(module({ fields }), [])).toEqual({
      'fields.1.label': 'needLabel',
      'fields.1.name': 'takenKey',
      'fields.2.name': 'reservedKey',
      'fields.3.name': 'badKey',
      'fields.4.options': 'repeatedOption',
      'fields.5.module': 'needModule',
    })
    const many = Array.from({ length: 21 }, (_, n) => field({ name: `f${n}`, indexed: true }))
    expect(problemsOfModule(module({ fields: many }), [])).toEqual({ fields: 'tooManyIndexed' })
  })

  test('sends what the type of each field can have, and nothing else', () => {
    const plain = { label: 'Email', name: 'email', required: false, unique: false, indexed: false }
    expect(fieldInputOf(field({ type: 'json', unique: true, indexed: true, options: 'a' }))).toEqual({
      ...plain,
      type: 'json',
    })
    expect(fieldInputOf(field({ unique: true }))).toEqual({ ...plain, type: 'text', unique: true, indexed: true })
    expect(fieldInputOf(field({ type: 'select', options: ' Lead \n\nLost\n' }))).toEqual({
      ...plain,
      type: 'select',
      options: ['Lead', 'Lost'],
    })
    expect(creationOf(module({ name: ' Contacts ' })).name).toBe('Contacts')
  })
})

test('a field moves by one place, and not over the ends', () => {
  expect(moved([1, 2, 3], 1, -1)).toEqual([2, 1, 3])
  expect(moved([1, 2, 3], 1, 1)).toEqual([1, 3, 2])
  expect([moved([1, 2, 3], 0, -1), moved([1, 2, 3], 2, 1)]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
})
