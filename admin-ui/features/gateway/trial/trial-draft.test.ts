import { expect, test } from 'vitest'
import { methodsOf, missingParams, newTrial, pathOf, trialOf } from './trial-draft.ts'

test('a test call begins with the first method of the route and asks for its parameters', () => {
  const draft = newTrial({ methods: ['POST'], prefix: 'users/{id}/posts' })
  expect(draft).toMatchObject({ method: 'POST', params: { id: '' }, body: '{}' })
  expect(missingParams(draft)).toEqual(['id'])
  expect(methodsOf({ methods: ['*'] })).toContain('DELETE')
})

test('the path has what was typed, encoded, and says where something is missing', () => {
  const draft = newTrial({ methods: ['GET'], prefix: 'users/{id}/{tag}' })
  expect(pathOf('users/{id}/{tag}', { ...draft, params: { id: 'a b', tag: '' }, path: 'x?q=1' })).toBe(
    '/gateway/users/a%20b/{tag}/x?q=1',
  )
  expect(pathOf('', { ...draft, path: '?q=1' })).toBe('/gateway?q=1')
})

test('only a method with a body sends one', () => {
  const draft = { ...newTrial({ methods: ['POST'], prefix: '' }), headers: [{ name: ' X-A ', value: ' 1 ' }] }
  expect(trialOf(draft)).toEqual({ method: 'POST', path: '', params: {}, headers: { 'X-A': '1' }, body: '{}' })
  expect(trialOf({ ...draft, method: 'GET' }).body).toBeNull()
})
