import { expect, test } from 'vitest'
import { type Described, logPath, publicPath, sampleCall, sampleCommand, termsText } from './words.ts'

const route: Described = {
  prefix: 'forum/posts',
  exact: false,
  upstream: 'https://forum.example.com/v1/posts/',
  methods: ['GET'],
  scopes: ['posts:read'],
  cost: 1,
  stripPrefix: true,
}

test('an example of a call says where it goes and where the gateway sends it', () => {
  expect(sampleCall(route, 'https://api.example.com')).toEqual({
    method: 'GET',
    url: 'https://api.example.com/gateway/forum/posts/5',
    upstream: 'https://forum.example.com/v1/posts/5',
  })
})

test('with the prefix kept, the upstream gets it too', () => {
  expect(sampleCall({ ...route, stripPrefix: false }, '').upstream).toBe(
    'https://forum.example.com/v1/posts/forum/posts/5',
  )
})

test('an exact route takes nothing below its prefix, and parameters are filled in on both sides', () => {
  const exact = { ...route, exact: true, prefix: 'posts/{id}/likes', upstream: 'https://f.example/p/{id}/l' }
  expect(sampleCall(exact, '')).toMatchObject({ url: '/gateway/posts/5/likes', upstream: 'https://f.example/p/5/l' })
})

test('the empty prefix is the whole gateway', () => {
  expect(publicPath({ prefix: '' })).toBe('/gateway')
  expect(sampleCall({ ...route, prefix: '', stripPrefix: false }, '')).toMatchObject({
    url: '/gateway/5',
    upstream: 'https://forum.example.com/v1/posts/5',
  })
})

test('what a caller needs and what a call costs is one clause', () => {
  expect(termsText(route)).toBe('needs posts:read, costs 1 call')
  expect(termsText({ scopes: ['a:read', 'b:read'], cost: 5 })).toBe('needs a:read and b:read, costs 5 calls')
  expect(termsText({ scopes: [], cost: 1 })).toBe('needs any valid key or token, costs 1 call')
})

test('the command has a placeholder for the key, and a body where the method has one', () => {
  expect(sampleCommand(route, 'https://h')).toBe(
    "curl 'https://h/gateway/forum/posts/5' \\\n  -H 'Authorization: Bearer <your API key>'",
  )
  expect(sampleCommand({ ...route, methods: ['POST'] }, 'https://h')).toContain("--data-raw '{}'")
  expect(sampleCommand({ ...route, methods: ['*'] }, 'https://h')).not.toContain('-X')
})

test('calls are searched for by the literal beginning of the prefix', () => {
  expect(logPath({ prefix: 'users/{id}/posts' })).toBe('/users')
  expect(logPath({ prefix: 'forum/posts' })).toBe('/forum/posts')
  expect(logPath({ prefix: '{tenant}/posts' })).toBe('')
  expect(logPath({ prefix: '' })).toBe('')
})
