import { describe, expect, test } from 'vitest'
import { errorInList } from './form.ts'

const say = (item: string, message: string) => `${item}: ${message}`

describe('the message for a list', () => {
  test('names the item that the server counted', () => {
    expect(errorInList({ 'events.1': 'is not known' }, 'events', ['a', 'b'], say)).toBe('b: is not known')
  })

  test('stands alone when it speaks of the whole list, or of an item that is not there', () => {
    expect(errorInList({ events: 'must not be empty' }, 'events', ['a'], say)).toBe('must not be empty')
    expect(errorInList({ 'events.7': 'is not known' }, 'events', ['a'], say)).toBe('is not known')
  })

  test('is none for a list that nothing is said of', () => {
    expect(errorInList({ 'eventsOfOthers.0': 'is not known' }, 'events', ['a'], say)).toBeUndefined()
  })
})
