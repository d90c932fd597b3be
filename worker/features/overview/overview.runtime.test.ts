import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/common.ts'
import type { UsageOver } from '../../../contract/event-logs.ts'
import type { Overview } from '../../../contract/overview.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { allOver, createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../test/support/kit.ts'
import { logEntry } from '../../../test/support/log-entries.ts'
import { until } from '../../../test/support/until.ts'
import { databaseOf } from '../../platform/db/client.ts'
import { newId } from '../../platform/lib/ids.ts'
import { DAY_MS, HOUR_MS } from '../../platform/lib/time/time.ts'
import type { LogRecord } from '../../platform/request-log/entry.ts'
import { writeLogBatch } from '../event-logs/ingest/write-batch.ts'

const write = (entries: LogRecord[]) =>
  writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

/** Calls of the dashboard are not logged, so the log contains only the entries of the test. */
async function newSignedInOrg() {
  const org = await newTestOrg()
  const cookie = await signIn(org)
  const overview = (query = '') => json<Overview>('GET', `/api/v1/overview?${query}`, { cookie })
  return { ...org, cookie, overview }
}

describe('the overview', () => {
  it('has the figures of the statistics, for the period that is chosen', async () => {
    const org = await newSignedInOrg()
    await write([200, 404, 500].map((status) => logEntry(org.organizationId, { time: Date.now() - HOUR_MS, status })))
    const query = 'days=7&environment=live'
    const { usage } = await org.overview(query)
    const expected = await json<UsageOver>('GET', `/api/v1/stats/usage?${query}`, { cookie: org.cookie })
    const { end: _, previous: __, buckets: ___, ...figures } = expected
    expect(usage).toMatchObject(figures)
    expect(usage).toMatchObject({ calls: 3, successful: 1, clientErrors: 1, serverErrors: 1 })
  })

  it('shows webhooks that fail, the worst first, with the reason and since when', async () => {
    const org = await newSignedInOrg()
    const closed = await createHook(org, { name: 'Closed', url: newInbox('status/503').url, maxRetries: 0 })
    await createHook(org, { name: 'Fine', url: newInbox().url })
    const off = await createHook(org, { name: 'Off', url: newInbox().url })
    await env.DB.prepare("UPDATE webhooks SET status = 'disabled', disabled_reason = 'gone' WHERE id = ?")
      .bind(off.id)
      .run()
    await publish(org)
    await allOver(org, closed.id, 1)
    const found = await until(async () => {
      const { failingWebhooks } = await org.overview()
      return failingWebhooks?.count === 2 && failingWebhooks
    })
    expect(found.data.map(({ name, health, disabledReason }) => [name, health, disabledReason])).toEqual([
      ['Off', 'disabled', 'gone'],
      ['Closed', 'failing', null],
    ])
    expect(found.data[1]).toMatchObject({
      id: closed.id,
      failed: 1,
      consecutiveFailures: 1,
      lastSuccessAt: null,
      lastError: { kind: 'status', status: 503 },
      since: expect.any(String),
    })
  })

  it('shows keys that are refused often, with the most frequent reason', async () => {
    const org = await newSignedInOrg()
    const key = await createKey(org, { name: 'Mobile' })
    const now = Date.now()
    const refused = (n: number, more: Partial<LogRecord>) =>
      logEntry(org.organizationId, { time: now - n * 1000, keyId: key.id, ...more })
    await write([
      ...Array.from({ length: 6 }, (_, n) => refused(n, { status: 429, outcome: 'rate_limited' })),
      ...Array.from({ length: 3 }, (_, n) => refused(n, { status: 403, outcome: 'scope_missing' })),
      ...Array.from({ length: 9 }, (_, n) => refused(n, { status: 404, outcome: 'not_found' })),
      ...Array.from({ length: 9 }, (_, n) => refused(n, { status: 429, keyId: 'key_rarely', time: now - 2 * DAY_MS })),
      ...Array.from({ length: 4 }, (_, n) => refused(n, { status: 401, keyId: 'key_few', outcome: 'key_revoked' })),
    ])
    const { refusedKeys } = await org.overview()
    expect(refusedKeys?.data).toEqual([
      { id: key.id, name: 'Mobile', refused: 9, outcome: 'rate_limited', lastAt: new Date(now).toISOString() },
    ])
    expect(Date.now() - Date.parse(refusedKeys?.since ?? '')).toBeGreaterThanOrEqual(DAY_MS)
  })

  it('shows what ends soon, and how many keys are unused', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const at = (days: number) => new Date(now + days * DAY_MS).toISOString()
    const [expiring] = [
      await createKey(org, { name: 'Ends', expiresAt: at(6) }),
      await createKey(org, { name: 'Ends later', expiresAt: at(40) }),
      await createKey(org, { name: 'Rotates', rotation: { everyDays: 10, automatic: false } }),
    ]
    const rotated = await createKey(org, { name: 'Regenerated' })
    await call('POST', `/api/v1/api-keys/${rotated.id}/regenerate`, { key: org.key, body: { graceSeconds: 3600 } })
    const revoked = await createKey(org, { name: 'Revoked', expiresAt: at(2) })
    await call('POST', `/api/v1/api-keys/${revoked.id}/revoke`, { key: org.key })
    const unused = await createKey(org, { name: 'Unused' })
    await env.DB.prepare('UPDATE api_keys SET created_at = ? WHERE id = ?')
      .bind(now - 40 * DAY_MS, unused.id)
      .run()
    const { keys } = await org.overview()
    expect(keys?.expiring.map(({ kind, name }) => [kind, name])).toEqual([
      ['grace_ends', 'Regenerated'],
      ['key_expires', 'Ends'],
      ['rotation_due', 'Rotates'],
    ])
    expect(keys?.expiring[1]).toEqual({
      kind: 'key_expires',
      id: expiring?.id,
      name: 'Ends',
      environment: 'live',
      at: at(6),
    })
    expect([keys?.unused, keys?.complete]).toEqual([1, true])
  })

  it('shows open alerts and the latest changes', async () => {
    const org = await newSignedInOrg()
    const key = await createKey(org, { name: 'Changed' })
    await call('POST', `/api/v1/api-keys/${key.id}/regenerate`, { key: org.key })
    for (let n = 0; n < 9; n++) {
      await call('PATCH', `/api/v1/api-keys/${key.id}`, { key: org.key, body: { name: `Changed ${n}` } })
    }
    const { alerts, changes } = await org.overview()
    expect(alerts).toMatchObject({ open: 1, data: [{ kind: 'key_regenerated', target: { id: key.id } }] })
    expect(changes).toHaveLength(8)
    expect(changes?.[0]).toMatchObject({
      action: 'api_key.updated',
      target: { id: key.id },
      after: { name: 'Changed 8' },
    })
  })

  it('leaves out what the caller may not read, and names it', async () => {
    const org = await newTestOrg()
    const some = await createKey(org, { scopes: ['stats:read', 'alerts:read'] })
    const read = await json<Overview>('GET', '/api/v1/overview', { key: some.key })
    expect(read.usage).not.toBeNull()
    expect(read.alerts).not.toBeNull()
    expect([read.failingWebhooks, read.refusedKeys, read.keys, read.changes]).toEqual([null, null, null, null])
    expect(read.withheld).toEqual([
      { part: 'failingWebhooks', scope: 'webhooks:read' },
      { part: 'refusedKeys', scope: 'logs:read' },
      { part: 'keys', scope: 'api-keys:read' },
      { part: 'changes', scope: 'audit:read' },
    ])
    const none = await createKey(org, { scopes: ['users:read'] })
    const nothing = await json<Overview>('GET', '/api/v1/overview', { key: none.key })
    expect(Object.values(nothing).filter((part) => part !== null)).toEqual([nothing.withheld])
    expect((await call('GET', '/api/v1/overview')).status).toBe(401)
  })

  it('shows one environment to its keys, and both or the named one to people', async () => {
    const org = await newSignedInOrg()
    const test = await createKey(org, { environment: 'test', scopes: ['*'], name: 'Test side' })
    const at = new Date(Date.now() + DAY_MS).toISOString()
    await createKey(org, { name: 'Live one', expiresAt: at })
    await createKey(org, { name: 'Test one', expiresAt: at, environment: 'test' })
    for (const environment of ['live', 'test'] as const) {
      const hook = await createHook(org, { name: `Hook ${environment}`, url: newInbox().url, environment })
      await env.DB.prepare("UPDATE webhooks SET status = 'disabled' WHERE id = ?").bind(hook.id).run()
    }
    const seen = ({ keys, failingWebhooks, changes }: Overview) => [
      keys?.expiring.map(({ name }) => name).sort(),
      failingWebhooks?.data.map(({ name }) => name).sort(),
      changes?.some(({ target }) => target.name === 'Live one'),
      changes?.some(({ target }) => target.name === 'Test one'),
    ]
    const ofLive = [['Live one'], ['Hook live'], true, false]
    const ofTest = [['Test one'], ['Hook test'], false, true]
    expect(seen(await json<Overview>('GET', '/api/v1/overview', { key: test.key }))).toEqual(ofTest)
    expect(seen(await json<Overview>('GET', '/api/v1/overview', org))).toEqual(ofLive)
    expect(seen(await org.overview('environment=test'))).toEqual(ofTest)
    expect(seen(await org.overview('environment=live'))).toEqual(ofLive)
    expect(seen(await org.overview())).toEqual([['Live one', 'Test one'], ['Hook live', 'Hook test'], true, true])
    expect((await call('GET', '/api/v1/overview?environment=live', { key: test.key })).status).toBe(422)
  })

  it('shows nothing of another organization, and names fields that are not valid', async () => {
    const [mine, other] = [await newSignedInOrg(), await newTestOrg()]
    await createKey(other, { name: 'Strange key', expiresAt: new Date(Date.now() + DAY_MS).toISOString() })
    expect(JSON.stringify(await mine.overview())).not.toContain('Strange key')
    for (const [query, path] of [
      ['days=0', 'days'],
      ['start=x', 'start'],
      ['start=2026-11-02&end=2026-11-01', 'end'],
      ['timeZone=x', 'timeZone'],
      ['environment=x', 'environment'],
      ['limit=5', 'limit'],
    ]) {
      const response = await call('GET', `/api/v1/overview?${query}`, { cookie: mine.cookie })
      expect([response.status, (await response.json<Problem>()).errors?.[0]?.path], query).toEqual([422, path])
    }
  })

  it('reads a bounded number of rows', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    await write(
      Array.from({ length: 8000 }, (_, n) =>
        logEntry(org.organizationId, {
          time: now - n * 60_000,
          keyId: `key_${n % 50}`,
          route: `/r/${n % 20}`,
          status: [200, 403, 500][n % 3] ?? 200,
          outcome: n % 3 === 1 ? 'scope_missing' : undefined,
        }),
      ),
    )
    const count = 3000
    const rows = Array.from({ length: count }, (_, n) => [newId('key', now - n), `ref_${org.organizationId}_${n}`])
    await env.DB.prepare(
      `INSERT INTO api_keys (organization_id, id, reference, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, created_at, updated_at,
         expires_at, grace_until, rotation_days)
       SELECT ?1, value ->> 0, value ->> 1, 'K', '', 'live', 'active', 'sk', 'xyz', x'00', 1, '[]', '[]', 'edge', '{}', '[]',
         ?3, ?3, ?3 + 86400000 * (10 + key), ?3 + 86400000 * (10 + key), 10 + key FROM json_each(?2)`,
    )
      .bind(org.organizationId, JSON.stringify(rows), now)
      .run()
    const { bill, db } = billedDatabase()
    const response = await call('GET', '/api/v1/overview?days=7', { cookie: org.cookie, env: { ...env, DB: db } })
    expect(response.status).toBe(200)
    // Statistics of a week with the week before, 3,000 entries, the newest 1,000 keys with their usage. What ends soon is found by its
    // index among all of them.
    expect(bill.read).toBeLessThanOrEqual(4 * 170 + 2000 + 3100 + 4 * 1000 + 1000)
    const { keys } = await response.json<Overview>()
    expect(keys?.expiring.map(({ at }) => Math.round((Date.parse(at) - now) / DAY_MS))).toEqual([
      10, 10, 10, 11, 11, 11, 12, 12,
    ])
    expect(keys?.complete).toBe(false)
  }, 60_000)
})
