import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogMessage, LogRecord } from './entry.ts'
import { packMessage, unpackMessage } from './message-codec.ts'

// Few values of each, so that entries have much in common; texts of callers can be anything.
const chosen = fc.oneof(
  fc.constantFrom('', ' ', '/a', '/a b', '4 /a', 'null'),
  fc.string({ unit: 'binary', maxLength: 5 }),
)
const message = {
  headers: fc.dictionary(fc.constantFrom('accept', 'x-trace'), chosen),
  body: fc.option(chosen),
  bodyType: fc.constantFrom('text/plain', null),
  bodyBytes: fc.option(fc.nat()),
  truncated: fc.boolean(),
}
const entries: fc.Arbitrary<LogRecord> = fc.record(
  {
    organizationId: fc.constantFrom('org_a', 'org_b'),
    time: fc.nat(),
    id: fc.constantFrom('log_a', 'log_b', 'log_c'),
    type: fc.constantFrom('api_call', 'webhook', 'auth'),
    environment: fc.constantFrom('live', 'test', null),
    keyId: fc.constantFrom('key_a', 'key_b', null),
    webhookId: fc.constantFrom('whk_a', null),
    appId: fc.constant(null),
    route: fc.constantFrom('/a', '/b/{id}'),
    endpoint: chosen,
    method: fc.constantFrom('GET', 'POST'),
    status: fc.constantFrom(200, 404),
    durationMs: fc.nat(),
    ip: fc.option(fc.constantFrom('203.0.113.7', '2001:db8::1')),
    country: fc.constantFrom('DE', null),
    userAgent: fc.option(chosen),
    requestId: fc.constantFrom('req_a', 'req_b', 'log_a', ''),
    previousSecret: fc.boolean(),
    outcome: fc.constantFrom('not_found' as const, 'rate_limited' as const),
    reason: fc.constantFrom('{"limit":"minute"}', '{"limit":"day"}'),
    reported: fc.constant(true),
    near: fc.constant({ window: 'hour', limit: 100, remaining: 3 } as const),
    captured: fc.record({ request: fc.record({ query: chosen, ...message }), response: fc.record(message) }),
  },
  {
    requiredKeys: [
      'organizationId',
      'time',
      'id',
      'type',
      'environment',
      'keyId',
      'webhookId',
      'appId',
      'route',
      'endpoint',
      'method',
      'status',
      'durationMs',
      'ip',
      'country',
      'userAgent',
      'requestId',
      'previousSecret',
    ],
  },
)
const messages: fc.Arbitrary<LogMessage> = fc.record({
  id: fc.uuid(),
  entries: fc.array(entries),
  counters: fc.constant([{ organizationId: '-', hour: 0, kind: 'rejected', calls: 3 } as const]).map((one) => [...one]),
})

test('a message is the same after packing and unpacking, for any URLs', () => {
  fc.assert(
    fc.property(messages, (message) => {
      expect(unpackMessage(JSON.parse(JSON.stringify(packMessage(message))))).toEqual(message)
    }),
  )
})

test('a message packed by the previous version is read, although it has no outcomes', () => {
  // A message that was in the queue when this version was deployed.
  const packed = {
    id: '7b0c2c1e-4c1a-4a57-9d34-0d3d1f0f6a11',
    time: 1_700_000_000_000,
    shapes: [
      {
        organizationId: 'org_a',
        type: 'api_call' as const,
        environment: 'live' as const,
        keyId: 'key_a',
        webhookId: null,
        appId: null,
        route: '/api/v1/me',
        endpoint: '/api/v1/me',
        method: 'GET',
        status: 404,
        ip: null,
        country: null,
        userAgent: null,
        previousSecret: false,
      },
    ],
    calls: [[0, 5, 3, 'log_a'] as [number, number, number, string]],
    counters: [],
  }
  const { shapes } = packed
  expect(unpackMessage(packed).entries).toEqual([
    { ...shapes[0], time: 1_700_000_000_005, durationMs: 3, id: 'log_a', requestId: 'req_a' },
  ])
})

test('an outcome is sent once for all calls with the same outcome, and a success without', () => {
  const entry = (id: string, more: Partial<LogRecord>): LogRecord => ({
    organizationId: 'org_a',
    time: 0,
    id,
    type: 'api_call',
    environment: 'live',
    keyId: 'key_a',
    webhookId: null,
    appId: null,
    route: '/a',
    endpoint: '/a',
    method: 'GET',
    status: 200,
    durationMs: 1,
    ip: null,
    country: null,
    userAgent: null,
    requestId: id.replace('log_', 'req_'),
    previousSecret: false,
    ...more,
  })
  const limited = { status: 429, outcome: 'rate_limited', reason: '{"limit":"minute"}' } as const
  const entries = [entry('log_a', {}), entry('log_b', limited), entry('log_c', limited), entry('log_d', {})]
  const text = JSON.stringify(packMessage({ id: 'm', entries, counters: [] }))
  expect(text.match(/rate_limited/g)).toHaveLength(1)
  expect(text.match(/outcome/g)).toHaveLength(1)
  expect(text.match(/reported/g)).toBeNull()
})

test('a message that was not packed is accepted unchanged', () => {
  fc.assert(
    fc.property(messages, (message) => {
      expect(unpackMessage(message)).toBe(message)
    }),
  )
})
