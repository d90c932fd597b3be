import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../contract/event-logs.ts'
import { withEntries } from './live-stream.ts'

const entry = (second: number, id: number): LogEntry => ({
  id: `log_${id}`,
  time: new Date(second * 1000).toISOString(),
  type: 'api_call',
  keyId: null,
  keyName: null,
  webhookId: null,
  webhookName: null,
  appName: null,
  appId: null,
  endpoint: '/',
  method: 'GET',
  status: 200,
  durationMs: 1,
  ip: null,
  country: null,
  userAgent: null,
  requestId: '',
  outcome: 'ok',
  reason: null,
  environment: null,
})

describe('a page of the log with entries of the stream', () => {
  it('holds each entry once, newest first, whatever comes twice or late', () => {
    const some = fc.array(fc.tuple(fc.nat(20), fc.nat(40)), { maxLength: 60 })
    fc.assert(
      fc.property(some, some, (before, after) => {
        const unique = new Map([...before, ...after].map(([second, id]) => [id, second]))
        const make = (list: [number, number][]) => [
          ...new Map(list.map(([, id]) => [id, entry(unique.get(id) ?? 0, id)])).values(),
        ]
        const twice = [...make(after), ...make(after)]
        const page = withEntries(withEntries({ data: [], nextCursor: null }, make(before)), twice)
        expect(page.data.map(({ id }) => id).toSorted()).toEqual([...unique.keys()].map((id) => `log_${id}`).toSorted())
        const times = page.data.map(({ time }) => time)
        expect(times).toEqual(times.toSorted().toReversed())
      }),
    )
  })
})
