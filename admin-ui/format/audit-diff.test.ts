import { expect, it } from 'vitest'
import { auditDiff } from './audit-diff.ts'

it('tells each setting that differs, and none that does not', () => {
  expect(
    auditDiff({ name: 'Old', scopes: ['a:b'], kept: 1 }, { name: 'New', scopes: ['a:b', 'c:d'], kept: 1 }),
  ).toEqual([
    { path: ['name'], before: 'Old', after: 'New' },
    { path: ['scopes'], before: ['a:b'], after: ['a:b', 'c:d'] },
  ])
  expect(auditDiff(null, { name: 'First', gone: null })).toEqual([
    { path: ['name'], before: undefined, after: 'First' },
  ])
  expect(auditDiff(null, null)).toEqual([])
})

it('compares objects name by name', () => {
  expect(auditDiff({ metadata: { team: 'a', kept: 1 } }, { metadata: { team: 'b', kept: 1, new: true } })).toEqual([
    { path: ['metadata', 'team'], before: 'a', after: 'b' },
    { path: ['metadata', 'new'], before: undefined, after: true },
  ])
})
