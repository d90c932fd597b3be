import { describe, expect, it } from 'vitest'
import type { EventTypeInfo } from '../../../contract/events.ts'
import { byCategory, categoriesOf } from './catalog.ts'

const event = (type: string, category: string, description = ''): EventTypeInfo => ({
  type,
  name: `Name of ${type}`,
  category,
  description,
  schema: null,
  sample: null,
  custom: false,
  createdAt: null,
})
const TYPES = [
  event('user.created', 'Users', 'Somebody signed up.'),
  event('user.deleted', 'Users'),
  event('payment.failed', 'Payments'),
  // An own event may join a category of the catalog.
  event('user.invited', 'Users'),
]
const found = (text: string, category = '') =>
  byCategory(TYPES, text, category).map(({ name, events }) => [name, ...events.map(({ type }) => type)])

describe('the catalog', () => {
  it('stands by category, in the order it is told, own events among the others', () => {
    expect(found('')).toEqual([
      ['Users', 'user.created', 'user.deleted', 'user.invited'],
      ['Payments', 'payment.failed'],
    ])
    expect(categoriesOf(TYPES)).toEqual(['Users', 'Payments'])
  })

  it('is searched by name, description and category, whatever the case', () => {
    expect(found(' SIGNED up')).toEqual([['Users', 'user.created']])
    expect(found('payments')).toEqual([['Payments', 'payment.failed']])
    expect(found('deleted', 'Payments')).toEqual([])
    expect(found('nothing')).toEqual([])
  })
})
