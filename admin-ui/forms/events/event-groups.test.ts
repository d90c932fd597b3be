import { describe, expect, it } from 'vitest'
import type { EventTypeInfo } from '../../../contract/events.ts'
import { coveredBy, groupEvents, searchEvents, withPatterns } from './event-groups.ts'

const info = (type: string, category: string): EventTypeInfo => ({
  type,
  name: type,
  category,
  description: `About ${type}`,
  schema: null,
  sample: null,
  custom: false,
  createdAt: null,
})

const TYPES = [
  info('user.created', 'Users'),
  info('user.deleted', 'Users'),
  info('payment.failed', 'Payments'),
  info('user.banned', 'Moderation'),
]
const OTHER = { category: 'Other', hint: 'Not in the catalog' }

describe('the tree of events', () => {
  it('keeps the order of the catalog, offers wildcards, and shows what is chosen without being in it', () => {
    const groups = groupEvents(TYPES, ['order.*', 'user.*', '*', 'user.created'], OTHER)
    expect(groups.map(({ category, wildcards, events }) => [category, wildcards.length, events.length])).toEqual([
      ['Other', 0, 1],
      ['Users', 1, 2],
      ['Payments', 0, 1],
      ['Moderation', 0, 1],
    ])
    expect(groups[0]?.events).toEqual([{ pattern: 'order.*', hint: 'Not in the catalog' }])
  })

  it('is searched by name, description and category', () => {
    const found = (text: string) =>
      searchEvents(groupEvents(TYPES, [], OTHER), text).flatMap(({ events }) => events.map(({ pattern }) => pattern))
    expect(found('DELETED')).toEqual(['user.deleted'])
    expect(found('about payment')).toEqual(['payment.failed'])
    expect(found('moderation')).toEqual(['user.banned'])
    expect(found('nothing')).toEqual([])
    expect(found(' ')).toHaveLength(4)
  })

  it('drops what a chosen wildcard says already', () => {
    expect(withPatterns(['user.created', 'payment.failed'], ['user.*'])).toEqual(['payment.failed', 'user.*'])
    expect(withPatterns(['user.*', 'payment.failed'], ['*'])).toEqual(['*'])
    expect(withPatterns(['user.*'], ['user.created'])).toEqual(['user.*'])
    expect(coveredBy('user.created', ['user.created', 'user.*'])).toBe('user.*')
    expect(coveredBy('user.created', ['user.created'])).toBeUndefined()
  })
})
