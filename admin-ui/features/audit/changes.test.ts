import { expect, it } from 'vitest'
import { changesOf } from './changes.ts'

it('tells each setting that differs, and none that does not', () => {
  expect(
    changesOf({ name: 'Old', scopes: ['a:b'], kept: 1 }, { name: 'New', scopes: ['a:b', 'c:d'], kept: 1 }),
  ).toEqual([
    { field: 'name', before: 'Old', after: 'New' },
    { field: 'scopes', before: '["a:b"]', after: '["a:b","c:d"]' },
  ])
  expect(changesOf(null, { name: 'First', gone: null })).toEqual([{ field: 'name', before: null, after: 'First' }])
  expect(changesOf(null, null)).toEqual([])
})
