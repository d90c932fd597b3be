import { expect, test } from 'vitest'
import { changeOf, creationOf, draftOf, problemsOf } from './draft.ts'

const draft = { scope: 'orders:read', label: 'Read orders', description: '', group: '' }

test.each([
  ['', 'needName'],
  ['Orders:read', 'badName'],
  ['orders', 'badName'],
  ['orders:*', 'badName'],
  ['webhooks:purge', 'reserved'],
  ['mcp:call', 'reserved'],
  ['users:read', 'taken'],
  ['orders:write', 'taken'],
])('the name %j has the problem %s', (scope, problem) => {
  expect(problemsOf({ ...draft, scope }, ['orders:write'])).toEqual({ scope: problem })
})

test('a name of its own, and a new action of a built-in resource, are valid', () => {
  expect(problemsOf(draft, [])).toEqual({})
  expect(problemsOf({ ...draft, scope: 'users:export' }, [])).toEqual({})
})

test('an empty group is left to the server, and a change contains only what was changed', () => {
  expect(creationOf(draft)).toEqual({ scope: 'orders:read', label: 'Read orders', description: '' })
  const scope = { ...draft, group: 'Shop', custom: true, keys: 0, createdAt: null }
  expect(changeOf(scope, { ...draftOf(scope), description: ' All of them ' })).toEqual({ description: 'All of them' })
})
