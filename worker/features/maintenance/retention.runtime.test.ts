import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import { createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { logEntry } from '../../../test/support/log-entries.ts'
import { until } from '../../../test/support/until.ts'
import { databaseOf } from '../../platform/db/client.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../platform/lib/time/time.ts'
import type { LogRecord } from '../../platform/request-log/entry.ts'
import { purgeJob } from '../../platform/retention/purge.ts'
import type { AnyJob, JobDeps } from '../../platform/scheduler/job.ts'
import { auditLogSource } from '../audit/retention.ts'
import { writeLogBatch } from '../event-logs/ingest/write-batch.ts'
import { eventLogSource } from '../event-logs/retention.ts'
import { deliverySource } from '../webhooks/retention.ts'
import { purgeUsage } from './purge-usage.ts'
import { sweep } from './sweep.ts'

const purgeEventLogs = purgeJob(eventLogSource)
const purgeDeliveries = purgeJob(deliverySource)
const purgeAuditLogs = purgeJob(auditLogSource)

const db = databaseOf(env.DB)
const NOW = Date.now()

/** Runs a job until it is done, and returns the sums of its results. */
async function run(job: AnyJob, deps: Partial<JobDeps> = {}): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  let cursor: string | null = null
  for (let left = 50; left > 0; left--) {
    const outcome = await job.run({ ...(await jobDeps(NOW)), ...deps }, cursor)
    for (const [name, value] of Object.entries(outcome.result)) sums[name] = (sums[name] ?? 0) + Number(value)
    cursor = outcome.cursor
    if (cursor === null) return sums
  }
  throw new Error(`${job.name} did not come to an end`)
}

async function newOrgWithSettings(settings: object) {
  const org = await newTestOrg()
  const answer = await call('PATCH', '/api/v1/organization', { key: org.key, body: settings })
  if (answer.status !== 200) throw new Error(await answer.text())
  return org
}

const record = (organizationId: string, time: number, more: Partial<LogRecord> = {}) =>
  logEntry(organizationId, { time, route: '/r', endpoint: '/r', ...more })

const write = (entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])

const rowsOf = async (table: string, organizationId: string): Promise<number> =>
  (
    await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
      .bind(organizationId)
      .first<{ n: number }>()
  )?.n ?? 0

type Stored = { id: string; kind: string; name: string; rows: number; from_time: number; to_time: number }
const archivesOf = async (organizationId: string): Promise<Stored[]> =>
  (
    await env.DB.prepare('SELECT * FROM archives WHERE organization_id = ? ORDER BY id')
      .bind(organizationId)
      .all<Stored>()
  ).results

async function linesOf(name: string): Promise<Record<string, unknown>[]> {
  const object = await env.ARCHIVE.get(name)
  if (!object) throw new Error(`there is no ${name}`)
  const text = await new Response(object.body.pipeThrough(new DecompressionStream('gzip'))).text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const bodies = (entry: LogRecord) =>
  env.DB.prepare(
    'INSERT INTO event_log_bodies (organization_id, time, id, request, response) VALUES (?, ?, ?, ?, ?)',
  ).bind(entry.organizationId, entry.time, entry.id, '{"body":"asked"}', '{"body":"answered"}')

describe('the event log', () => {
  it('is purged of expired entries only, which are archived first', async () => {
    const [org, other] = [
      await newOrgWithSettings({ logRetentionDays: 7 }),
      await newOrgWithSettings({ logRetentionDays: 60 }),
    ]
    const { id: keyId } = await createKey(org, { name: 'Named' })
    const old = Array.from({ length: 5200 }, (_, n) =>
      // Several have the same time: a chunk must not lose or repeat one at its boundaries.
      record(org.organizationId, NOW - 9 * DAY_MS + Math.floor(n / 7), { keyId: n === 0 ? keyId : null }),
    )
    const young = [record(org.organizationId, NOW - 6 * DAY_MS), record(org.organizationId, NOW)]
    const theirs = [record(other.organizationId, NOW - 9 * DAY_MS)]
    await write([...old, ...young, ...theirs])
    const [first] = old
    await env.DB.batch([first, young[0]].flatMap((one) => (one ? [bodies(one)] : [])))

    expect(await run(purgeEventLogs)).toMatchObject({ removed: 5200, archives: 2, kept: 0 })
    const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/r', org)
    expect(data.map(({ id }) => id)).toEqual(young.map(({ id }) => id).toReversed())
    expect(await rowsOf('event_log_bodies', org.organizationId)).toBe(1)
    expect((await json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/r', other)).data).toHaveLength(1)

    const stored = await archivesOf(org.organizationId)
    expect(stored.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['event_logs', 5000],
      ['event_logs', 200],
    ])
    expect(await archivesOf(other.organizationId)).toEqual([])
    const lines = (await Promise.all(stored.map(({ name }) => linesOf(name)))).flat()
    expect(lines.map(({ id }) => id)).toEqual(old.map(({ id }) => id).sort())
    expect(lines[0]).toMatchObject({
      time: new Date(NOW - 9 * DAY_MS).toISOString(),
      endpoint: '/r',
    })
    expect(lines.find(({ id }) => id === first?.id)).toMatchObject({
      request: { body: 'asked' },
      response: { body: 'answered' },
    })
    expect(lines.filter(({ keyName }) => keyName === 'Named').map(({ id }) => id)).toEqual([old[0]?.id])
    expect(stored[0]).toMatchObject({ from_time: old[0]?.time, to_time: old[4999]?.time })
    expect(await run(purgeEventLogs)).toMatchObject({ removed: 0, archives: 0 })
  })

  it('that was archived before an interruption is archived again with the same name, and removed once', async () => {
    const org = await newOrgWithSettings({ logRetentionDays: 1 })
    await write(Array.from({ length: 20 }, (_, n) => record(org.organizationId, NOW - 2 * DAY_MS + n)))
    const cutOff = new Proxy(env.DB, {
      get: (target, property) =>
        property === 'batch'
          ? async () => Promise.reject(new Error('cut off'))
          : typeof Reflect.get(target, property) === 'function'
            ? Reflect.get(target, property, target).bind(target)
            : Reflect.get(target, property, target),
    })
    const names = async () =>
      (await env.ARCHIVE.list({ prefix: org.organizationId })).objects.map(({ key, etag }) => [key, etag])
    await expect(run(purgeEventLogs, { db: databaseOf(cutOff) })).rejects.toThrow('cut off')
    const before = await names()
    expect(before).toHaveLength(1)
    expect(await rowsOf('event_logs', org.organizationId)).toBeGreaterThanOrEqual(20)
    expect(await archivesOf(org.organizationId)).toEqual([])

    await run(purgeEventLogs)
    expect(await names()).toEqual(before)
    const [archive, ...more] = await archivesOf(org.organizationId)
    expect([archive?.rows, more]).toEqual([20, []])
    expect((await json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/r', org)).data).toEqual([])
  })

  it('keeps an entry that was logged during the archiving of its moment, until it is archived too', async () => {
    const org = await newOrgWithSettings({ logRetentionDays: 1 })
    const time = NOW - 2 * DAY_MS
    await write([record(org.organizationId, time), record(org.organizationId, time + 10)])
    const late = record(org.organizationId, time + 5)
    const archive = new Proxy(env.ARCHIVE, {
      get: (target, property) =>
        property === 'put'
          ? async (name: string, file: Uint8Array) => {
              await write([late])
              return target.put(name, file)
            }
          : Reflect.get(target, property, target).bind(target),
    })
    expect(await run(purgeEventLogs, { archive })).toMatchObject({ removed: 0, archives: 0 })
    expect(await run(purgeEventLogs)).toMatchObject({ removed: 3, archives: 1 })
    const [stored] = await archivesOf(org.organizationId)
    expect((await linesOf(stored?.name ?? '')).map(({ id }) => id)).toContain(late.id)
  })

  it('is not purged without a bucket if archives are on; it is purged if they are off', async () => {
    const [wants, careless] = [
      await newOrgWithSettings({ logRetentionDays: 1 }),
      await newOrgWithSettings({ logRetentionDays: 1, archiveLogs: false }),
    ]
    const old = (organizationId: string) => record(organizationId, NOW - 3 * DAY_MS)
    const one = old(careless.organizationId)
    await write([old(wants.organizationId), one])
    await bodies(one).run()
    expect(await run(purgeEventLogs, { archive: null })).toMatchObject({ removed: 1, archives: 0, kept: 1 })
    const left = (org: { key: string }) => json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/r', org)
    expect((await left(wants)).data).toHaveLength(1)
    expect((await left(careless)).data).toHaveLength(0)
    expect(await rowsOf('event_log_bodies', careless.organizationId)).toBe(0)
    expect(await archivesOf(careless.organizationId)).toEqual([])
    await run(purgeEventLogs)
  })

  it('that is long is purged in several bounded runs', async () => {
    const org = await newOrgWithSettings({ logRetentionDays: 1, archiveLogs: false })
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)
       INSERT INTO event_logs (organization_id, time, id, type, route, endpoint, method, status, duration_ms, request_id)
       SELECT ?1, ?2 + i, printf('log_%026d', i), 'api_call', '/r', '/r', 'GET', 200, 1, 'r' FROM n`,
    )
      .bind(org.organizationId, NOW - 3 * DAY_MS)
      .run()
    const first = await purgeEventLogs.run(await jobDeps(NOW), null)
    expect(first.result).toMatchObject({ removed: 40_000 })
    expect(first.cursor).not.toBeNull()
    const second = await purgeEventLogs.run(await jobDeps(NOW), first.cursor)
    expect([second.result.removed, second.cursor]).toEqual([5001, null])
  })
})

describe('the audit log', () => {
  it('is purged after its own retention, archived as it was shown', async () => {
    const org = await newOrgWithSettings({ auditRetentionDays: 30 })
    const day40 = NOW - 40 * DAY_MS
    await env.DB.prepare('UPDATE audit_logs SET time = ?1 WHERE organization_id = ?2 AND action = ?3')
      .bind(day40, org.organizationId, 'organization.updated')
      .run()
    const left = await rowsOf('audit_logs', org.organizationId)
    expect(await run(purgeAuditLogs)).toMatchObject({ removed: 1, archives: 1 })
    expect(await rowsOf('audit_logs', org.organizationId)).toBe(left - 1)
    const [archive] = await archivesOf(org.organizationId)
    expect(archive?.kind).toBe('audit_logs')
    expect(await linesOf(archive?.name ?? '')).toMatchObject([
      { action: 'organization.updated', time: new Date(day40).toISOString(), after: { auditRetentionDays: 30 } },
    ])
  })
})

/** Moves an event with all of its deliveries into the past, ids included, as if it had happened then. */
async function age(
  organizationId: string,
  eventId: string,
  time: number,
): Promise<{ eventId: string; moved: (id: string) => string }> {
  const moved = (id: string) => idFloor(id.slice(0, 3) as 'evt' | 'dlv', time) + id.slice(14)
  const change = (text: string) => env.DB.prepare(text).bind(organizationId, eventId, moved(eventId), time)
  const { results } = await env.DB.prepare('SELECT id FROM deliveries WHERE organization_id = ? AND event_id = ?')
    .bind(organizationId, eventId)
    .all<{ id: string }>()
  await env.DB.batch([
    change('UPDATE events SET id = ?3, time = ?4 WHERE organization_id = ?1 AND id = ?2'),
    change('UPDATE deliveries SET event_id = ?3 WHERE organization_id = ?1 AND event_id = ?2 AND ?4 > 0'),
    ...results.flatMap(({ id }) => [
      env.DB.prepare('UPDATE deliveries SET id = ?1 WHERE organization_id = ?2 AND id = ?3').bind(
        moved(id),
        organizationId,
        id,
      ),
      env.DB.prepare('UPDATE attempts SET delivery_id = ?1 WHERE organization_id = ?2 AND delivery_id = ?3').bind(
        moved(id),
        organizationId,
        id,
      ),
    ]),
  ])
  return { eventId: moved(eventId), moved }
}

describe('events and deliveries', () => {
  it('are purged with their attempts once they have ended, and never while one is still to be delivered', async () => {
    const org = await newOrgWithSettings({ deliveryRetentionDays: 2 })
    const inbox = newInbox()
    const hooks = await Promise.all(['One', 'Two'].map((name) => createHook(org, { url: inbox.url, name })))
    const [over, open, young] = [await publish(org, { data: { n: 1 } }), await publish(org), await publish(org)]
    await until(async () => (await inbox.received()).length >= 6)
    await until(async () => {
      const row = await env.DB.prepare(
        "SELECT count(*) AS n FROM deliveries WHERE organization_id = ? AND status = 'succeeded'",
      )
        .bind(org.organizationId)
        .first<{ n: number }>()
      return row?.n === 6
    })
    const aged = await age(org.organizationId, over.id, NOW - 3 * DAY_MS)
    const agedOpen = await age(org.organizationId, open.id, NOW - 3 * DAY_MS)
    await env.DB.batch([
      env.DB.prepare("UPDATE deliveries SET status = 'pending' WHERE event_id = ? AND webhook_id = ?").bind(
        agedOpen.eventId,
        hooks[0]?.id,
      ),
      env.DB.prepare(
        `INSERT INTO attempts SELECT organization_id, webhook_id, id, 1, started_at, 7, 500, 'status', 'no', exchange
         FROM deliveries WHERE event_id = ?`,
      ).bind(aged.eventId),
      env.DB.prepare('UPDATE deliveries SET attempts = 2 WHERE event_id = ?').bind(aged.eventId),
    ])
    expect(await run(purgeDeliveries)).toMatchObject({ removed: 1, archives: 1 })
    const left = await env.DB.prepare('SELECT id FROM events WHERE organization_id = ? ORDER BY id')
      .bind(org.organizationId)
      .all<{ id: string }>()
    expect(left.results.map(({ id }) => id)).toEqual([agedOpen.eventId, young.id])
    expect([await rowsOf('deliveries', org.organizationId), await rowsOf('attempts', org.organizationId)]).toEqual([
      4, 0,
    ])
    const [archive] = await archivesOf(org.organizationId)
    const [line] = await linesOf(archive?.name ?? '')
    expect(line).toMatchObject({ id: aged.eventId, type: 'user.created', data: { n: 1 } })
    expect(JSON.stringify(line)).not.toContain(hooks[0]?.secret)
    const deliveries = line?.deliveries as { webhookName: string; attemptList: object[] }[]
    expect(deliveries.map(({ webhookName }) => webhookName).sort()).toEqual(['One', 'Two'])
    expect(deliveries[0]?.attemptList).toMatchObject([
      { number: 1, responseStatus: 500, durationMs: 7, request: expect.anything() },
      { number: 2, responseStatus: 200, response: { body: expect.any(String) } },
    ])

    await env.DB.prepare("UPDATE deliveries SET status = 'failed' WHERE event_id = ?").bind(agedOpen.eventId).run()
    expect(await run(purgeDeliveries)).toMatchObject({ removed: 1 })
  })

  it('are kept if one of them is retried while they are archived', async () => {
    const org = await newOrgWithSettings({ deliveryRetentionDays: 1 })
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url })
    const event = await publish(org)
    await until(async () => (await inbox.received()).length > 0)
    const { eventId } = await age(org.organizationId, event.id, NOW - 3 * DAY_MS)
    await env.DB.prepare("UPDATE deliveries SET status = 'succeeded' WHERE event_id = ?").bind(eventId).run()
    const archive = new Proxy(env.ARCHIVE, {
      get: (target, property) =>
        property === 'put'
          ? async (name: string, file: Uint8Array) => {
              await env.DB.prepare("UPDATE deliveries SET status = 'pending' WHERE webhook_id = ?").bind(hook.id).run()
              return target.put(name, file)
            }
          : Reflect.get(target, property, target).bind(target),
    })
    expect(await run(purgeDeliveries, { archive })).toMatchObject({ removed: 0, archives: 0 })
    expect([await rowsOf('events', org.organizationId), await rowsOf('deliveries', org.organizationId)]).toEqual([1, 1])
    expect(await archivesOf(org.organizationId)).toEqual([])
  })

  it('that all wait for a paused webhook are skipped, some hundred per run, at the same cost for each run', async () => {
    const org = await newOrgWithSettings({ deliveryRetentionDays: 1 })
    const old = NOW - 5 * DAY_MS
    await env.DB.batch([
      env.DB.prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3999)
         INSERT INTO events (organization_id, id, type, environment, time, deliveries, data)
         SELECT ?1, ?2 || printf('%016d', i), 'user.created', 'live', ?3, 1, '{}' FROM n`,
      ).bind(org.organizationId, idFloor('evt', old), old),
    ])
    const first = await purgeDeliveries.run(await jobDeps(NOW), null)
    expect([first.result.removed, first.cursor === null]).toEqual([0, false])
    const second = await purgeDeliveries.run(await jobDeps(NOW), first.cursor)
    expect([second.result.removed, second.cursor]).toEqual([0, null])
    expect(await rowsOf('events', org.organizationId)).toBe(4000)
  })

  it('keep the answer to an idempotency key for at least a day', async () => {
    const org = await newOrgWithSettings({ deliveryRetentionDays: 1, archiveLogs: false })
    const headers = { 'idempotency-key': 'once' }
    const first = await publish(org, {}, { headers })
    await run(purgeDeliveries)
    expect((await publish(org, {}, { headers })).id).toBe(first.id)
    const aged = await age(org.organizationId, first.id, NOW - DAY_MS + 60_000)
    await run(purgeDeliveries)
    expect((await publish(org, {}, { headers })).id).toBe(aged.eventId)
  })
})

describe('other data', () => {
  it('is swept after its time', async () => {
    const org = await newTestOrg()
    const o = org.organizationId
    const insert = (text: string, ...values: (string | number)[]) => env.DB.prepare(text).bind(o, ...values)
    const counter =
      'INSERT INTO alert_counters (organization_id, kind, target_id, minute, calls) VALUES (?, ?, ?, ?, 1)'
    const counts = 'INSERT INTO log_counters (organization_id, kind, hour, calls) VALUES (?, ?, ?, 1)'
    const alert = `INSERT INTO alerts (organization_id, id, cause, status, resolved_at, kind, severity, target_type, target_id,
      target_name, details, first_at, last_at) VALUES (?, ?, ?, ?, ?, 'key_unused', 'info', 'api_key', 'k', 'k', '{}', 0, 0)`
    const job = `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, created_at, finished_at)
      VALUES (?, 'whk', ?, ?, '{}', 1, 0, ?)`
    const code =
      'INSERT INTO verifications (identifier, id, value, expires_at, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)'
    await env.DB.batch([
      insert(counter, 'k', 'old', NOW - DAY_MS - 1),
      insert(counter, 'k', 'new', NOW - DAY_MS + 60_000),
      insert(counts, 'dropped', NOW - 93 * DAY_MS),
      insert(counts, 'dropped', NOW - 91 * DAY_MS),
      insert(alert, 'old', 'a', 'resolved', NOW - 181 * DAY_MS),
      insert(alert, 'new', 'b', 'resolved', NOW - 179 * DAY_MS),
      insert(alert, 'open', 'c', 'open', 0),
      insert(job, 'old', 'done', NOW - 31 * DAY_MS),
      insert(job, 'new', 'canceled', NOW - 29 * DAY_MS),
      env.DB.prepare(job).bind(o, 'running', 'running', null),
      insert(code, 'over', 'x', NOW - 1000),
      insert(code, 'good', 'x', NOW + 60_000),
    ])
    await run(sweep)
    const ids = async (text: string) => (await env.DB.prepare(text).bind(o).raw<string[]>()).flat()
    expect(await ids('SELECT target_id FROM alert_counters WHERE organization_id = ?')).toEqual(['new'])
    expect(await rowsOf('log_counters', o)).toBe(1)
    expect(await ids('SELECT id FROM alerts WHERE organization_id = ? ORDER BY id')).toEqual(['new', 'open'])
    expect(await ids('SELECT id FROM retry_jobs WHERE organization_id = ? ORDER BY id')).toEqual(['new', 'running'])
    expect(await ids('SELECT id FROM verifications WHERE identifier = ?')).toEqual(['good'])
    await env.DB.prepare('DELETE FROM retry_jobs').run()
  })

  it('keeps figures that can still be requested, and their entries', async () => {
    const [org, keeper] = [await newTestOrg(), await newTestOrg()]
    const time = NOW - 100 * DAY_MS
    await write([record(org.organizationId, time), record(org.organizationId, NOW - 80 * DAY_MS)])
    await write([record(keeper.organizationId, time + HOUR_MS), record(keeper.organizationId, time)])
    const close = env.DB.prepare(
      "INSERT INTO usage_tops (organization_id, day, keys, routes) VALUES (?, ?, '[]', '[]')",
    )
    const removeLog = env.DB.prepare('DELETE FROM event_logs WHERE organization_id = ?').bind(org.organizationId)
    const hours = async (o: string) =>
      (
        await env.DB.prepare('SELECT hour FROM usage_hourly WHERE organization_id = ? AND hour < ?')
          .bind(o, NOW - 70 * DAY_MS)
          .all()
      ).results.length
    await run(purgeUsage)
    expect(await hours(org.organizationId)).toBe(2)
    await env.DB.batch([
      close.bind(org.organizationId, startOfDay(NOW - DAY_MS)),
      close.bind(keeper.organizationId, startOfDay(NOW - DAY_MS)),
      removeLog,
    ])
    await run(purgeUsage)
    expect([await hours(org.organizationId), await hours(keeper.organizationId)]).toEqual([1, 2])
  })

  it('keeps the name of a deleted key or webhook as long as an entry needs it', async () => {
    const org = await newTestOrg()
    const { id: keyId } = await createKey(org)
    const { id: hookId } = await createHook(org, { url: newInbox().url })
    const deleted = NOW - 100 * DAY_MS
    await env.DB.batch([
      env.DB.prepare('UPDATE api_keys SET deleted_at = ? WHERE id = ?').bind(deleted, keyId),
      env.DB.prepare('UPDATE webhooks SET deleted_at = ? WHERE id = ?').bind(deleted, hookId),
    ])
    await write([record(org.organizationId, deleted - HOUR_MS, { keyId })])
    const names = async () =>
      (
        await env.DB.prepare('SELECT id FROM api_keys WHERE id = ?1 UNION SELECT id FROM webhooks WHERE id = ?2')
          .bind(keyId, hookId)
          .all()
      ).results.length
    await run(purgeUsage)
    expect(await names()).toBe(2)
    await env.DB.prepare('DELETE FROM event_logs WHERE organization_id = ? AND time < ?')
      .bind(org.organizationId, NOW - DAY_MS)
      .run()
    await run(purgeUsage)
    await run(purgeUsage)
    expect(await names()).toBe(0)
    expect((await env.DB.prepare('SELECT 1 FROM api_key_usage WHERE key_id = ?').bind(keyId).all()).results).toEqual([])
    expect((await env.DB.prepare('SELECT 1 FROM api_keys WHERE id = ?').bind(org.keyId).all()).results).toHaveLength(1)
  })
})
