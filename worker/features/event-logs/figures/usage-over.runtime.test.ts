import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import type { UsageOver } from '../../../../contract/event-logs.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { rollUpDays } from '../ingest/daily-rollup.ts'
import { writeLogBatch } from '../ingest/write-batch.ts'

const write = (entries: LogRecord[]) =>
  writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

async function closeDays() {
  for (let left = true; left; ) left = (await rollUpDays.run(await jobDeps(Date.now()), null)).cursor !== null
}

/** Calls of the dashboard are not logged, so the log contains only the calls of the test. */
async function newSignedInOrg() {
  const org = await newTestOrg('owner', { withKey: false })
  const cookie = await signIn(org)
  const usage = (query: string) => json<UsageOver>('GET', `/api/v1/stats/usage?${query}`, { cookie })
  const refusal = async (query: string) => {
    const response = await call('GET', `/api/v1/stats/usage?${query}`, { cookie })
    return [response.status, (await response.json<Problem>()).errors?.map(({ path }) => path)]
  }
  return { organizationId: org.organizationId, cookie, usage, refusal }
}

const attempt = (organizationId: string, webhookId: string, time: number, route: string): LogRecord =>
  logEntry(organizationId, { type: 'webhook', webhookId, time, route, status: route === 'delivery' ? 200 : 502 })

describe('statistics of a period', () => {
  it('equal those of a model that counts entries, closed or not, for the period and the one before', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const webhookId = newId('whk', now)
    const statuses = [200, 204, 302, 404, 429, 500, 503]
    const routes = ['/a', '/b', '/c']
    const ages = fc.sample(fc.integer({ min: 0, max: 20 * DAY_MS }), { numRuns: 150, seed: 12 })
    const entries = ages.map((ms, n) =>
      logEntry(org.organizationId, {
        time: now - ms,
        status: statuses[n % statuses.length] ?? 200,
        route: routes[n % 3] ?? '/a',
        environment: n % 5 === 0 ? 'test' : 'live',
      }),
    )
    const deliveryRoutes = ['delivery', 'delivery:timeout', 'delivery:timeout:failed']
    const attempts = ages.map((ms, n) => ({
      ...attempt(org.organizationId, webhookId, now - ms, deliveryRoutes[n % 3] ?? 'delivery'),
      environment: n % 7 === 0 ? ('test' as const) : ('live' as const),
    }))
    await write([...entries.slice(0, 70), ...attempts.slice(0, 30)])
    await write([...attempts.slice(30), ...entries.slice(70)])
    const today = startOfDay(now)
    const date = (at: number) => new Date(at).toISOString().slice(0, 10)
    const queries = [
      `start=${date(today - 6 * DAY_MS)}&end=${date(today)}`,
      `start=${date(today - DAY_MS)}`,
      `start=${new Date(now - DAY_MS).toISOString()}&end=${new Date(now).toISOString()}`,
      `start=${new Date(now - 9 * DAY_MS - 5 * HOUR_MS).toISOString()}&end=${new Date(now - 2 * DAY_MS).toISOString()}`,
      'days=8',
      '',
    ]
    const within = <T extends LogRecord>(
      all: T[],
      { start, end }: { start: string; end: string },
      environment: string,
    ) =>
      all.filter(
        (one) =>
          one.time >= Date.parse(start) &&
          one.time < Date.parse(end) &&
          (environment === '' || one.environment === environment),
      )
    const outcomesOf = (some: LogRecord[]) => ({
      calls: some.length,
      successful: some.filter(({ status }) => status < 400).length,
      clientErrors: some.filter(({ status }) => status >= 400 && status < 500).length,
      serverErrors: some.filter(({ status }) => status >= 500).length,
    })
    const deliveriesOf = (some: LogRecord[]) => ({
      delivered: some.filter(({ route }) => route === 'delivery').length,
      failed: some.filter(({ route }) => route.endsWith(':failed')).length,
    })
    for (let closing = 0; closing < 2; closing++) {
      for (const query of queries) {
        for (const environment of ['', 'live', 'test']) {
          const found = await org.usage(`${query}${environment && `&environment=${environment}`}`)
          const what = `${query} ${environment} ${closing}`
          expect(found, what).toMatchObject(outcomesOf(within(entries, found, environment)))
          expect(found.deliveries, what).toEqual(deliveriesOf(within(attempts, found, environment)))
          expect(found.errors, what).toBe(found.clientErrors + found.serverErrors)
          // The period before may end within an hour, of which all calls count.
          const whole = {
            ...found.previous,
            end: new Date(Math.ceil(Date.parse(found.previous.end) / HOUR_MS) * HOUR_MS).toISOString(),
          }
          expect(found.previous, what).toMatchObject(outcomesOf(within(entries, whole, environment)))
          expect(found.previous.deliveries, what).toEqual(deliveriesOf(within(attempts, whole, environment)))
          for (const bucket of found.buckets)
            expect(bucket, what).toMatchObject(outcomesOf(within(entries, bucket, environment)))
          for (const { endpoint, calls, errors } of found.byEndpoint) {
            const some = within(entries, found, environment).filter(({ route }) => route === endpoint)
            expect([calls, errors], `${what} ${endpoint}`).toEqual([
              some.length,
              some.filter(({ status }) => status >= 400).length,
            ])
          }
          expect(
            found.byEndpoint.reduce((sum, { calls }) => sum + calls, 0),
            what,
          ).toBe(found.calls)
          expect(found.topsComplete).toBe(true)
        }
      }
      await closeDays()
    }
  }, 60_000)

  it('have the latency of each bucket, and the hour with most calls', async () => {
    const org = await newSignedInOrg()
    const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
    await write([
      ...[10, 10, 10].map((durationMs) => logEntry(org.organizationId, { time: hour - 2 * HOUR_MS, durationMs })),
      logEntry(org.organizationId, { time: hour - HOUR_MS, durationMs: 1000 }),
    ])
    const found = await org.usage(
      `start=${new Date(hour - 2 * HOUR_MS).toISOString()}&end=${new Date(hour).toISOString()}`,
    )
    expect(found.buckets.map(({ averageMs }) => averageMs)).toEqual([10, 1000])
    expect(found.buckets[0]?.p95Ms).toBeLessThanOrEqual(13)
    expect(found.buckets[1]?.p95Ms).toBeGreaterThan(600)
    expect(found.peakHour).toEqual({ start: new Date(hour - 2 * HOUR_MS).toISOString(), calls: 3 })
    expect((await org.usage('start=2026-01-01&end=2026-01-02')).peakHour).toBeNull()
  })

  it('use the days of the zone that is named, else those of the organization', async () => {
    const org = await newSignedInOrg()
    const zone = 'Asia/Tokyo'
    const midnight = Date.parse('2026-11-09T15:00:00Z')
    await write(
      [midnight - 1, midnight, midnight + DAY_MS - 1, midnight + DAY_MS].map((time) =>
        logEntry(org.organizationId, { time }),
      ),
    )
    const inTokyo = await org.usage(`start=2026-11-10&end=2026-11-10&timeZone=${zone}`)
    expect([inTokyo.calls, inTokyo.timeZone, inTokyo.days]).toEqual([2, zone, 1])
    expect(inTokyo.start).toBe('2026-11-09T15:00:00.000Z')
    expect((await org.usage('start=2026-11-10&end=2026-11-10')).calls).toBe(2)
    await env.DB.prepare('UPDATE organizations SET time_zone = ? WHERE id = ?').bind(zone, org.organizationId).run()
    expect((await org.usage('start=2026-11-10&end=2026-11-10')).start).toBe(inTokyo.start)
  })

  it('name the field that names no period', async () => {
    const org = await newSignedInOrg()
    const cases: [query: string, path: string][] = [
      ['start=2026-02-30', 'start'],
      ['start=yesterday', 'start'],
      ['start=', 'start'],
      ['start=2026-11-01&end=2026-13-01', 'end'],
      ['start=2026-11-02&end=2026-11-01', 'end'],
      ['end=2026-11-01', 'start'],
      ['start=2020-01-01&end=2026-11-01', 'start'],
      ['start=2026-11-01&days=7', 'days'],
      ['days=0', 'days'],
      ['days=61', 'days'],
      ['timeZone=Mars/Olympus', 'timeZone'],
      ['environment=all', 'environment'],
      ['from=2026-11-01', 'from'],
    ]
    for (const [query, path] of cases) expect(await org.refusal(query), query).toEqual([422, [path]])
  })

  it('are those of the own organization, and need the scope', async () => {
    const [mine, other] = [await newTestOrg(), await newTestOrg()]
    await write([logEntry(other.organizationId, { route: '/secret' })])
    const seen = await json<UsageOver>('GET', '/api/v1/stats/usage', { key: mine.key })
    expect(JSON.stringify(seen)).not.toContain('/secret')
    const bare = await createKey(mine, { scopes: ['logs:read'] })
    expect((await call('GET', '/api/v1/stats/usage', { key: bare.key })).status).toBe(403)
  })

  it('read a bounded number of rows, for any number of entries, keys and endpoints', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const entries = Array.from({ length: 12_000 }, (_, n) =>
      logEntry(org.organizationId, {
        time: now - (n % 1400) * HOUR_MS,
        keyId: `key_${n % 97}`,
        route: `/route/${n % 31}`,
        status: 200 + (n % 4) * 100,
      }),
    )
    await write(entries)
    await closeDays()
    const { bill, db } = billedDatabase()
    const counted = async (query: string) => {
      bill.read = 0
      const response = await call('GET', `/api/v1/stats/usage?${query}`, {
        cookie: org.cookie,
        env: { ...env, DB: db },
      })
      expect(response.status).toBe(200)
      return bill.read
    }
    const date = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10)
    // Hours of the period and the one before, for calls and for deliveries, a row per day, the finest rollups of two edges.
    expect(await counted(`start=${date(29)}&end=${date(0)}`)).toBeLessThanOrEqual(4 * 720 + 30 + 2000 + 400)
    expect(await counted(`start=${new Date(now - DAY_MS).toISOString()}`)).toBeLessThanOrEqual(4 * 26 + 2000 + 400)
    expect(await counted(`start=${date(91)}&end=${date(0)}`)).toBeLessThanOrEqual(4 * 92 * 24 + 92 + 2000 + 400)
  }, 60_000)
})
