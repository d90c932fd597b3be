import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../../contract/alerts.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { until } from '../../../../test/support/until.ts'
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
/** In its own hour, so that tests of other hours do not interfere. */
const NOW = Date.parse('2026-11-21T09:30:00.000Z')

const alertsOf = async (org: TestOrg, kind: Alert['kind']): Promise<Alert[]> =>
  (await json<AlertPage>('GET', `/api/v1/alerts?limit=100&kind=${kind}`, { key: org.key })).data

/** Runs the job at `now` until it is done. */
async function look(now: number, bindings: Cloudflare.Env = env) {
  let cursor: string | null = null
  do cursor = (await detectAnomalies.run(await jobDeps(now, null, bindings), cursor)).cursor
  while (cursor)
}

const calls = (org: TestOrg, count: number, more: Partial<LogRecord>): LogRecord[] =>
  Array.from({ length: count }, () => logEntry(org.organizationId, { keyId: org.keyId, time: NOW, ...more }))
const write = (...entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])

/** A key that was used on each of the last eight days: `count` calls an hour before now. */
async function withHistory(org: TestOrg, count: number, more: Partial<LogRecord> = {}) {
  for (let day = 8; day > 0; day--) {
    await write(...calls(org, count, { time: NOW - day * DAY - HOUR, ...more }))
    await look(NOW - day * DAY - HOUR + MINUTE)
  }
}

describe('an unusual rate', () => {
  it('raises one alert per key and hour, with the baseline, and not again after a person resolved it', async () => {
    const org = await newTestOrg()
    await withHistory(org, 50)
    await write(...calls(org, 150, {}))
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    await write(...calls(org, 1, {}))
    for (let n = 0; n < 3; n++) await look(NOW + n * 10 * MINUTE)
    const [alert, ...others] = await alertsOf(org, 'unusual_rate')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'warning',
      target: { type: 'api_key', id: org.keyId, name: 'Everything' },
      count: 1,
      details: {
        calls: 151,
        usual: 50,
        from: new Date(hourOf(NOW)).toISOString(),
        to: new Date(hourOf(NOW) + HOUR).toISOString(),
      },
    })
    await call('PATCH', '/api/v1/alerts', { key: org.key, body: { ids: [alert?.id], status: 'resolved' } })
    await look(NOW + 29 * MINUTE)
    expect((await alertsOf(org, 'unusual_rate')).map(({ status }) => status)).toEqual(['resolved'])
  })

  it('raises none without a history, for any number of calls of a new organization', async () => {
    const org = await newTestOrg()
    await write(
      ...calls(org, 900, {}),
      ...calls(org, 20, { time: NOW - DAY }),
      ...calls(org, 5, { time: NOW - 2 * DAY }),
    )
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    expect(await alertsOf(org, 'unusual_endpoint')).toEqual([])
  })

  it('raises none for a job that runs each night, however quiet the rest of the day is', async () => {
    const org = await newTestOrg()
    for (let day = 4; day > 0; day--) {
      await write(...calls(org, 300, { time: NOW - day * DAY }), ...calls(org, 1, { time: NOW - day * DAY - 5 * HOUR }))
    }
    await write(...calls(org, 400, {}))
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
  })

  it('raises none for few calls, and its factor is that of the rule', async () => {
    const org = await newTestOrg()
    await withHistory(org, 10)
    await write(...calls(org, 99, {}))
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    const rule = (change: object | null) =>
      call('PUT', '/api/v1/alert-rules', { key: org.key, body: { rules: { unusual_rate: change } } })
    await rule({ threshold: 12 })
    await write(...calls(org, 20, {}))
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    await rule({ threshold: null, enabled: false })
    await look(NOW)
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    await rule(null)
    await look(NOW)
    expect((await alertsOf(org, 'unusual_rate')).map(({ details }) => details.calls)).toEqual([119])
  })

  it('uses the daily sums: a key that is as busy as always needs no closer look', async () => {
    const org = await newTestOrg()
    for (let day = 4; day > 0; day--) {
      for (let hour = 0; hour < 24; hour++) {
        await write(...calls(org, 40, { time: NOW - day * DAY - hour * HOUR }))
      }
    }
    await rollUpDays.run(await jobDeps(NOW), null)
    await write(...calls(org, 110, {}))
    const { bill, db: watched } = billedDatabase()
    await look(NOW, { ...env, DB: watched })
    const first = bill.read
    expect(await alertsOf(org, 'unusual_rate')).toEqual([])
    await write(...calls(org, 900, {}))
    const before = bill.read
    await look(NOW, { ...env, DB: watched })
    expect(await alertsOf(org, 'unusual_rate')).toHaveLength(1)
    // Its own hours of the week, one seek each: not those of other keys, and not each call.
    expect(bill.read - before).toBeLessThan(first + 8 * 168)
  })
})

describe('an unusual endpoint', () => {
  it('raises an alert when a known key calls a new route, from a real call', async () => {
    const org = await newTestOrg()
    const key = await createKey(org, { name: 'Reader', scopes: ['api-keys:read', 'webhooks:read'] })
    const now = Date.now()
    for (let day = 8; day > 0; day--) {
      await write(...calls(org, 1, { keyId: key.id, time: now - day * DAY, route: '/api/v1/api-keys' }))
      await look(now - day * DAY + MINUTE)
    }
    await call('GET', '/api/v1/api-keys', { key: key.key })
    await call('GET', '/api/v1/webhooks', { key: key.key })
    await settled()
    await until(async () => {
      const { n } = (await env.DB.prepare(
        'SELECT count(*) AS n FROM event_logs WHERE organization_id = ? AND key_id = ? AND time >= ?',
      )
        .bind(org.organizationId, key.id, now)
        .first<{ n: number }>()) ?? { n: 0 }
      return n === 2
    })
    const at = Date.now() + MINUTE
    for (let n = 0; n < 3; n++) await look(at)
    expect(await alertsOf(org, 'unusual_endpoint')).toMatchObject([
      {
        severity: 'warning',
        count: 1,
        target: { type: 'api_key', id: key.id, name: 'Reader' },
        details: { routes: ['/api/v1/webhooks'], calls: 1 },
      },
    ])
  })

  it('that was not called for 30 days counts as new, and routes of a new key are only learned', async () => {
    const org = await newTestOrg()
    await withHistory(org, 1)
    await write(...calls(org, 1, { time: NOW + 29 * DAY }))
    await look(NOW + 29 * DAY)
    expect(await alertsOf(org, 'unusual_endpoint')).toEqual([])
    await write(...calls(org, 1, { time: NOW + 60 * DAY }))
    await look(NOW + 60 * DAY)
    expect((await alertsOf(org, 'unusual_endpoint')).map(({ details }) => details.routes)).toEqual([['/api/v1/me']])
    const fresh = await newTestOrg()
    for (const route of ['/a', '/b', '/c']) await write(...calls(fresh, 1, { route }))
    await look(NOW)
    expect(await alertsOf(fresh, 'unusual_endpoint')).toEqual([])
  })

  it('that many keys start to call at once raises one alert', async () => {
    const org = await newTestOrg()
    const keys = Array.from({ length: 7 }, (_, n) => `key_${n}`)
    for (let day = 8; day > 0; day--) {
      const time = NOW - day * DAY
      await write(...keys.map((keyId) => logEntry(org.organizationId, { keyId, time })))
      await look(time + MINUTE)
    }
    await write(...keys.map((keyId) => logEntry(org.organizationId, { keyId, time: NOW, route: '/api/v2/me' })))
    await look(NOW)
    expect(await alertsOf(org, 'unusual_endpoint')).toMatchObject([
      { target: { type: 'organization' }, details: { keys: 7, routes: ['/api/v2/me'] } },
    ])
  })

  it('reads rows per organization and for the calls of the hour, not for the whole log', async () => {
    const org = await newTestOrg()
    await write(...calls(org, 99, { time: NOW + 90 * DAY }))
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
