import { describe, expect, it } from 'vitest'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { readTarget, refusalCounterOf } from './refusals.ts'

const entry = (type: LogRecord['type'], status: number, keyId: string | null, ip: string | null): LogRecord => ({
  organizationId: 'org_1',
  time: 0,
  id: 'log_1',
  type,
  environment: null,
  keyId,
  webhookId: null,
  appId: null,
  route: '/',
  endpoint: '/',
  method: 'GET',
  status,
  durationMs: 1,
  ip,
  country: null,
  userAgent: null,
  requestId: '',
  previousSecret: false,
})

describe('a call', () => {
  it.each([
    ['auth', 401, 'key_1', '1.2.3.4', { kind: 'auth_failures', target: 'key_1 1.2.3.4' }],
    ['api_call', 403, 'key_1', null, { kind: 'auth_failures', target: 'key_1 ' }],
    ['auth', 401, null, '2001:db8::1', { kind: 'auth_failures', target: ' 2001:db8::1' }],
    ['auth', 429, null, '1.2.3.4', { kind: 'auth_failures', target: ' 1.2.3.4' }],
    ['api_call', 429, 'key_1', '1.2.3.4', { kind: 'limit_exceeded', target: 'key_1 ' }],
    ['auth', 429, 'key_1', '1.2.3.4', { kind: 'limit_exceeded', target: 'key_1 ' }],
    ['webhook', 401, null, null, null],
    ['webhook', 429, null, null, null],
    ['api_call', 200, 'key_1', '1.2.3.4', null],
    ['api_call', 404, 'key_1', '1.2.3.4', null],
    ['api_call', 500, 'key_1', '1.2.3.4', null],
    ['api_call', 429, null, '1.2.3.4', null],
  ] as const)('of type %s answered %i counts as what it is', (type, status, keyId, ip, expected) => {
    expect(refusalCounterOf(entry(type, status, keyId, ip))).toEqual(expected)
  })

  it('is counted under a target that contains its key and address', () => {
    for (const [keyId, ip] of [
      ['key_1', '1.2.3.4'],
      [null, '::1'],
      ['key_1', null],
      [null, null],
    ] as const) {
      const target = refusalCounterOf(entry('auth', 401, keyId, ip))?.target ?? ''
      expect(readTarget(target)).toEqual({ keyId, ip })
    }
  })
})
