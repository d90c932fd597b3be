import { expect, test } from 'vitest'
import { importOf, newScopesOf, STANDARD } from './options.ts'

const operation = (key: string, newScopes: string[] = []) => ({
  key,
  operationId: null,
  summary: '',
  method: key.split(' ')[0] ?? '',
  path: key.split(' ')[1] ?? '',
  action: 'create' as const,
  routeId: null,
  route: null,
  newScopes,
  problems: [],
})
const get = operation('GET /posts', ['posts:read'])
const post = operation('POST /posts', ['posts:write', 'posts:read'])

test('a preview asks for all operations, an import for the chosen ones', () => {
  expect(importOf('openapi: 3.1.0', STANDARD, null, [])).toEqual({
    document: 'openapi: 3.1.0',
    prefix: '',
    tools: true,
    approval: 'destructive',
    createScopes: true,
  })
  expect(importOf('', STANDARD, [post], [get, post]).operations).toEqual(['POST /posts'])
})

test('tools can be made of what only reads', () => {
  const options = { ...STANDARD, tools: 'reading' as const }
  expect(importOf('', options, [get, post], [get, post]).tools).toEqual(['GET /posts'])
  expect(importOf('', options, null, [get, post]).tools).toEqual(['GET /posts'])
  expect(importOf('', { ...STANDARD, tools: 'none' }, null, [get]).tools).toBe(false)
})

test('what is left empty is left to the document', () => {
  const options = { ...STANDARD, prefix: '/forum/', upstream: ' https://f.example ', rateLimitPerMinute: '60' }
  expect(importOf('', options, null, [])).toMatchObject({
    prefix: 'forum',
    upstream: 'https://f.example',
    rateLimitPerMinute: 60,
  })
  expect(importOf('', { ...STANDARD, rateLimitPerMinute: 'x' }, null, [])).not.toHaveProperty('rateLimitPerMinute')
})

test('missing scopes are named once', () => {
  expect(newScopesOf([get, post])).toEqual(['posts:read', 'posts:write'])
})
