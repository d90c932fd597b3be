import { describe, expect, it } from 'vitest'
import type { RouteChange, RouteRow } from '../rows/route-store.ts'
import { takesAway } from './takes-away.ts'

const before = {
  methods: ['GET', 'POST'],
  scopes: ['posts:read', 'posts:write'],
  cost: 2,
  timeoutSeconds: 30,
  perMinute: 10,
  maxConcurrency: null,
  cors: null,
  tool: null,
  toolName: null,
  status: 'active',
} as unknown as RouteRow

describe('a change', () => {
  it.each([
    { methods: ['GET'] },
    { scopes: ['posts:read', 'posts:write', 'users:read'] },
    { scopes: ['posts:*'] },
    { cost: 3 },
    { perMinute: 9 },
    { maxConcurrency: 5 },
    { status: 'disabled' },
    { upstream: 'https://other.example.com' },
    { prefix: 'other' },
    { exact: 1 },
    { stripPrefix: 0 },
    { requestHeaders: null },
    { responseHeaders: {} },
    { name: 'Renamed', methods: ['POST'] },
    { unknown: 1 },
  ] as RouteChange[])('takes something away: %j', (change) => expect(takesAway(before, change)).toBe(true))

  it.each([
    {},
    { name: 'Renamed', description: 'd' },
    { methods: ['POST', 'GET', 'PUT'] },
    { methods: ['*'] },
    { scopes: ['posts:read'] },
    { scopes: [] },
    { cost: 1 },
    { perMinute: null },
    { perMinute: 11 },
    { timeoutSeconds: 31 },
    { status: 'active' },
    { toolName: 'search', tool: {} },
  ] as RouteChange[])('takes nothing away: %j', (change) => expect(takesAway(before, change)).toBe(false))
})
