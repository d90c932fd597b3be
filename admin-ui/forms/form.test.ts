import { describe, expect, test } from 'vitest'
import { errorAt, errorInList } from './form.ts'

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

describe('the message for a field', () => {
  test('is a sentence, whether the API or the dashboard says it', () => {
    expect(errorAt({ email: 'must be an email address' }, 'email')).toBe('Must be an email address.')
    expect(errorAt({ email: 'Enter an email address.' }, 'email')).toBe('Enter an email address.')
    expect(errorAt({ 'scopes.2': 'is not known' }, 'scopes')).toBe('Is not known.')
    expect(errorAt({ scopesOfOthers: 'is not known' }, 'scopes')).toBeUndefined()
  })
})
