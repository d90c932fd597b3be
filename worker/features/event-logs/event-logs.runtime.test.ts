import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ApiKey, KeyUsage } from '../../../contract/api-keys.ts'
import type { Page } from '../../../contract/common.ts'
import type { LogEntry, Stats } from '../../../contract/event-logs.ts'
import { inAnyOrder } from '../../../test/support/in-any-order.ts'
import { call, createKey, json, newTestOrg, settled, signIn } from '../../../test/support/kit.ts'
import { logEntry as entry } from '../../../test/support/log-entries.ts'
import { until } from '../../../test/support/until.ts'
import worker from '../../index.ts'
import { databaseOf } from '../../platform/db/client.ts'
import { newId } from '../../platform/lib/ids.ts'
import { hourOf, startOfDay } from '../../platform/lib/time/time.ts'
import { LogBuffer } from '../../platform/request-log/buffer.ts'
import type { LogMessage, LogRecord } from '../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../platform/request-log/message-codec.ts'
import { writeLogBatch } from './ingest/write-batch.ts'
import { passes } from './live/live-core.ts'

const db = databaseOf(env.DB)

const message = (entries: LogRecord[], counters: LogMessage['counters'] = []): LogMessage => ({
  id: crypto.randomUUID(),
  entries,
  counters,
})

/** A database that refuses a transaction, like a locked one, or loses its answer. */
const failingDatabase = (fate: 'locked' | 'unsaid' | 'written'): D1Database =>
  new Proxy(env.DB, {
    get: (target, property) => {
      const value = Reflect.get(target, property, target)
      if (property !== 'batch') return typeof value === 'function' ? value.bind(target) : value
      return async (statements: D1PreparedStatement[]) => {
        if (fate === 'locked') throw new Error('D1_ERROR: database is locked: SQLITE_BUSY')
        const results = await target.batch(statements)
        if (fate === 'unsaid') throw new Error('D1_ERROR: connection lost after SQLITE_BUSY')
        return results
      }
    },
  })

/** Calls by country, of past days and of the newest day of each key. */
const COUNTRIES = `
  SELECT key_id, day, country, calls FROM usage_countries WHERE organization_id = ?1
  UNION ALL
  SELECT u.key_id, u.country_day, c.key, c.value FROM api_key_usage u JOIN json_each(u.countries) c
  WHERE u.organization_id = ?1`

/** Fields that an entry has only when it is shown. */
const SHOWN = {
  deliveryId: null,
  time: '',
  keyName: null,
  webhookName: null,
  appName: null,
  outcome: 'ok',
  reason: null,
}

const logs = (key: string, query = '') => json<Page<LogEntry>>('GET', `/api/v1/event-logs?${query}`, { key })

describe('the request log', () => {
  it('shows a call with all its data, and nothing of its query string', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Watched', scopes: ['logs:read'] })
    const answer = await call('GET', '/api/v1/event-logs?path=hidden-words', {
      key: made.key,
      headers: { 'cf-connecting-ip': '203.0.113.9', 'user-agent': 'my-app/1.0' },
    })
    const [shown] = await until(async () => {
      const { data } = await logs(org.key, `keyId=${made.id}`)
      return data.length > 0 && data
    })
    expect(shown).toMatchObject({
      type: 'api_call',
      keyId: made.id,
      keyName: 'Watched',
      endpoint: '/api/v1/event-logs',
      method: 'GET',
      status: 200,
      ip: '203.0.113.9',
      userAgent: 'my-app/1.0',
      environment: 'live',
    })
    expect(JSON.stringify(shown)).not.toContain('hidden-words')
    expect(shown?.requestId).toBe(answer.headers.get('x-request-id'))
    expect(shown?.id).toBe(shown?.requestId.replace('req_', 'log_'))
    expect(await json('GET', `/api/v1/event-logs/${shown?.id}`, org)).toEqual(shown)
    const key = await json<ApiKey>('GET', `/api/v1/api-keys/${made.id}`, org)
    expect(key).toMatchObject({ usageCount: 1, lastUsedAt: shown?.time })
  })

  it('distinguishes calls, refused credentials, denied calls and verified keys', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 1 }, scopes: ['users:read'] })
    await call('GET', '/api/v1/event-logs', { key: made.key })
    await call('GET', '/api/v1/me', { key: made.key })
    await call('GET', '/api/v1/me', { key: made.key })
    await call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key: made.key } })
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)
    await call('GET', '/api/v1/me', { key: made.key })
    await settled()
    const rows = await until(async () => {
      const { data } = await logs(org.key, `keyId=${made.id}`)
      return data.length === 5 && data
    })
    const expected = [
      ['api_call', 403, 'scope_missing', { missingScopes: ['logs:read'] }],
      ['api_call', 200, 'ok', null],
      ['api_call', 429, 'rate_limited', { limit: 'minute' }],
      ['api_call', 429, 'rate_limited', { limit: 'minute' }],
      ['auth', 401, 'key_revoked', null],
    ]
    const found = rows.map((row) => [row.type, row.status, row.outcome, row.reason])
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected))
  })

  it('logs successful and failed sign-in attempts, with their organization', async () => {
    const org = await newTestOrg()
    await signIn(org)
    await call('POST', '/api/auth/sign-in/email', {
      body: { email: org.email, password: 'wrong' },
      headers: { origin: 'https://gatehouse.test' },
    })
    await settled()
    const rows = await until(async () => {
      const { data } = await logs(org.key, 'type=auth')
      return data.length >= 2 && data
    })
    expect(rows.map((row) => [row.status, row.outcome]).sort()).toEqual([
      [200, 'ok'],
      [401, 'sign_in_failed'],
    ])
  })
})

describe('writing a batch', () => {
  it('changes nothing if it arrives twice, also in one batch, also together with new entries', async () => {
    const org = await newTestOrg()
    const time = Date.now() - 60_000
    const first = message([entry(org.organizationId, { time }), entry(org.organizationId, { time, status: 500 })])
    await writeLogBatch(db, [first, first])
    await writeLogBatch(db, [first, message([...first.entries, entry(org.organizationId, { time })])])
    await writeLogBatch(db, [first])
    const rolled = await env.DB.prepare(
      'SELECT sum(calls) AS calls FROM usage_hourly WHERE organization_id = ? AND type = ?',
    )
      .bind(org.organizationId, 'api_call')
      .first<{ calls: number }>()
    const rows = await env.DB.prepare(
      "SELECT count(*) AS calls FROM event_logs WHERE organization_id = ? AND time = ? AND type = 'api_call'",
    )
      .bind(org.organizationId, time)
      .first<{ calls: number }>()
    expect(rows?.calls).toBe(3)
    expect(rolled?.calls).toBe(3)
  })

  it('keeps rows, roll-ups and usage consistent, for any messages, repetitions and order', async () => {
    const record = fc.record({
      status: fc.constantFrom(200, 201, 301, 401, 404, 429, 500, 503),
      durationMs: fc.double({ min: 0, max: 5000, noNaN: true }),
      route: fc.constantFrom('/api/v1/me', '/api/v1/api-keys/{id}', '/odd\'"\\route'),
      type: fc.constantFrom('api_call' as const, 'auth' as const),
      key: fc.constantFrom('key_a', 'key_b', null),
      country: fc.constantFrom('DE', 'FR', 'T1', 'XX', null),
      ago: fc.integer({ min: 0, max: 40 * 3_600_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 40 }),
        fc.array(fc.array(fc.nat(39), { maxLength: 30 }), { minLength: 1, maxLength: 5 }),
        async (records, deliveries) => {
          const organizationId = newId('org', Date.now())
          const now = Date.now()
          const entries = records.map(({ key, ago, ...rest }) =>
            entry(organizationId, { ...rest, keyId: key, time: now - ago }),
          )
          const sent = new Set<LogRecord>()
          for (const delivery of deliveries) {
            const batch = delivery.flatMap((index) => entries[index] ?? [])
            for (const one of batch) sent.add(one)
            await writeLogBatch(db, [message(batch)])
          }
          const { results: rolled } = await env.DB.prepare('SELECT * FROM usage_hourly WHERE organization_id = ?')
            .bind(organizationId)
            .all<Record<string, number>>()
          const expected = new Map<string, number>()
          for (const one of sent) {
            const key = [hourOf(one.time), one.type, one.keyId ?? '', one.route, Math.floor(one.status / 100)].join(' ')
            expected.set(key, (expected.get(key) ?? 0) + 1)
          }
          const found = new Map(
            rolled.map((row) => [
              [row.hour, row.type, row.key_id, row.route, row.status_class].join(' '),
              row.calls as number,
            ]),
          )
          expect(found).toEqual(expected)
          for (const row of rolled) {
            const inBuckets = Array.from({ length: 16 }, (_, n) => row[`b${n}`] as number).reduce((a, b) => a + b)
            expect(inBuckets).toBe(row.calls)
          }
          const { results: hours } = await env.DB.prepare('SELECT * FROM usage_hours WHERE organization_id = ?')
            .bind(organizationId)
            .all<Record<string, number>>()
          const byHour = Map.groupBy(sent, (one) => `${one.type} ${hourOf(one.time)}`)
          const newest = Math.max(...[...sent].map((one) => hourOf(one.time)))
          for (const row of hours) {
            const its = byHour.get(`${row.type} ${row.hour}`) ?? []
            const inBuckets = Array.from({ length: 16 }, (_, n) => row[`b${n}`] as number).reduce((a, b) => a + b)
            expect([row.calls, row.errors, inBuckets]).toEqual([
              its.length,
              its.filter(({ status }) => status >= 400).length,
              its.length,
            ])
            expect(row.duration_ms).toBeCloseTo(its.reduce((sum, { durationMs }) => sum + durationMs, 0))
            byHour.delete(`${row.type} ${row.hour}`)
          }
          // Only the newest hour may have no row: it is summed up when it is over.
          for (const open of byHour.values()) expect(hourOf(open[0]?.time ?? 0)).toBe(newest)
          const { results: usage } = await env.DB.prepare('SELECT * FROM api_key_usage WHERE organization_id = ?')
            .bind(organizationId)
            .all<{ key_id: string; calls: number; last_used_at: number }>()
          const { results: countries } = await env.DB.prepare(COUNTRIES)
            .bind(organizationId)
            .all<{ key_id: string; day: number; country: string; calls: number }>()
          for (const key of ['key_a', 'key_b']) {
            const used = [...sent].filter((one) => one.keyId === key && (one.type === 'api_call' || one.status < 400))
            const byCountry = Map.groupBy(used, (one) => {
              const known = one.country === 'DE' || one.country === 'FR' ? one.country : 'ZZ'
              return `${startOfDay(one.time)} ${known}`
            })
            expect(
              new Map(
                countries.filter((row) => row.key_id === key).map((row) => [`${row.day} ${row.country}`, row.calls]),
              ),
            ).toEqual(new Map([...byCountry].map(([group, some]) => [group, some.length])))
            expect(usage.find((row) => row.key_id === key)).toEqual(
              used.length === 0
                ? undefined
                : expect.objectContaining({
                    calls: used.length,
                    last_used_at: Math.max(...used.map((one) => one.time)),
                  }),
            )
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('shows the countries of the calls of a key, the most frequent first, at most twenty, for the requested days', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const { id: keyId } = await createKey(org)
    const codes = Array.from({ length: 25 }, (_, n) => `A${String.fromCharCode(65 + n)}`)
    const its = (more: Partial<LogRecord>) => entry(org.organizationId, { keyId, ...more })
    const batch = message([
      ...codes.map((country) => its({ country })),
      ...['FR', 'FR', 'FR', null, null].map((country) => its({ country })),
      its({ country: 'DE', time: Date.now() - 3 * 86_400_000 }),
      its({ country: 'JP', type: 'auth', status: 401 }),
      its({ country: 'IT', keyId: 'key_another' }),
      entry(other.organizationId, { keyId, country: 'ES' }),
    ])
    for (let n = 0; n < 2; n++) await writeLogBatch(db, [batch])
    const usage = (days: number) => json<KeyUsage>('GET', `/api/v1/api-keys/${keyId}/usage?days=${days}`, org)
    const today = await usage(1)
    expect(today.byCountry).toHaveLength(20)
    expect(today.byCountry.slice(0, 4)).toEqual([
      { country: 'FR', calls: 3 },
      { country: 'ZZ', calls: 2 },
      { country: 'AA', calls: 1 },
      { country: 'AB', calls: 1 },
    ])
    for (const country of ['JP', 'IT', 'ES', 'DE']) {
      expect(JSON.stringify(today.byCountry)).not.toContain(country)
    }
    expect(today.total).toBe(30)
    const { results } = await env.DB.prepare(`SELECT sum(calls) AS calls FROM (${COUNTRIES}) WHERE key_id = ?2`)
      .bind(org.organizationId, keyId)
      .all()
    expect(results).toEqual([{ calls: (await usage(90)).total }])
  })

  it('counts the calls of a key by hour or by day, by how they ended', async () => {
    const org = await newTestOrg()
    const { id: keyId } = await createKey(org)
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000
    const its = (hours: number, status: number) =>
      entry(org.organizationId, { keyId, status, time: hour - hours * 3_600_000 })
    const calls = [its(0, 200), its(0, 302), its(0, 404), its(0, 500), its(23, 200), its(23, 429), its(24, 200)]
    await writeLogBatch(db, [message(calls)])
    const usage = (query: string) => json<KeyUsage>('GET', `/api/v1/api-keys/${keyId}/usage?${query}`, org)
    const start = (hours: number) => new Date(hour - hours * 3_600_000).toISOString()

    const day = await usage('hours=24')
    expect(day.buckets).toHaveLength(24)
    expect(day.buckets[0]).toEqual({ start: start(23), successful: 1, clientErrors: 1, serverErrors: 0 })
    expect(day.buckets.at(-1)).toEqual({ start: start(0), successful: 2, clientErrors: 1, serverErrors: 1 })
    expect(day.buckets.slice(1, -1).every((one) => one.successful === 0)).toBe(true)
    expect(day).toMatchObject({ total: 6, errors: 3, byEndpoint: [{ calls: 6, errors: 3 }] })
    expect(day.byDay.reduce((sum, one) => sum + one.calls, 0)).toBe(6)

    const week = await usage('days=7')
    expect(week.buckets).toHaveLength(7)
    expect(week.buckets.map((one) => one.start.slice(0, 10))).toEqual(week.byDay.map((one) => one.day))
    const sum = (name: 'successful' | 'clientErrors' | 'serverErrors') =>
      week.buckets.reduce((all, one) => all + one[name], 0)
    expect([sum('successful'), sum('clientErrors'), sum('serverErrors')]).toEqual([4, 2, 1])
    expect((await call('GET', `/api/v1/api-keys/${keyId}/usage?days=7&hours=24`, org)).status).toBe(422)
  })

  it('keeps the countries of a day when the next one begins, and adds late calls', async () => {
    const org = await newTestOrg()
    const { id: keyId } = await createKey(org)
    const today = startOfDay(Date.now())
    const from = (country: string, day: number) => [entry(org.organizationId, { keyId, country, time: today + day })]
    const yesterday = -1000
    for (const some of [from('DE', yesterday), from('FR', 0), from('DE', yesterday), from('IT', 0), from('FR', 0)]) {
      await writeLogBatch(db, [message(some), message(some)])
    }
    const countries = async (days: number) =>
      (await json<KeyUsage>('GET', `/api/v1/api-keys/${keyId}/usage?days=${days}`, org)).byCountry
    const [de, fr, it] = [
      { country: 'DE', calls: 2 },
      { country: 'FR', calls: 2 },
      { country: 'IT', calls: 1 },
    ]
    expect(await countries(1)).toEqual([fr, it])
    expect(await countries(2)).toEqual([de, fr, it])
  })

  it('is repeated as a whole if the database refuses it, and is then stored once', async () => {
    const org = await newTestOrg()
    const body = message([entry(org.organizationId, { endpoint: '/refused-once' })])
    const deliver = async () => {
      const batch = createMessageBatch('request-logs', [{ id: 'm1', timestamp: new Date(), attempts: 1, body }])
      const ctx = createExecutionContext()
      try {
        await worker.queue(batch, env, createExecutionContext())
        return (await getQueueResult(batch, ctx)).outcome
      } catch {
        return 'exception'
      }
    }
    await env.DB.exec('ALTER TABLE event_logs RENAME TO event_logs_away')
    const refused = await deliver()
    await env.DB.exec('ALTER TABLE event_logs_away RENAME TO event_logs')
    expect(refused).toBe('exception')
    expect((await json<Stats>('GET', '/api/v1/stats', org)).topEndpoints).not.toContainEqual(
      expect.objectContaining({ endpoint: '/refused-once' }),
    )
    await deliver()
    await deliver()
    expect((await logs(org.key, 'path=/refused-once')).data).toHaveLength(1)
  })

  it('loses nothing and counts nothing twice if the database refuses a batch, or writes it without an answer', async () => {
    const fate = fc.constantFrom('locked', 'unsaid', 'written')
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            size: fc.integer({ min: 1, max: 12 }),
            again: fc.nat(3),
            fates: fc.array(fate, { maxLength: 4 }),
          }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (deliveries) => {
          const organizationId = newId('org', Date.now())
          const hour = hourOf(Date.now())
          let before: LogMessage[] = []
          let [entries, dropped] = [0, 0]
          for (const { size, again, fates } of deliveries) {
            const some = Array.from({ length: size }, (_, n) =>
              entry(organizationId, { time: hour - n * 600_000, status: n % 3 === 0 ? 500 : 200, keyId: 'key_x' }),
            )
            const fresh = message(some, [{ organizationId, hour, kind: 'dropped', calls: size }])
            entries += size
            dropped += size
            // A queue repeats a batch until it is acknowledged, with or without other repeated messages.
            const batch = [fresh, ...before.slice(0, again)]
            for (const one of [...fates, 'written'] as const) {
              try {
                await writeLogBatch(databaseOf(failingDatabase(one)), batch)
                break
              } catch (error) {
                expect(String(error)).toContain('SQLITE_BUSY')
              }
            }
            before = [fresh, ...before]
          }
          const count = (text: string) => env.DB.prepare(text).bind(organizationId).first<{ calls: number }>()
          const counts = await Promise.all(
            [
              'SELECT count(*) AS calls FROM event_logs WHERE organization_id = ?',
              'SELECT sum(calls) AS calls FROM usage_hourly WHERE organization_id = ?',
              'SELECT sum(calls) AS calls FROM api_key_usage WHERE organization_id = ?',
              `SELECT sum(calls) AS calls FROM (${COUNTRIES})`,
            ].map(count),
          )
          expect(counts.map((one) => one?.calls)).toEqual([entries, entries, entries, entries])
          const drops = await count("SELECT calls FROM log_counters WHERE organization_id = ? AND kind = 'dropped'")
          expect(drops?.calls).toBe(dropped)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('counts calls without an entry once per message', async () => {
    const hour = hourOf(Date.now()) - 7_200_000
    const counted = message([], [{ organizationId: '-', hour, kind: 'rejected', calls: 40 }])
    await writeLogBatch(db, [counted])
    await writeLogBatch(db, [counted, message([], [{ organizationId: '-', hour, kind: 'rejected', calls: 2 }])])
    const row = await env.DB.prepare('SELECT calls FROM log_counters WHERE hour = ? AND kind = ?')
      .bind(hour, 'rejected')
      .first<{ calls: number }>()
    expect(row?.calls).toBe(42)
  })

  it('writes a full queue batch at once', async () => {
    const organizationId = newId('org', Date.now())
    const messages = Array.from({ length: 100 }, () =>
      message(Array.from({ length: 100 }, () => entry(organizationId, { userAgent: 'ü'.repeat(200) }))),
    )
    await writeLogBatch(db, messages)
    const row = await env.DB.prepare('SELECT count(*) AS n FROM event_logs WHERE organization_id = ?')
      .bind(organizationId)
      .first<{ n: number }>()
    expect(row?.n).toBe(10_000)
  })
})

describe('the buffer of an isolate', () => {
  const waiter = () => {
    const promises: Promise<unknown>[] = []
    return { promises, waitUntil: (promise: Promise<unknown>) => void promises.push(promise) }
  }

  it('sends one message for many calls, and none larger than the limit of the queue', async () => {
    const sent: PackedMessage[] = []
    const sink = { send: async (one: PackedMessage) => void sent.push(one) }
    const buffer = new LogBuffer()
    const wait = waiter()
    for (let n = 0; n < 1050; n++) {
      buffer.record(entry('org', { endpoint: `/${n}/${'x'.repeat(490)}`, userAgent: 'ü'.repeat(200) }), sink, wait)
    }
    await Promise.all(wait.promises)
    expect(sent.flatMap((one) => unpackMessage(one).entries)).toHaveLength(1050)
    expect(sent.length).toBeLessThanOrEqual(20)
    for (const one of sent) expect(new TextEncoder().encode(JSON.stringify(one)).length).toBeLessThan(128_000)
  })

  it('counts what the queue refuses as dropped, and reports it with the next accepted message', async () => {
    let working = false
    const sent: LogMessage[] = []
    const sink = {
      send: async (one: PackedMessage) => {
        if (!working) throw new Error('queue away')
        sent.push(unpackMessage(one))
      },
    }
    const buffer = new LogBuffer()
    const wait = waiter()
    for (let n = 0; n < 100; n++) buffer.record(entry('org_x'), sink, wait)
    await Promise.all(wait.promises)
    working = true
    buffer.count('rejected', 3, Date.now(), sink, wait)
    await Promise.all(wait.promises)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.entries).toEqual([])
    expect(sent[0]?.counters).toEqual([
      expect.objectContaining({ organizationId: 'org_x', kind: 'dropped', calls: 100 }),
      expect.objectContaining({ organizationId: '-', kind: 'rejected', calls: 3 }),
    ])
  })
})

describe('a queue that refuses the log', () => {
  it('does not affect calls, and the number of dropped entries is stored once the queue works again', async () => {
    const org = await newTestOrg()
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    let working = false
    const taken: LogMessage[] = []
    const REQUEST_LOGS = new Proxy(env.REQUEST_LOGS, {
      get: (target, property) =>
        property === 'send'
          ? async (one: PackedMessage) => {
              if (!working) throw new Error('the queue is full')
              taken.push(unpackMessage(one))
            }
          : Reflect.get(target, property, target),
    })
    const calls = async (count: number) => {
      const answers = await Promise.all(
        Array.from({ length: count }, () => call('GET', '/api/v1/me', { key: org.key, env: { ...env, REQUEST_LOGS } })),
      )
      expect(answers.every(({ status }) => status === 200)).toBe(true)
      await settled()
    }
    await calls(120)
    working = true
    await calls(3)
    await writeLogBatch(db, taken)
    await writeLogBatch(db, taken)
    const row = await env.DB.prepare(
      `SELECT (SELECT sum(calls) FROM log_counters WHERE organization_id = ?1 AND kind = 'dropped') AS dropped,
         (SELECT count(*) FROM event_logs WHERE organization_id = ?1) AS logged`,
    )
      .bind(org.organizationId)
      .first<{ dropped: number; logged: number }>()
    expect(row).toEqual({ dropped: 120, logged: 3 })
    reported.mockRestore()
  })
})

describe('the list of the log', () => {
  it('shows every entry exactly once over all pages while new ones arrive', async () => {
    const org = await newTestOrg()
    const base = Date.now() - 3_600_000
    const old = Array.from({ length: 57 }, (_, n) =>
      entry(org.organizationId, { time: base + (n % 7), endpoint: '/old' }),
    )
    await writeLogBatch(db, [message(old)])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const query: string = cursor ? `&cursor=${cursor}` : ''
          const page: Page<LogEntry> = await logs(org.key, `path=/old&limit=${limit}${query}`)
          seen.push(...page.data.map((one) => one.id))
          cursor = page.nextCursor
          await writeLogBatch(db, [message([entry(org.organizationId, { endpoint: '/new' })])])
        } while (cursor)
        expect(new Set(seen).size).toBe(seen.length)
        expect(new Set(seen)).toEqual(new Set(old.map((one) => one.id)))
      }),
      { numRuns: 8 },
    )
  })

  it('filters by each of its filters, alone and combined', async () => {
    const org = await newTestOrg()
    const now = Date.now()
    const DAY = 86_400_000
    await writeLogBatch(db, [
      message([
        entry(org.organizationId, { endpoint: '/f/one', method: 'POST', status: 201, ip: '198.51.100.1' }),
        entry(org.organizationId, { endpoint: '/f/two', status: 404, environment: 'test' }),
        entry(org.organizationId, { endpoint: '/f/three_x', status: 503, type: 'auth' }),
        entry(org.organizationId, { endpoint: '/f/ten', time: now - 10 * DAY }),
        entry(org.organizationId, { endpoint: '/f/forty', time: now - 40 * DAY }),
      ]),
    ])
    const found = async (query: string) =>
      (await logs(org.key, `path=/f/&${query}`)).data.map((one) => one.endpoint.slice(3)).sort()
    expect(await found('')).toEqual(['forty', 'one', 'ten', 'three_x'])
    expect(await found('method=POST')).toEqual(['one'])
    expect(await found('status=404')).toEqual([])
    expect(await found('status=404&environment=test')).toEqual(['two'])
    expect(await found('status=5xx')).toEqual(['three_x'])
    expect(await found('status=failed')).toEqual(['three_x'])
    expect(await found('status=success&range=7d')).toEqual(['one'])
    expect(await found('range=30d')).toEqual(['one', 'ten', 'three_x'])
    expect(await found('type=auth')).toEqual(['three_x'])
    expect(await found('environment=test&status=failed')).toEqual(['two'])
    expect(await found('ip=198.51.100.1')).toEqual(['one'])
    const between = `from=${new Date(now - 11 * DAY).toISOString()}&to=${new Date(now - DAY).toISOString()}`
    expect(await found(between)).toEqual(['ten'])
    expect((await logs(org.key, 'path=e_x')).data).toHaveLength(1)
    expect((await logs(org.key, `path=${'%25'.repeat(200)}`)).data).toEqual([])
  })

  it('filters by any combination like its stream and its export, and only within its organization', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const start = Date.now() - 60_000
    const [keyId, webhookId, appId] = [org.keyId, newId('whk', start), `app_${newId('log', start).slice(4)}`]
    /** One of each, in cycles that rarely coincide. */
    const turn = <T>(n: number, step: number, ...of: T[]) => of[Math.floor(n / step) % of.length] as T
    const entries = (organizationId: string) =>
      Array.from({ length: 240 }, (_, n) =>
        entry(organizationId, {
          time: start + n * 100,
          endpoint: turn(n, 1, '/c/one', '/c/Two', '/c/one/two'),
          type: turn(n, 2, 'api_call', 'auth', 'webhook', 'api_call'),
          method: turn(n, 5, 'GET', 'POST'),
          status: turn(n, 3, 200, 404, 200, 503, 201),
          environment: turn(n, 7, 'live', 'test', null),
          keyId: turn(n, 11, keyId, null),
          webhookId: turn(n, 13, null, webhookId),
          appId: turn(n, 17, null, appId),
          ip: turn(n, 4, '203.0.113.9', '2001:db8::9', null),
        }),
      )
    const mine = entries(org.organizationId)
    await writeLogBatch(db, [message([...mine, ...entries(other.organizationId)])])
    const moment = fc.nat(240).map((n) => new Date(start + n * 100).toISOString())
    const filters = fc.record(
      {
        path: fc.constantFrom('/c/', '/c/two', 'ONE', '/c/one/'),
        type: fc.constantFrom('api_call', 'auth', 'webhook'),
        method: fc.constantFrom('GET', 'POST'),
        status: fc.constantFrom('200', '2xx', '4xx', 'success', 'failed'),
        environment: fc.constantFrom('live', 'test'),
        keyId: fc.constant(keyId),
        webhookId: fc.constant(webhookId),
        appId: fc.constant(appId),
        ip: fc.constantFrom('203.0.113.9', '2001:db8::9'),
        from: moment,
        to: moment,
      } as const,
      { requiredKeys: ['path'] },
    )
    await fc.assert(
      fc.asyncProperty(filters, async ({ from, to, ...filter }) => {
        fc.pre(!from || !to || from <= to)
        const within = (time: number) => (!from || time >= Date.parse(from)) && (!to || time <= Date.parse(to))
        // A live key reaches test entries if it names the test environment.
        const reach = filter.environment ?? 'live'
        const wanted = mine
          .filter((one) => within(one.time) && passes(filter, { ...one, ...SHOWN }, reach))
          .map((one) => one.id)
          .reverse()
        const query = new URLSearchParams({ ...filter, ...(from && { from }), ...(to && { to }) }).toString()
        const page = await logs(org.key, `${query}&limit=100`)
        expect(page.data.map((one) => one.id)).toEqual(wanted.slice(0, 100))
        const file = await call('GET', `/api/v1/event-logs/export?format=jsonl&${query}`, org)
        const lines = (await file.text()).split('\n').filter(Boolean)
        expect(lines.map((line) => JSON.parse(line).id)).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    'type=other',
    'status=99',
    'status=6xx',
    'method=get',
    'ip=abc',
    'range=1y',
    'range=7d&from=2026-01-01T00:00:00.000Z',
    'from=2026-01-02T00:00:00.000Z&to=2026-01-01T00:00:00.000Z',
    'from=yesterday',
    'keyId=1',
    'cursor=e30',
    'limit=1000',
  ])('refuses ?%s', async (query) => {
    const org = await newTestOrg()
    expect((await call('GET', `/api/v1/event-logs?${query}`, org)).status).toBe(422)
  })

  it('shows nothing of another organization: not in the list, by id, by key or by cursor', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = entry(other.organizationId, { endpoint: '/theirs', keyId: other.keyId })
    await writeLogBatch(db, [message([theirs, entry(other.organizationId, { endpoint: '/theirs' })])])
    const page = await logs(other.key, 'path=/theirs&limit=1')
    expect(page.data).toHaveLength(1)
    expect((await logs(org.key, `path=/theirs&cursor=${page.nextCursor}`)).data).toEqual([])
    expect((await logs(org.key, `keyId=${other.keyId}`)).data).toEqual([])
    expect((await call('GET', `/api/v1/api-keys/${other.keyId}/logs`, org)).status).toBe(404)
    expect(await (await call('GET', `/api/v1/event-logs/export?format=jsonl&keyId=${other.keyId}`, org)).text()).toBe(
      '',
    )
    expect((await call('GET', `/api/v1/event-logs/${theirs.id}`, org)).status).toBe(404)
    expect((await call('GET', `/api/v1/event-logs/${theirs.id}`, other)).status).toBe(200)
  })
})

describe('the statistics', () => {
  it('show the calls of today, the week and the month, errors, latency, keys, endpoints and hours', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Busy' })
    const now = Date.now()
    const DAY = 86_400_000
    const some = (count: number, more: Partial<LogRecord>) =>
      Array.from({ length: count }, () => entry(org.organizationId, { keyId: made.id, ...more }))
    await writeLogBatch(db, [
      message(some(90, { durationMs: 10, route: '/a' })),
      message(some(10, { durationMs: 900, route: '/b', status: 500 })),
      message(some(50, { time: now - 5 * DAY, durationMs: 10, route: '/a' })),
      message(some(50, { time: now - 20 * DAY, durationMs: 10, route: '/a' })),
      message(some(70, { time: now - 60 * DAY, route: '/a' })),
      message(some(30, { type: 'auth', status: 401 })),
    ])
    const cookie = await signIn(org)
    const stats = await json<Stats>('GET', '/api/v1/stats', { cookie })
    expect(stats.calls).toEqual({ today: 100, week: 150, month: 200 })
    expect(stats.errorRate).toBeCloseTo(0.05)
    expect(stats.averageMs).toBeCloseTo((190 * 10 + 10 * 900) / 200)
    expect(stats.p95Ms).toBeLessThanOrEqual(13)
    expect(stats.mostUsedKey).toEqual({ id: made.id, name: 'Busy', calls: 200, errors: 10 })
    expect(stats.topEndpoints.slice(0, 2)).toEqual([
      { endpoint: '/a', calls: 190, errors: 0 },
      { endpoint: '/b', calls: 10, errors: 10 },
    ])
    expect(stats.hourly).toHaveLength(24)
    expect(stats.hourly.at(-1)).toMatchObject({ calls: 100, errors: 10 })
  })

  it('are empty without calls', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const cookie = await signIn(org)
    expect(await json<Stats>('GET', '/api/v1/stats', { cookie })).toMatchObject({
      calls: { today: 0, week: 0, month: 0 },
      errorRate: null,
      averageMs: null,
      p95Ms: null,
      mostUsedKey: null,
      topEndpoints: [],
    })
  })
})
