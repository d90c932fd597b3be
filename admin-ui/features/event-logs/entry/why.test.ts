import { describe, expect, test } from 'vitest'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { PROBLEM_CODES } from '../../../../contract/outcomes.data.ts'
import { ERROR_KINDS } from '../../../../contract/webhooks.data.ts'
import { whyOf } from './why.ts'

const call: LogEntry = {
  id: 'log_1',
  time: '2026-11-21T10:00:00.000Z',
  type: 'api_call',
  keyId: 'key_1',
  keyName: 'Mobile App',
  webhookId: null,
  webhookName: null,
  appName: null,
  appId: null,
  endpoint: '/api/v1/users',
  method: 'GET',
  status: 403,
  durationMs: 1,
  ip: '192.0.2.1',
  country: null,
  userAgent: null,
  requestId: 'req_1',
  deliveryId: null,
  outcome: 'ok',
  reason: null,
  environment: 'live',
}
const delivery: LogEntry = {
  ...call,
  type: 'webhook',
  keyId: null,
  webhookId: 'whk_1',
  endpoint: 'https://example.com/hook',
  status: 503,
  durationMs: 15_004,
  deliveryId: 'dlv_1',
}

describe('why a call failed', () => {
  test('is said for every outcome in a sentence, with one to three steps', () => {
    const failures = [
      ...PROBLEM_CODES.map((outcome) => ({ ...call, outcome })),
      ...ERROR_KINDS.map((outcome) => ({ ...delivery, outcome })),
      { ...call, outcome: null },
      { ...call, outcome: 'a_new_code' },
    ]
    for (const entry of failures) {
      const why = whyOf(entry, {})
      expect(why?.title, entry.outcome ?? 'null').toMatch(/^[A-Z0-9].*\.$/)
      expect(why?.title).not.toContain('_')
      expect(why?.steps.length).toBeGreaterThanOrEqual(1)
      expect(why?.steps.length).toBeLessThanOrEqual(3)
    }
  })

  test('names what was missing, and leads to the key', () => {
    const entry = { ...call, outcome: 'scope_missing', reason: { missingScopes: ['users:read', 'posts:read'] } }
    expect(whyOf(entry, {})).toMatchObject({
      title: 'The credential does not have users:read, posts:read, which this path needs.',
      steps: [{ href: '/api-keys?key=key_1&dialog=edit&add=users%3Aread+posts%3Aread' }, { href: '/api-keys' }],
    })
  })

  test('names the limit where it is known', () => {
    const entry = { ...call, status: 429, outcome: 'rate_limited', reason: { limit: 'minute' as const } }
    expect(whyOf(entry, { limit: 60 })?.title).toBe('60 calls a minute, all used.')
    expect(whyOf(entry, {})?.title).toBe('All calls of this key for the minute are used.')
  })

  test('leads to the delivery of a webhook', () => {
    expect(whyOf({ ...delivery, outcome: 'status' }, {})).toMatchObject({
      title: 'The endpoint answered 503.',
      steps: [{}, { href: '/webhooks?webhook=whk_1&delivery=dlv_1' }],
    })
    expect(whyOf({ ...delivery, outcome: 'connection' }, {})?.title).toBe('No connection to example.com.')
  })

  test('leads to the route of a call through the gateway, and names how its upstream failed', () => {
    const through = { ...call, type: 'gateway' as const, endpoint: '/gateway/posts/*', status: 502 }
    const failed = { ...through, outcome: 'upstream_failed', reason: { upstreamStatus: 503 } }
    expect(whyOf(failed, { route: 'rte_1' })).toMatchObject({
      title: 'The upstream answered 503.',
      steps: [{}, { href: '/gateway-routes?route=rte_1' }],
    })
    const slow = { ...through, status: 504, outcome: 'upstream_timed_out', reason: { waitedSeconds: 10 } }
    expect(whyOf(slow, { route: 'rte_1' })).toMatchObject({
      title: 'The upstream did not answer within 10 s.',
      steps: [{}, { href: '/gateway-routes?route=rte_1&tab=settings' }],
    })
    expect(whyOf({ ...through, outcome: 'no_route' }, {})?.steps.at(-1)?.href).toBe('/gateway-routes')
  })

  test('leads to the approval that a tool call waits for', () => {
    const waiting = { ...call, type: 'tool' as const, outcome: 'approval_needed' }
    expect(whyOf(waiting, {})?.steps[0]?.href).toBe('/gateway-routes?view=approvals')
  })

  test('is not said of a success', () => {
    expect(whyOf(call, {})).toBeNull()
    expect(whyOf({ ...call, status: 200, outcome: null }, {})).toBeNull()
  })
})
