import { expect, it } from 'vitest'
import { auditDiff } from './audit-diff.ts'

it('tells each setting that differs, and none that does not', () => {
  expect(
    auditDiff({ name: 'Old', scopes: ['a:b'], kept: 1 }, { name: 'New', scopes: ['a:b', 'c:d'], kept: 1 }),
  ).toEqual([
    { field: 'name', before: 'Old', after: 'New' },
    { field: 'scopes', before: '["a:b"]', after: '["a:b","c:d"]' },
  ])
  expect(auditDiff(null, { name: 'First', gone: null })).toEqual([{ field: 'name', before: null, after: 'First' }])
  expect(auditDiff(null, null)).toEqual([])
})
