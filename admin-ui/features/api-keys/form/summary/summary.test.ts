import { describe, expect, test } from 'vitest'
import { SCOPE_GROUPS } from '../../../../../contract/scope-catalog.data.ts'
import { isPreset, PRESETS, scopesOf } from '../scopes/presets.ts'
import { canLines, cannotLines, minutesUntilUsed } from './summary.ts'

const list = (items: string[]) => items.join(', ')
const can = (...scopes: string[]) => canLines(scopes, SCOPE_GROUPS, list)
const cannot = (...scopes: string[]) => cannotLines(scopes, SCOPE_GROUPS, list, (count) => `${count} more`)

describe('the summary of a key', () => {
  test('says what it can do, a line for each thing', () => {
    expect(can('users:read', 'posts:read', 'posts:edit')).toEqual(['Read users', 'Read, edit posts'])
    expect(can('posts:*')).toEqual(['Read, write, edit, delete posts'])
    expect(can('api-keys:read', 'alerts:write')).toEqual(['Read API keys', 'Manage alerts'])
    expect(can()).toEqual([])
  })

  test('names a scope that the catalog does not know', () => {
    expect(can('users:read', 'orders:read')).toEqual(['Read users', 'orders:read'])
  })

  test('says what it cannot change, and nothing for full access', () => {
    const lines = cannot('users:read', 'users:write')
    expect(lines).toContain('Delete users, posts, records')
    expect(lines).toContain('Process payments')
    expect(lines.join()).not.toContain('Read')
    expect(lines.find((line) => line.startsWith('Manage'))).toMatch(/, \d+ more$/)
    expect(cannot('*')).toEqual([])
  })

  test('says when an hour is used up, if that is before its end', () => {
    expect(minutesUntilUsed({ perMinute: 600, perHour: 10_000 })).toBe(17)
    expect(minutesUntilUsed({ perMinute: 60, perHour: 3600 })).toBeNull()
    expect(minutesUntilUsed({ perMinute: 1000, perHour: 10 })).toBe(1)
    expect(minutesUntilUsed({ perMinute: null, perHour: 10 })).toBeNull()
    expect(minutesUntilUsed({ perMinute: 0, perHour: 10 })).toBeNull()
  })
})

describe('a preset', () => {
  test('has scopes that exist', () => {
    const known = SCOPE_GROUPS.flatMap((group) => group.scopes.map(({ scope }) => scope))
    for (const preset of PRESETS) {
      const scopes = scopesOf(preset, SCOPE_GROUPS, ['*']) ?? []
      expect(scopes.length).toBeGreaterThan(0)
      expect(scopes.filter((scope) => !known.includes(scope))).toEqual([])
    }
  })

  test('is offered only with what the user may grant', () => {
    const held = ['posts:*', 'api-keys:verify']
    expect(scopesOf('readOnly', SCOPE_GROUPS, held)).toEqual(['posts:read'])
    expect(scopesOf('verifier', SCOPE_GROUPS, held)).toEqual(['api-keys:verify'])
    expect(scopesOf('publisher', SCOPE_GROUPS, held)).toBeNull()
    expect(scopesOf('fullAccess', SCOPE_GROUPS, held)).toBeNull()
  })

  test('is recognized in any order', () => {
    expect(isPreset(['events:write', 'events:read'], ['events:read', 'events:write'])).toBe(true)
    expect(isPreset(['events:read'], ['events:read', 'events:write'])).toBe(false)
    expect(isPreset([], null)).toBe(false)
  })
})
