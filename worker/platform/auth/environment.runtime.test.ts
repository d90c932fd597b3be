import { createExecutionContext, createMessageBatch, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import type { Verdict } from '../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { LogEntry, Stats, UsageOver } from '../../../contract/event-logs.ts'
import type { Event, EventSummary } from '../../../contract/events.ts'
import type { ImportResult } from '../../../contract/key-import.ts'
import type { StreamMessage } from '../../../contract/live.ts'
import type { Preview } from '../../../contract/webhooks.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { logEntry } from '../../../test/support/log-entries.ts'
import { soon } from '../../../test/support/until.ts'
import { readTestUsage } from '../../features/event-logs/figures/test-usage-store.ts'
import { closeDay } from '../../features/event-logs/ingest/close-store.ts'
import { writeLogBatch } from '../../features/event-logs/ingest/write-batch.ts'
import worker from '../../index.ts'
import { databaseOf } from '../db/client.ts'
import { sha256 } from '../lib/crypto/crypto.ts'
import { toHex } from '../lib/crypto/encoding.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../lib/time/time.ts'
import type { LogMessage, LogRecord } from '../request-log/entry.ts'

async function newSides() {
  const org = await newTestOrg()
  const made = await createKey(org, { name: 'Test', environment: 'test', scopes: ['*'] })
  return { org, live: org.key, test: made.key, testId: made.id }
}

const logged = (entries: LogRecord[]) =>
  writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

describe('a test key', () => {
  it('verifies only test keys, and a live key those of both; a refused key is not charged', async () => {
    const { org, live, test } = await newSides()
    const [ofLive, ofTest] = [
      await createKey(org, { rateLimit: { perMinute: 2 } }),
      await createKey(org, { environment: 'test' }),
    ]
    const verify = async (key: string, asked: string) =>
      (await json<Verdict>('POST', '/api/v1/api-keys/verify', { key, body: { key: asked, explain: true } })).code
    for (let n = 0; n < 5; n++) expect(await verify(test, ofLive.key)).toBe('unknown')
    expect(await verify(test, ofTest.key)).toBe('ok')
    expect([await verify(live, ofLive.key), await verify(live, ofTest.key)]).toEqual(['ok', 'ok'])
    // The answer is the same as for an unknown key.
    const strange = await newTestOrg()
    const answers = await Promise.all(
      [ofLive.key, strange.key].map((key) =>
        json<Verdict>('POST', '/api/v1/api-keys/verify', { key: test, body: { key, explain: true } }),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
  })

  it('imports into its own environment, and learns nothing about keys of the other', async () => {
    const { org, live, test } = await newSides()
    const digest = toHex(await sha256(`acme_${org.organizationId}`))
    const line = { digest, prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    const send = async (key: string, more: object = {}) => {
      const body = { keys: [{ ...line, ...more }] }
      const { results } = await json<ImportResult>('POST', '/api/v1/api-keys/import', { key, body })
      return results[0]
    }
    expect(await send(test, { environment: 'live' })).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'keys.0.environment' }],
    })
    const imported = await send(live)
    expect(imported).toMatchObject({ outcome: 'imported' })
    expect(await send(live)).toMatchObject({ outcome: 'exists', id: imported?.id })
    expect(await send(test)).toMatchObject({ outcome: 'refused', id: null, errors: [{ path: 'keys.0.digest' }] })
    const own = await send(test, { digest: toHex(await sha256('acme_other')), name: 'Own' })
    expect((await call('GET', `/api/v1/api-keys/${own?.id}`, { key: test })).status).toBe(200)
    expect((await call('GET', `/api/v1/api-keys/${own?.id}`, { key: live })).status).toBe(404)
  })

  it('publishes in its own environment, with its own idempotency keys', async () => {
    const { org, live, test } = await newSides()
    const publish = (key: string, more: object = {}) =>
      call('POST', '/api/v1/events', {
        key,
        body: { type: 'user.created', data: { by: 'me' }, ...more },
        headers: { 'idempotency-key': 'order-17' },
      })
    for (const [key, other] of [
      [test, 'live'],
      [live, 'test'],
    ] as const) {
      const refused = await publish(key, { environment: other })
      expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'environment'])
      const batch = await call('POST', '/api/v1/events/batch', {
        key,
        body: { events: [{ type: 'user.created', data: {}, environment: other }] },
      })
      expect([batch.status, (await batch.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'events.0.environment'])
    }
    const answers = [await publish(test), await publish(live), await publish(test), await publish(live)]
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202])
    const [ofTest, ofLive, testAgain, liveAgain] = await Promise.all(answers.map((one) => one.json<Event>()))
    expect([ofTest?.environment, ofLive?.environment]).toEqual(['test', 'live'])
    expect([testAgain?.id, liveAgain?.id]).toEqual([ofTest?.id, ofLive?.id])
    const { data } = await json<Page<EventSummary>>('GET', '/api/v1/events', { key: org.key })
    expect(data.map(({ id }) => id)).toEqual([ofLive?.id])
  })

  it('previews events of its own environment', async () => {
    const { live, test } = await newSides()
    const preview = async (key: string) =>
      (await json<Preview>('POST', '/api/v1/webhooks/preview', { key, body: { eventType: 'user.created' } })).event
    expect((await preview(test)).environment).toBe('test')
    expect((await preview(live)).environment).toBe('live')
  })

  it('gets the answer of an idempotency key only in its environment', async () => {
    const { org, live } = await newSides()
    const made = await createKey(org, { environment: 'test' })
    const regenerate = (query: string) =>
      call('POST', `/api/v1/api-keys/${made.id}/regenerate${query}`, {
        key: live,
        headers: { 'idempotency-key': 'once' },
      })
    expect((await regenerate('?environment=test')).status).toBe(200)
    expect((await regenerate('')).status).toBe(404)
    expect((await regenerate('?environment=test')).status).toBe(200)
  })

  it('has statistics of test calls only, and a live key those of live calls', async () => {
    const { org, live, test, testId } = await newSides()
    const liveKey = await createKey(org, { name: 'Caller' })
    const now = Date.now()
    const times = [now - 1000, now - 3 * HOUR_MS, startOfDay(now) - DAY_MS + 5 * HOUR_MS, startOfDay(now) - 9 * DAY_MS]
    const entry = (environment: 'live' | 'test', time: number, more: Partial<LogRecord> = {}) =>
      logEntry(org.organizationId, {
        environment,
        keyId: environment === 'live' ? liveKey.id : testId,
        time,
        durationMs: environment === 'live' ? 5 : 900,
        ...more,
      })
    await logged(
      times.flatMap((time) => [
        entry('live', time),
        entry('live', time, { route: '/api/v1/events' }),
        entry('test', time, { status: 500, route: '/api/v1/events' }),
        entry('test', time, { status: 500, route: '/api/v1/alerts' }),
        entry('test', time, { status: 404, route: '/api/v1/alerts' }),
      ]),
    )
    for (const time of times)
      if (time < startOfDay(now))
        await closeDay(databaseOf(env.DB), org.organizationId, startOfDay(time), startOfDay(time) + 86_400_000)
    const statsOf = (key: string, query = '') => json<Stats>('GET', `/api/v1/stats${query}`, { key })
    const [ofLive, ofTest] = [await statsOf(live), await statsOf(test)]
    expect([ofLive.calls.month, ofLive.errorRate, ofLive.averageMs]).toEqual([8, 0, 5])
    expect([ofTest.calls.month, ofTest.errorRate, ofTest.averageMs]).toEqual([12, 1, 900])
    expect(ofLive.topKeys).toEqual([{ id: liveKey.id, name: 'Caller', calls: 8, errors: 0 }])
    expect(ofTest.topKeys).toEqual([{ id: testId, name: 'Test', calls: 12, errors: 12 }])
    expect(ofLive.topEndpoints.map(({ endpoint, calls }) => [endpoint, calls])).toEqual([
      ['/api/v1/events', 4],
      ['/api/v1/me', 4],
    ])
    expect(ofTest.topEndpoints.map(({ endpoint, calls }) => [endpoint, calls])).toEqual([
      ['/api/v1/alerts', 8],
      ['/api/v1/events', 4],
    ])
    expect((ofLive.p95Ms ?? 0) < 100 && (ofTest.p95Ms ?? 0) > 100).toBe(true)
    expect(await statsOf(live, '?environment=test')).toMatchObject({ calls: ofTest.calls, topKeys: ofTest.topKeys })
    expect((await call('GET', '/api/v1/stats?environment=live', { key: test })).status).toBe(422)
    const usage = (key: string) => json<UsageOver>('GET', '/api/v1/stats/usage', { key })
    expect([(await usage(live)).calls, (await usage(test)).calls, (await usage(test)).errors]).toEqual([8, 12, 12])
  })

  it('reads the test roll-ups of the month and two rows an hour for statistics', async () => {
    const { org, testId } = await newSides()
    const now = Date.now()
    const entries = Array.from({ length: 200 }, (_, hour) =>
      logEntry(org.organizationId, { time: now - hour * HOUR_MS, keyId: org.keyId }),
    )
    await logged([...entries, logEntry(org.organizationId, { environment: 'test', keyId: testId, time: now })])
    const { bill, db } = billedDatabase()
    const from = Math.floor(now / HOUR_MS) * HOUR_MS - 719 * HOUR_MS
    const usage = await readTestUsage(databaseOf(db), org.organizationId, from, now + 1)
    expect(usage.hours.map(({ calls }) => calls)).toEqual([1])
    expect(bill.read).toBeLessThanOrEqual(1500)
  })
})

const sockets: WebSocket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

async function listen(key: string, query = '') {
  const { status, webSocket } = await call('GET', `/api/v1/event-logs/stream${query}`, {
    key,
    headers: { upgrade: 'websocket' },
  })
  if (!webSocket) return { status, messages: [], entries: () => [] }
  const messages: StreamMessage[] = []
  webSocket.addEventListener('message', ({ data }) => void messages.push(JSON.parse(String(data))))
  webSocket.accept()
  sockets.push(webSocket)
  const entries = (): LogEntry[] => messages.flatMap((one) => (one.kind === 'entries' ? one.entries : []))
  return { status, messages, entries }
}

describe('the live stream', () => {
  it('shows a test key only test entries, warnings, alerts and rates', async () => {
    const { org, live, test, testId } = await newSides()
    const [atTest, atLive, atNamed] = [await listen(test), await listen(live), await listen(live, '?environment=test')]
    expect((await listen(test, '?environment=live')).status).toBe(422)
    const near = { window: 'minute', limit: 100, remaining: 3 } as const
    const entries = [
      logEntry(org.organizationId, { keyId: org.keyId, near }),
      logEntry(org.organizationId, { keyId: testId, environment: 'test', near }),
      logEntry(org.organizationId, { environment: null, type: 'auth' }),
    ]
    const body: LogMessage = { id: crypto.randomUUID(), entries, counters: [] }
    const batch = createMessageBatch('request-logs', [{ id: body.id, timestamp: new Date(), attempts: 1, body }])
    await worker.queue(batch, env, createExecutionContext())
    const ids = (some: LogEntry[]) => some.map(({ id }) => id)
    const own = entries.map(({ id }) => id)
    await soon(() => ids(atTest.entries()).filter((id) => own.includes(id))).toEqual([own[1]])
    await soon(() => ids(atNamed.entries()).filter((id) => own.includes(id))).toEqual([own[1]])
    await soon(() => ids(atLive.entries()).filter((id) => own.includes(id))).toEqual([own[0], own[2]])
    const warned = (some: StreamMessage[]) => some.flatMap((one) => (one.kind === 'limit' ? [one.keyId] : []))
    await soon(() => warned(atTest.messages)).toEqual([testId])
    await soon(() => warned(atLive.messages)).toEqual([org.keyId])
    // An alert about a live key opens, then one about a test key.
    const alerts = (some: StreamMessage[]) => some.filter(({ kind }) => kind === 'alerts').length
    const fire = () => worker.scheduled(createScheduledController({ cron: '* * * * *' }), env, createExecutionContext())
    const [liveKey, testKey] = [await createKey(org), await createKey(org, { environment: 'test' })]
    await call('POST', `/api/v1/api-keys/${liveKey.id}/regenerate`, { key: live })
    await fire()
    await soon(() => alerts(atLive.messages)).toBe(1)
    await call('POST', `/api/v1/api-keys/${testKey.id}/regenerate`, { key: test })
    await fire()
    await soon(() => [alerts(atTest.messages), alerts(atNamed.messages)]).toEqual([1, 1])
    expect(alerts(atLive.messages)).toBe(1)
  })

  it('needs logs:read, whatever environment it names', async () => {
    const { org } = await newSides()
    const { key } = await createKey(org, { scopes: ['users:read'] })
    expect((await listen(key, '?environment=test')).status).toBe(403)
  })
})
