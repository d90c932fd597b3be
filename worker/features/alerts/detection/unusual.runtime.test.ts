import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../../contract/alerts.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { until } from '../../../../test/support/hooks.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { hourOf } from '../../../platform/lib/time/time.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { rollUpDays } from '../../event-logs/ingest/daily-rollup.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { detectAnomalies } from './detect-anomalies.ts'

const db = databaseOf(env.DB)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Within an hour of its own, so that tests of other hours are not in the way. */
const NOW = Date.parse('2026-11-21T09:30:00.000Z')

const alertsOf = async (house: TestOrg, kind: Alert['kind']): Promise<Alert[]> =>
  (await json<AlertPage>('GET', `/api/v1/alerts?limit=100&kind=${kind}`, { key: house.key })).data

/** Runs the job as often as it asks for at `now`. */
async function look(now: number, bindings: Cloudflare.Env = env) {
  let cursor: string | null = null
  do cursor = (await detectAnomalies.run(await jobDeps(now, null, bindings), cursor)).cursor
  while (cursor)
}

const calls = (house: TestOrg, count: number, more: Partial<LogRecord>): LogRecord[] =>
  Array.from({ length: count }, () => logEntry(house.organizationId, { keyId: house.keyId, time: NOW, ...more }))
const write = (...entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])

/** A key that was used on each of the last eight days: `count` calls an hour before now. */
async function withHistory(house: TestOrg, count: number, more: Partial<LogRecord> = {}) {
  for (let day = 8; day > 0; day--) {
    await write(...calls(house, count, { time: NOW - day * DAY - HOUR, ...more }))
    await look(NOW - day * DAY - HOUR + MINUTE)
  }
}

describe('an unusual rate', () => {
  it('is told of a key once for its hour, with what is usual, and not again when a person resolved it', async () => {
    const house = await newTestOrg()
    await withHistory(house, 50)
    await write(...calls(house, 150, {}))
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    await write(...calls(house, 1, {}))
    for (let n = 0; n < 3; n++) await look(NOW + n * 10 * MINUTE)
    const [alert, ...others] = await alertsOf(house, 'unusual_rate')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'warning',
      target: { type: 'api_key', id: house.keyId, name: 'Everything' },
      count: 1,
      details: {
        calls: 151,
        usual: 50,
        from: new Date(hourOf(NOW)).toISOString(),
        to: new Date(hourOf(NOW) + HOUR).toISOString(),
      },
    })
    await call('PATCH', '/api/v1/alerts', { key: house.key, body: { ids: [alert?.id], status: 'resolved' } })
    await look(NOW + 29 * MINUTE)
    expect((await alertsOf(house, 'unusual_rate')).map(({ status }) => status)).toEqual(['resolved'])
  })

  it('is none without a history, however much a new organization begins with', async () => {
    const house = await newTestOrg()
    await write(
      ...calls(house, 900, {}),
      ...calls(house, 20, { time: NOW - DAY }),
      ...calls(house, 5, { time: NOW - 2 * DAY }),
    )
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    expect(await alertsOf(house, 'unusual_endpoint')).toEqual([])
  })

  it('is none where a job runs each night, however quiet the rest of the day is', async () => {
    const house = await newTestOrg()
    for (let day = 4; day > 0; day--) {
      await write(
        ...calls(house, 300, { time: NOW - day * DAY }),
        ...calls(house, 1, { time: NOW - day * DAY - 5 * HOUR }),
      )
    }
    await write(...calls(house, 400, {}))
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
  })

  it('of few calls is none, whatever is usual, and its factor is what the rule says', async () => {
    const house = await newTestOrg()
    await withHistory(house, 10)
    await write(...calls(house, 99, {}))
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    const rule = (change: object | null) =>
      call('PUT', '/api/v1/alert-rules', { key: house.key, body: { rules: { unusual_rate: change } } })
    await rule({ threshold: 12 })
    await write(...calls(house, 20, {}))
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    await rule({ threshold: null, enabled: false })
    await look(NOW)
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    await rule(null)
    await look(NOW)
    expect((await alertsOf(house, 'unusual_rate')).map(({ details }) => details.calls)).toEqual([119])
  })

  it('is found in the days that were summed up too: a key as busy as ever is not looked at closer', async () => {
    const house = await newTestOrg()
    for (let day = 4; day > 0; day--) {
      for (let hour = 0; hour < 24; hour++) {
        await write(...calls(house, 40, { time: NOW - day * DAY - hour * HOUR }))
      }
    }
    await rollUpDays.run(await jobDeps(NOW), null)
    await write(...calls(house, 110, {}))
    const { bill, db: watched } = billedDatabase()
    await look(NOW, { ...env, DB: watched })
    const first = bill.read
    expect(await alertsOf(house, 'unusual_rate')).toEqual([])
    await write(...calls(house, 900, {}))
    const before = bill.read
    await look(NOW, { ...env, DB: watched })
    expect(await alertsOf(house, 'unusual_rate')).toHaveLength(1)
    // Its own hours of the week, each looked for: not those of other keys, and not each call.
    expect(bill.read - before).toBeLessThan(first + 8 * 168)
  })
})

describe('an unusual endpoint', () => {
  it('is told when a key that is known calls what it never called, by a real call', async () => {
    const house = await newTestOrg()
    const key = await createKey(house, { name: 'Reader', scopes: ['api-keys:read', 'webhooks:read'] })
    const now = Date.now()
    for (let day = 8; day > 0; day--) {
      await write(...calls(house, 1, { keyId: key.id, time: now - day * DAY, route: '/api/v1/api-keys' }))
      await look(now - day * DAY + MINUTE)
    }
    await call('GET', '/api/v1/api-keys', { key: key.key })
    await call('GET', '/api/v1/webhooks', { key: key.key })
    await settled()
    await until(async () => {
      const { n } = (await env.DB.prepare(
        'SELECT count(*) AS n FROM event_logs WHERE organization_id = ? AND key_id = ? AND time >= ?',
      )
        .bind(house.organizationId, key.id, now)
        .first<{ n: number }>()) ?? { n: 0 }
      return n === 2
    })
    const at = Date.now() + MINUTE
    for (let n = 0; n < 3; n++) await look(at)
    expect(await alertsOf(house, 'unusual_endpoint')).toMatchObject([
      {
        severity: 'warning',
        count: 1,
        target: { type: 'api_key', id: key.id, name: 'Reader' },
        details: { routes: ['/api/v1/webhooks'], calls: 1 },
      },
    ])
  })

  it('that was not called for 30 days is as good as new, and one of a new key is only learned', async () => {
    const house = await newTestOrg()
    await withHistory(house, 1)
    await write(...calls(house, 1, { time: NOW + 29 * DAY }))
    await look(NOW + 29 * DAY)
    expect(await alertsOf(house, 'unusual_endpoint')).toEqual([])
    await write(...calls(house, 1, { time: NOW + 60 * DAY }))
    await look(NOW + 60 * DAY)
    expect((await alertsOf(house, 'unusual_endpoint')).map(({ details }) => details.routes)).toEqual([['/api/v1/me']])
    const fresh = await newTestOrg()
    for (const route of ['/a', '/b', '/c']) await write(...calls(fresh, 1, { route }))
    await look(NOW)
    expect(await alertsOf(fresh, 'unusual_endpoint')).toEqual([])
  })

  it('that many keys begin to call at once is one alert', async () => {
    const house = await newTestOrg()
    const keys = Array.from({ length: 7 }, (_, n) => `key_${n}`)
    for (let day = 8; day > 0; day--) {
      const time = NOW - day * DAY
      await write(...keys.map((keyId) => logEntry(house.organizationId, { keyId, time })))
      await look(time + MINUTE)
    }
    await write(...keys.map((keyId) => logEntry(house.organizationId, { keyId, time: NOW, route: '/api/v2/me' })))
    await look(NOW)
    expect(await alertsOf(house, 'unusual_endpoint')).toMatchObject([
      { target: { type: 'organization' }, details: { keys: 7, routes: ['/api/v2/me'] } },
    ])
  })

  it('costs rows for what was called in the hour and for each organization, not for the log', async () => {
    const house = await newTestOrg()
    await write(...calls(house, 99, { time: NOW + 90 * DAY }))
    const { bill, db: watched } = billedDatabase()
    const { n: organizations } = (await env.DB.prepare('SELECT count(*) AS n FROM organizations').first<{
      n: number
    }>()) ?? { n: 0 }
    await look(NOW + 90 * DAY, { ...env, DB: watched })
    expect(bill.read).toBeLessThan(3 * organizations + 20)
    expect(bill.written).toBe(1)
    const before = { ...bill }
    await look(NOW + 90 * DAY, { ...env, DB: watched })
    expect(bill.written - before.written).toBe(0)
  })
})
