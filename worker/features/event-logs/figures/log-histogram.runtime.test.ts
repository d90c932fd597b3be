import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LogEntry, LogHistogram } from '../../../../contract/event-logs.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { rollUpDays } from '../ingest/daily-rollup.ts'
import { writeLogBatch } from '../ingest/write-batch.ts'
import { MAX_ENTRIES } from './count-entries-store.ts'

const write = (entries: LogRecord[]) =>
  writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

/** Calls of the dashboard are not logged, so the log contains only the entries of the test. */
async function newSignedInOrg() {
  const org = await newTestOrg('owner', { withKey: false })
  const cookie = await signIn(org)
  await env.DB.prepare('DELETE FROM event_logs WHERE organization_id = ?').bind(org.organizationId).run()
  const histogram = (query: string) => json<LogHistogram>('GET', `/api/v1/event-logs/histogram?${query}`, { cookie })
  return { organizationId: org.organizationId, cookie, histogram }
}

const sumOf = ({ buckets }: LogHistogram) => [
  buckets.reduce((sum, one) => sum + one.successful, 0),
  buckets.reduce((sum, one) => sum + one.clientErrors, 0),
  buckets.reduce((sum, one) => sum + one.serverErrors, 0),
]
const countsOf = (some: LogRecord[]) => [
  some.filter(({ status }) => status < 400).length,
  some.filter(({ status }) => status >= 400 && status < 500).length,
  some.filter(({ status }) => status >= 500).length,
]

describe('the histogram of the log', () => {
  it('counts the entries that the list has, for every filter, closed or not', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const [keyId, webhookId] = [newId('key', now), newId('whk', now)]
    const statuses = [200, 204, 302, 404, 429, 500]
    const ages = fc.sample(fc.integer({ min: 0, max: 9 * DAY_MS }), { numRuns: 240, seed: 7 })
    const entries = ages.map((ms, n): LogRecord => {
      const isHook = n % 4 === 0
      const type = isHook ? 'webhook' : n % 7 === 0 ? 'auth' : 'api_call'
      return logEntry(org.organizationId, {
        time: now - ms,
        type,
        environment: type === 'auth' && n % 2 === 1 ? null : n % 5 === 0 ? 'test' : 'live',
        keyId: isHook || n % 3 === 0 ? null : keyId,
        webhookId: isHook && n % 8 === 0 ? webhookId : null,
        status: statuses[n % statuses.length] ?? 200,
        route: isHook ? 'delivery' : `/r/${n % 3}`,
        endpoint: `/r/${n % 3}/x`,
        method: n % 2 === 0 ? 'GET' : 'POST',
        ip: n % 9 === 0 ? '198.51.100.1' : '203.0.113.9',
      })
    })
    await write(entries.slice(0, 100))
    await write(entries.slice(100))
    const matches: Record<string, (one: LogRecord) => boolean> = {
      '': () => true,
      'type=api_call': ({ type }) => type === 'api_call',
      'status=success': ({ status }) => status < 400,
      'status=failed': ({ status }) => status >= 400,
      'status=4xx': ({ status }) => status >= 400 && status < 500,
      'status=5xx&type=webhook': ({ status, type }) => status >= 500 && type === 'webhook',
      'status=2xx': ({ status }) => status < 300,
      'status=404': ({ status }) => status === 404,
      [`keyId=${keyId}`]: (one) => one.keyId === keyId,
      [`keyId=${keyId}&status=3xx`]: (one) => one.keyId === keyId && one.status === 302,
      [`keyId=${keyId}&type=webhook`]: () => false,
      [`webhookId=${webhookId}`]: (one) => one.webhookId === webhookId,
      [`webhookId=${webhookId}&keyId=${keyId}`]: () => false,
      'environment=test': (one) => one.environment === 'test',
      'environment=live': (one) => one.environment === 'live',
      'environment=live&status=failed': (one) => one.environment === 'live' && one.status >= 400,
      'environment=test&type=api_call&status=5xx': (one) =>
        one.environment === 'test' && one.type === 'api_call' && one.status >= 500,
      'method=POST': ({ method }) => method === 'POST',
      'path=r/2': ({ endpoint }) => endpoint.includes('r/2'),
      'ip=198.51.100.1': ({ ip }) => ip === '198.51.100.1',
    }
    for (let closing = 0; closing < 2; closing++) {
      for (const [filter, match] of Object.entries(matches)) {
        for (const range of ['', 'range=7d', `from=${new Date(now - 5 * HOUR_MS).toISOString()}`]) {
          const query = [filter, range].filter(Boolean).join('&')
          const found = await org.histogram(query)
          const start = range === '' ? 0 : range === 'range=7d' ? now - 7 * DAY_MS : now - 5 * HOUR_MS
          // Whole hours are counted where the histogram is not exact.
          const from = found.exact ? start : Math.floor(start / HOUR_MS) * HOUR_MS
          const expected = entries.filter((one) => match(one) && one.time >= from)
          expect(sumOf(found), `${query} ${closing}`).toEqual(countsOf(expected))
          expect([found.total, found.partial, found.countedFrom], query).toEqual([expected.length, false, null])
          for (const [index, { start: at, ...counts }] of found.buckets.entries()) {
            const end = Date.parse(found.buckets[index + 1]?.start ?? found.end)
            const some = expected.filter(({ time }) => time >= Date.parse(at) && time < end)
            expect(Object.values(counts), `${query} ${at}`).toEqual(countsOf(some))
          }
        }
      }
      for (let left = true; left; ) left = (await rollUpDays.run(await jobDeps(now), null)).cursor !== null
    }
    const list = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?keyId=${keyId}&limit=100&status=5xx`, {
      cookie: org.cookie,
    })
    expect((await org.histogram(`keyId=${keyId}&status=5xx`)).total).toBe(list.data.length)
  }, 60_000)

  it('says how far it has counted, and reads a bounded number of rows', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const entries = Array.from({ length: MAX_ENTRIES + 2000 }, (_, n) =>
      logEntry(org.organizationId, { time: now - n * 1000, endpoint: `/r/${n}`, method: n % 2 === 0 ? 'GET' : 'POST' }),
    )
    await write(entries)
    const { bill, db } = billedDatabase()
    const { cookie } = org
    const counted = async (query: string) => {
      bill.read = 0
      return json<LogHistogram>('GET', `/api/v1/event-logs/histogram?${query}`, { cookie, env: { ...env, DB: db } })
    }
    const posts = await counted('method=POST&range=7d')
    expect([posts.partial, posts.total]).toEqual([true, MAX_ENTRIES / 2])
    expect(Date.parse(posts.countedFrom ?? '')).toBe(now - (MAX_ENTRIES - 1) * 1000)
    expect(bill.read).toBeLessThanOrEqual(MAX_ENTRIES + 100)
    // Hours are complete where minutes could not be counted.
    const since = new Date(now - 3 * HOUR_MS).toISOString()
    const all = await counted(`from=${since}`)
    expect(all).toMatchObject({ partial: false, exact: false, bucketSeconds: 3600, total: entries.length })
    expect(bill.read).toBeLessThanOrEqual(1000)
    const exact = await counted(`from=${new Date(now - HOUR_MS).toISOString()}&method=POST`)
    expect(exact).toMatchObject({ partial: false, exact: true, bucketSeconds: 60 })
  }, 60_000)

  it('has no hours whose entries are removed', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    await write([20, 2].map((days) => logEntry(org.organizationId, { time: now - days * DAY_MS })))
    await env.DB.prepare('DELETE FROM event_logs WHERE organization_id = ? AND time < ?')
      .bind(org.organizationId, now - 10 * DAY_MS)
      .run()
    expect((await org.histogram('range=30d')).total).toBe(1)
    const empty = await newSignedInOrg()
    expect(await empty.histogram('')).toMatchObject({ total: 0, partial: false })
  })

  it('names the field that is not valid', async () => {
    const { cookie } = await newSignedInOrg()
    const cases: [query: string, path: string][] = [
      ['type=call', 'type'],
      ['range=90d', 'range'],
      ['from=today', 'from'],
      ['to=2026-13-01', 'to'],
      ['from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'to'],
      ['range=7d&from=2026-11-02T00:00:00Z', 'range'],
      ['keyId=whk_1', 'keyId'],
      ['webhookId=key_1', 'webhookId'],
      ['appId=1', 'appId'],
      ['status=abc', 'status'],
      ['method=FETCH', 'method'],
      ['path=', 'path'],
      ['ip=1.2.3', 'ip'],
      ['environment=all', 'environment'],
      ['limit=10', 'limit'],
      ['cursor=abc', 'cursor'],
    ]
    for (const [query, path] of cases) {
      const response = await call('GET', `/api/v1/event-logs/histogram?${query}`, { cookie })
      const paths = (await response.json<Problem>()).errors?.map((one) => one.path)
      expect([response.status, paths], query).toEqual([422, [path]])
    }
  })

  it('counts only entries of the own organization and environment, and needs the scope', async () => {
    const [mine, other] = [await newTestOrg(), await newTestOrg()]
    const test = await createKey(mine, { environment: 'test', scopes: ['logs:read'] })
    const bare = await createKey(mine, { scopes: ['stats:read'] })
    const time = Date.now() - 2 * HOUR_MS
    await write([
      logEntry(other.organizationId, { time, keyId: mine.keyId }),
      logEntry(mine.organizationId, { time }),
      logEntry(mine.organizationId, { time, environment: 'test' }),
      logEntry(mine.organizationId, { time, environment: 'test' }),
    ])
    const span = `from=${new Date(time - 24 * HOUR_MS).toISOString()}&to=${new Date(time + 1000).toISOString()}&type=api_call`
    const total = async (key: string, more = '') =>
      (await json<LogHistogram>('GET', `/api/v1/event-logs/histogram?${span}${more}`, { key })).total
    expect([await total(mine.key), await total(test.key), await total(mine.key, '&environment=test')]).toEqual([
      1, 2, 2,
    ])
    expect(await total(other.key, `&keyId=${mine.keyId}`)).toBe(1)
    expect(await total(mine.key, `&keyId=${mine.keyId}`)).toBe(0)
    expect((await call('GET', '/api/v1/event-logs/histogram', { key: bare.key })).status).toBe(403)
  })
})
