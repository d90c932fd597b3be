import { describe, expect, it } from 'vitest'
import { categoryPresets, isPreset } from './event-presets.ts'

const type = (name: string, category: string) => ({
  type: name,
  name,
  category,
  description: '',
  schema: null,
  sample: null,
  custom: false,
  createdAt: null,
})

describe('presets of events', () => {
  it('are the categories that are needed often, in their order, each with all of its types; empty ones are left out', () => {
    const types = [
      type('payment.completed', 'Payments'),
      type('user.created', 'Users'),
      type('backup.completed', 'System'),
      type('user.merged', 'Users'),
    ]
    expect(categoryPresets(types)).toEqual([
      { category: 'Users', events: ['user.created', 'user.merged'] },
      { category: 'Payments', events: ['payment.completed'] },
    ])
    expect(categoryPresets([])).toEqual([])
  })

  it('are recognized in any order, and not if an event is missing or added', () => {
    expect(isPreset(['b', 'a'], ['a', 'b'])).toBe(true)
    expect(isPreset(['a'], ['a', 'b'])).toBe(false)
    expect(isPreset(['a', 'b', 'c'], ['a', 'b'])).toBe(false)
    expect(isPreset([], [])).toBe(true)
  })
})
