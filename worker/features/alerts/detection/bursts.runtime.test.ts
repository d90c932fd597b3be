import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, ORIGIN, settled, type TestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { until } from '../../../../test/support/until.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { detectBursts } from './detect-bursts.ts'

const db = databaseOf(env.DB)
const NOW = Date.parse('2026-11-21T09:30:00.000Z')
const MINUTE = 60_000

const alertsOf = async (org: TestOrg, kind: Alert['kind']): Promise<Alert[]> =>
  (await json<AlertPage>('GET', `/api/v1/alerts?limit=100&kind=${kind}`, { key: org.key })).data
const look = async (now = Date.now(), bindings: Cloudflare.Env = env) =>
  detectBursts.run(await jobDeps(now, null, bindings), null)
const rule = (org: TestOrg, kind: Alert['kind'], change: object | null) =>
  call('PUT', '/api/v1/alert-rules', { key: org.key, body: { rules: { [kind]: change } } })

/** Waits until the consumer of the queue has written so many matching entries. */
async function logged(org: TestOrg, query: string, count: number) {
  await settled()
  await until(async () => {
    const { data } = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?limit=100&${query}`, { key: org.key })
    return data.length >= count
  })
}

const refused = (org: TestOrg, count: number, more: Partial<LogRecord> = {}): LogRecord[] =>
  Array.from({ length: count }, () =>
    logEntry(org.organizationId, { time: NOW, type: 'auth', status: 401, keyId: org.keyId, ...more }),
  )
const write = (...entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])

describe('a burst of refused calls', () => {
  it('of one key raises an alert from real calls, without the secret that was sent', async () => {
    const org = await newTestOrg()
    const dead = await createKey(org, { name: 'Old app' })
    await call('POST', `/api/v1/api-keys/${dead.id}/disable`, { key: org.key })
    for (let n = 0; n < 20; n++) {
      const headers = { 'cf-connecting-ip': '203.0.113.7', 'user-agent': `app ${dead.key}` }
      expect((await call('GET', `/api/v1/api-keys/${dead.key}`, { key: dead.key, headers })).status).toBe(401)
    }
    await logged(org, `keyId=${dead.id}&status=401`, 20)
    await look()
    const [alert, ...others] = await alertsOf(org, 'auth_failures')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'critical',
      target: { type: 'api_key', id: dead.id, name: 'Old app' },
      details: { calls: 20, addresses: ['203.0.113.7'] },
      count: 1,
    })
    expect(Date.parse(String(alert?.details.to))).toBeGreaterThan(Date.now() - MINUTE)
    expect(JSON.stringify(alert)).not.toContain(dead.key.slice(18, 50))
  })

  it('of sign-ins raises an alert for their address', async () => {
    const org = await newTestOrg()
    for (let n = 0; n < 20; n++) {
      await call('POST', '/api/auth/sign-in/email', {
        body: { email: org.email, password: 'a wrong password' },
        headers: { origin: ORIGIN, 'cf-connecting-ip': '198.51.100.20' },
      })
    }
    await logged(org, 'type=auth&ip=198.51.100.20', 20)
    await look()
    const alerts = await alertsOf(org, 'auth_failures')
    expect(alerts.map(({ target, details }) => [target, details.calls])).toEqual([
      [{ type: 'address', id: '198.51.100.20', name: '198.51.100.20' }, 20],
    ])
  })

  it('below its threshold, or spread over more than its window, raises none', async () => {
    const org = await newTestOrg()
    await write(...refused(org, 19))
    await write(...Array.from({ length: 8 }, (_, n) => refused(org, 3, { time: NOW - (n + 1) * 7 * MINUTE })).flat())
    await look(NOW)
    expect(await alertsOf(org, 'auth_failures')).toEqual([])
    await write(...refused(org, 1))
    await look(NOW)
    expect(await alertsOf(org, 'auth_failures')).toHaveLength(1)
  })

  it('counts once for repeated batches and job runs, and again after as many new refusals', async () => {
    const org = await newTestOrg()
    const message = { id: crypto.randomUUID(), entries: refused(org, 30), counters: [] }
    for (let n = 0; n < 3; n++) await writeLogBatch(db, [message])
    for (let n = 0; n < 3; n++) await look(NOW)
    const seen = async () => (await alertsOf(org, 'auth_failures')).map(({ count, details }) => [count, details.calls])
    expect(await seen()).toEqual([[1, 30]])
    await write(...refused(org, 19, { time: NOW + MINUTE }))
    await look(NOW + MINUTE)
    expect(await seen()).toEqual([[1, 30]])
    await write(...refused(org, 2, { time: NOW + 2 * MINUTE }))
    await look(NOW + 2 * MINUTE)
    expect(await seen()).toEqual([[2, 21]])
  })

  it('does not include answers of webhook receivers', async () => {
    const org = await newTestOrg()
    await write(...refused(org, 50, { type: 'webhook', keyId: null, webhookId: 'whk_1' }))
    await look(NOW)
    expect(await alertsOf(org, 'auth_failures')).toEqual([])
  })

  it('from everywhere raises one alert, not one per address', async () => {
    const org = await newTestOrg()
    const sides = Array.from({ length: 60 }, (_, n) =>
      refused(org, n < 30 ? 30 : 2, { keyId: null, ip: `198.51.100.${n}` }),
    )
    await write(...sides.flat())
    await look(NOW)
    const [alert, ...others] = await alertsOf(org, 'auth_failures')
    expect(others).toEqual([])
    expect(alert).toMatchObject({ target: { type: 'organization', id: org.organizationId } })
    expect(alert?.details).toMatchObject({ calls: 960, keys: 0, addressCount: 60 })
  })

  it('of one organization is not seen by another', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await write(...refused(org, 30))
    await look(NOW)
    expect(await alertsOf(org, 'auth_failures')).toHaveLength(1)
    expect(await alertsOf(other, 'auth_failures')).toEqual([])
  })
})

describe('a limit that is exceeded', () => {
  it('that happens often raises an alert about its key', async () => {
    const org = await newTestOrg()
    const small = await createKey(org, { name: 'Small', rateLimit: { perMinute: 2 } })
    for (let n = 0; n < 12; n++) await call('GET', '/api/v1/me', { key: small.key })
    await logged(org, `keyId=${small.id}&status=429`, 10)
    await look()
    expect(await alertsOf(org, 'limit_exceeded')).toMatchObject([
      { severity: 'warning', target: { id: small.id, name: 'Small' }, details: { calls: 10 } },
    ])
    expect(await alertsOf(org, 'auth_failures')).toEqual([])
  })
})

describe('the rule of a kind', () => {
  it('has a threshold and a window', async () => {
    const org = await newTestOrg()
    await rule(org, 'auth_failures', { threshold: 3, windowSeconds: 60 })
    await write(...refused(org, 2), ...refused(org, 2, { time: NOW - 5 * MINUTE }))
    await look(NOW)
    expect(await alertsOf(org, 'auth_failures')).toEqual([])
    await write(...refused(org, 1))
    await look(NOW)
    expect((await alertsOf(org, 'auth_failures')).map(({ details }) => details.calls)).toEqual([3])
  })

  it('that is off or muted raises nothing, and raises what continues after the mute', async () => {
    const [off, muted] = [await newTestOrg(), await newTestOrg()]
    await rule(off, 'auth_failures', { enabled: false })
    const until = new Date(Date.now() + 2 * MINUTE).toISOString()
    await rule(muted, 'auth_failures', { mutedUntil: until })
    const now = Date.now()
    for (const org of [off, muted]) await write(...refused(org, 30, { time: now }))
    await look(now)
    for (const org of [off, muted]) expect(await alertsOf(org, 'auth_failures')).toEqual([])
    await look(now + 3 * MINUTE)
    expect(await alertsOf(muted, 'auth_failures')).toHaveLength(1)
    expect(await alertsOf(off, 'auth_failures')).toEqual([])
  })
})

describe('the cost of detecting bursts', () => {
  it('is one row per caller and batch, none without refusals, and few rows read', async () => {
    const org = await newTestOrg()
    const { bill, db: watched } = billedDatabase()
    // No key is used in either minute.
    const good = Array.from({ length: 100 }, () => logEntry(org.organizationId, { keyId: null, time: NOW }))
    const message = (entries: LogRecord[]) => ({ id: crypto.randomUUID(), entries, counters: [] })
    await writeLogBatch(databaseOf(watched), [message(good)])
    const quiet = { ...bill }
    await writeLogBatch(databaseOf(watched), [message(refused(org, 100, { time: NOW }))])
    // The row of the counter; the roll-ups also have one more row each, for another type and status class.
    expect(bill.queries - quiet.queries).toBe(quiet.queries + 1)
    await write(
      ...Array.from({ length: 1000 }, (_, n) => refused(org, 1, { keyId: null, ip: `10.0.${n >> 8}.${n}` })).flat(),
    )
    const { n } = (await env.DB.prepare('SELECT count(*) AS n FROM alert_counters WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ n: number }>()) ?? { n: 0 }
    expect(n).toBe(101)
    const before = { ...bill }
    await look(NOW, { ...env, DB: watched })
    const all = (await env.DB.prepare('SELECT count(*) AS n FROM alert_counters').first<{ n: number }>())?.n ?? 0
    expect(bill.read - before.read).toBeLessThan(10 * all + 40)
    expect(bill.written - before.written).toBeLessThan(20)
    const later = { ...bill }
    await look(NOW + 20 * MINUTE, { ...env, DB: watched })
    expect(
      (
        await env.DB.prepare('SELECT count(*) AS n FROM alert_counters WHERE minute <= ?')
          .bind(NOW)
          .first<{ n: number }>()
      )?.n,
    ).toBe(0)
    expect(await detectBursts.hasWork?.(await jobDeps(NOW, null, { ...env, DB: watched }))).toBeTypeOf('boolean')
    expect(bill.queries - later.queries).toBeLessThanOrEqual(4)
  })
})
