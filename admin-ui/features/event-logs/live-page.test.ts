import { describe, expect, test } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import { countFresh } from './live-page.ts'

const pageOf = (...ids: string[]): Page<LogEntry> => ({
  data: ids.map((id) => ({
    id,
    time: '2026-11-21T10:00:00.000Z',
    type: 'api_call',
    keyId: null,
    keyName: null,
    webhookId: null,
    webhookName: null,
    appName: null,
    appId: null,
    endpoint: '/api/v1/me',
    method: 'GET',
    status: 200,
    durationMs: 1,
    ip: null,
    country: null,
    userAgent: null,
    requestId: id,
    outcome: 'ok',
    reason: null,
    environment: 'live',
  })),
  nextCursor: null,
})

describe('how many entries are new', () => {
  test('is what stands above the first one shown', () => {
    expect(countFresh(pageOf('b', 'a'), pageOf('d', 'c', 'b', 'a'))).toBe(2)
    expect(countFresh(pageOf('b', 'a'), pageOf('b', 'a'))).toBe(0)
  })

  test('is all of them when the one shown has left the page, or none was shown', () => {
    expect(countFresh(pageOf('a'), pageOf('d', 'c', 'b'))).toBe(3)
    expect(countFresh(pageOf(), pageOf('a'))).toBe(1)
  })
})
