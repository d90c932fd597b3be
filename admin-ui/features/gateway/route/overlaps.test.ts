import { expect, test } from 'vitest'
import { isCallTo, overlapsOf } from './overlaps.ts'

const route = (id: string, prefix: string, exact = false) => ({ id, prefix, exact })

test('a longer prefix takes precedence over the ones that it lies below', () => {
  const found = overlapsOf([route('all', ''), route('forum', 'forum'), route('posts', 'forum/posts')])
  expect(found.get('posts')).toEqual({ longer: [], over: 'forum' })
  expect(found.get('forum')).toEqual({ longer: ['forum/posts'], over: '' })
  expect(found.get('all')).toEqual({ longer: ['forum', 'forum/posts'], over: null })
})

test('only whole segments count, and an exact route has nothing below it', () => {
  const found = overlapsOf([route('one', 'for'), route('two', 'forum/posts'), route('three', 'forum', true)])
  expect([...found.values()]).toEqual([1, 2, 3].map(() => ({ longer: [], over: null })))
})

test('a parameter stands for any segment', () => {
  const found = overlapsOf([route('one', 'users/{id}'), route('two', 'users/me/posts')])
  expect(found.get('two')?.over).toBe('users/{id}')
})

test('routes for other methods of the same prefix do not overlap', () => {
  expect(overlapsOf([route('get', 'posts'), route('post', 'posts')]).get('get')).toEqual({ longer: [], over: null })
})

test('a call belongs to the route with the longest prefix that takes its method', () => {
  const [forum, posts, post] = [
    { ...route('forum', 'forum'), methods: ['*' as const] },
    { ...route('posts', 'forum/posts'), methods: ['GET' as const] },
    { ...route('post', 'forum/posts/{id}', true), methods: ['GET' as const] },
  ]
  const all = [forum, posts, post]
  const callTo = (one: typeof forum, endpoint: string, method = 'GET') => isCallTo(one, all, { method, endpoint })
  expect(callTo(posts, '/gateway/forum/posts')).toBe(true)
  expect(callTo(forum, '/gateway/forum/posts')).toBe(false)
  expect(callTo(posts, '/gateway/forum/posts/5')).toBe(false)
  expect(callTo(post, '/gateway/forum/posts/5')).toBe(true)
  expect(callTo(posts, '/gateway/forum/posts/5/likes')).toBe(true)
  expect(callTo(posts, '/gateway/forum/posts', 'HEAD')).toBe(true)
  expect(callTo(posts, '/gateway/forum/posts', 'POST')).toBe(false)
  // On a host of the organization.
  expect(callTo(forum, '/forum/us%65rs')).toBe(true)
})
