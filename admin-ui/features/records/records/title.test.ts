import { describe, expect, it } from 'vitest'
import type { Field } from '../../../../client/src/generated.ts'
import { titleOf } from './title.ts'

const field = (name: string, type: Field['type'], unique = false): Field => ({
  name,
  label: name,
  type,
  required: false,
  unique,
  indexed: unique,
})

describe('the title of a record', () => {
  it('is the first text, or unique value, that it has', () => {
    const fields = [field('age', 'number'), field('email', 'email', true), field('name', 'text')]
    expect(titleOf(fields, { age: 3, email: 'ada@example.com', name: 'Ada' })).toBe('ada@example.com')
    expect(titleOf(fields, { age: 3, email: null, name: 'Ada' })).toBe('Ada')
    expect(titleOf([field('number', 'number', true)], { number: 0 })).toBe('0')
  })

  it('is any other text without one, and empty without any', () => {
    const fields = [field('owner', 'reference', true), field('site', 'url'), field('age', 'number')]
    expect(titleOf(fields, { owner: 'rec_1', site: 'https://example.com', age: 3 })).toBe('https://example.com')
    expect(titleOf(fields, { owner: 'rec_1', site: null, age: 3 })).toBe('')
  })
})
