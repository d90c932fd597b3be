import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { ApiKey } from '../../../../contract/api-keys.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page } from '../../../../contract/common.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  settled,
  signIn,
  type TestOrg,
  watchedEnv,
} from '../../../../test/support/kit.ts'
import { resolveKeyAlerts } from './resolve-alerts.ts'
import { reviewKeys } from './review.ts'
import { activeKeysAfter } from './review-store.ts'
import { rotateBySchedule } from './rotate.ts'

const DAY = 86_400_000

/** One pass over all keys, as the cron trigger would make it `days` from now. */
async function review(days = 0, bindings: Cloudflare.Env = env) {
  const deps = await jobDeps(Date.now() + days * DAY, null, bindings)
  await resolveKeyAlerts.run(deps, null)
  let cursor: string | null = null
  do cursor = (await reviewKeys.run(deps, cursor)).cursor
  while (cursor)
}

type Told = Page<Alert> & { open: number }
/** Without alerts about a person's own action: only the jobs are tested here. */
const alerts = async (org: TestOrg, status = 'open') =>
  (await json<Told>('GET', `/api/v1/alerts?limit=100&status=${status}`, org)).data.filter(
    ({ kind }) => kind !== 'key_regenerated',
  )
const about = async (org: TestOrg, id: string, status = 'open') =>
  (await alerts(org, status)).filter((one) => one.target.id === id).map((one) => one.kind)

const organization = (org: TestOrg, body: object) => call('PATCH', '/api/v1/organization', { key: org.key, body })
const used = (org: TestOrg, id: string, at: number) =>
  env.DB.prepare(
    `INSERT INTO api_key_usage (organization_id, key_id, calls, last_used_at) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET last_used_at = excluded.last_used_at`,
  )
    .bind(org.organizationId, id, at)
    .run()

describe('a key that nobody uses', () => {
  it('is reported once after the configured number of days, and no longer after it was used', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org, { name: 'Idle' })
    await organization(org, { unusedAfterDays: 10 })
    await review(9)
    expect(await about(org, id)).toEqual([])
    for (let n = 0; n < 3; n++) await review(10)
    const [alert] = (await alerts(org)).filter((one) => one.target.id === id)
    expect(alert).toMatchObject({
      kind: 'key_unused',
      severity: 'warning',
      count: 1,
      target: { type: 'api_key', id, name: 'Idle' },
      details: { lastUsedAt: null, days: 10 },
    })
    await used(org, id, Date.now() + 10 * DAY)
    await review(11)
    expect(await about(org, id)).toEqual([])
    expect((await alerts(org, 'resolved'))[0]).toMatchObject({ resolvedBy: null })
    await review(20)
    expect(await about(org, id)).toEqual(['key_unused'])
  })

  it('is shown as unused by the same setting', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org)
    const at = Date.now() - 5 * DAY
    await env.DB.prepare('UPDATE api_keys SET created_at = ? WHERE id = ?').bind(at, id).run()
    const unused = async () => (await json<ApiKey>('GET', `/api/v1/api-keys/${id}`, org)).unused
    expect(await unused()).toBe(false)
    await organization(org, { unusedAfterDays: 5 })
    expect(await unused()).toBe(true)
    const { data } = await json<Page<ApiKey>>('GET', '/api/v1/api-keys', org)
    expect(data.map((one) => one.unused)).toEqual([false, true])
  })

  it('is not reported again after a person resolved the alert', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org)
    await review(30)
    const ids = (await alerts(org)).map((one) => one.id)
    expect(ids).toHaveLength(2)
    await call('PATCH', '/api/v1/alerts', { key: org.key, body: { ids, status: 'resolved' } })
    await review(31)
    await review(40)
    expect(await about(org, id)).toEqual([])
  })

  it.each([
    ['disabled', 'POST', '/disable'],
    ['revoked', 'POST', '/revoke'],
    ['deleted', 'DELETE', ''],
  ])('and is %s needs nobody any more', async (_, method, action) => {
    const org = await newTestOrg()
    const { id } = await createKey(org)
    await review(30)
    expect(await about(org, id)).toEqual(['key_unused'])
    await call(method, `/api/v1/api-keys/${id}${action}`, org)
    await review(30)
    expect(await about(org, id)).toEqual([])
    expect(await about(org, id, 'resolved')).toEqual(['key_unused'])
  })
})

describe('a key that expires', () => {
  it('is reported before it expires, and no longer once it was renewed', async () => {
    const org = await newTestOrg()
    const expiresAt = new Date(Date.now() + 20 * DAY).toISOString()
    const { id } = await createKey(org, { expiresAt })
    await review(12)
    expect(await about(org, id)).toEqual([])
    await review(13.5)
    const [alert] = await alerts(org)
    expect(alert).toMatchObject({ kind: 'key_expiring', severity: 'warning', details: { expiresAt } })
    const later = new Date(Date.now() + 200 * DAY).toISOString()
    await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { expiresAt: later } })
    await review(14)
    expect(await about(org, id)).toEqual([])
  })
})

describe('a rotation', () => {
  it('that is due raises a reminder, which is resolved once the key has a new secret', async () => {
    const org = await newTestOrg()
    await organization(org, { rotationReminderDays: 60, unusedAfterDays: 365 })
    const [plain, planned] = [await createKey(org), await createKey(org, { rotation: { everyDays: 20 } })]
    await review(20.5)
    expect((await alerts(org)).map((one) => [one.target.id, one.kind, one.severity])).toEqual([
      [planned.id, 'key_rotation_due', 'warning'],
    ])
    await review(60.5)
    expect(await about(org, plain.id)).toEqual(['key_rotation_due'])
    await call('POST', `/api/v1/api-keys/${planned.id}/regenerate`, org)
    await review(10)
    expect(await alerts(org)).toEqual([])
  })

  it('by schedule creates a new secret with a grace, as the system, and has an alert until it is used', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, {
      name: 'Rotating',
      scopes: ['users:read'],
      recoverable: true,
      rotation: { everyDays: 10, automatic: true, graceSeconds: 3600 },
    })
    await review(9)
    expect(await about(org, made.id)).toEqual([])
    for (let n = 0; n < 2; n++) await review(10.5)
    expect((await alerts(org)).map((one) => [one.kind, one.severity, one.count])).toEqual([['key_rotated', 'info', 1]])
    const cookie = await signIn(org)
    const { key } = await json<{ key: string }>('POST', `/api/v1/api-keys/${made.id}/reveal`, { cookie })
    expect(key).not.toBe(made.key)
    for (const one of [key, made.key]) expect((await call('GET', '/api/v1/me', { key: one })).status).toBe(200)
    const { data } = await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${made.id}`, org)
    expect(data.map((one) => [one.action, one.actor.name])).toContainEqual(['api_key.regenerated', 'Rotation schedule'])
    expect(data.filter((one) => one.action === 'api_key.regenerated')).toHaveLength(1)
    const { open } = await json<Told>('GET', '/api/v1/alerts?kind=key_regenerated', org)
    expect(open).toBe((await alerts(org)).length)
    expect(JSON.stringify(await alerts(org))).not.toContain(key.slice(18, 50))
    await review(10.6)
    expect(await about(org, made.id)).toEqual(['key_rotated'])
    await used(org, made.id, Date.now() + 10 * DAY)
    await env.DB.prepare('UPDATE api_key_usage SET rotation_calls = 2, previous_calls = 1 WHERE key_id = ?')
      .bind(made.id)
      .run()
    await review(10.7)
    expect(await about(org, made.id)).toEqual([])
    await settled()
  })

  it('that is not possible raises an alert, and happens as soon as it is possible', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { recoverable: true, rotation: { everyDays: 1, automatic: true } })
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    await env.DB.exec(
      `CREATE TRIGGER no_rotation BEFORE UPDATE OF secret_hash ON api_keys BEGIN SELECT RAISE(ABORT, 'not today'); END`,
    )
    await review(1.5)
    await review(1.6)
    await env.DB.exec('DROP TRIGGER no_rotation')
    reported.mockRestore()
    expect((await alerts(org)).map((one) => [one.kind, one.count, one.details])).toEqual([
      ['key_rotation_failed', 2, { reason: 'internal' }],
    ])
    await review(1.7)
    expect((await about(org, made.id)).sort()).toEqual(['key_rotated', 'key_rotation_failed'])
    await review(1.8)
    expect(await about(org, made.id)).toEqual(['key_rotated'])
  })

  it('by schedule happens once, also with several runs at the same time', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { recoverable: true, rotation: { everyDays: 1, automatic: true } })
    const slow = watchedEnv(10)
    await Promise.all([review(1.5, slow.env), review(1.5, slow.env), review(1.5, slow.env)])
    expect((await alerts(org)).map((one) => [one.kind, one.count])).toEqual([['key_rotated', 1]])
    const { data } = await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${made.id}`, org)
    expect(data.filter((one) => one.action === 'api_key.regenerated')).toHaveLength(1)
  })
})

describe('a rotation that comes too late', () => {
  it('does not rotate a key that a person regenerated after it was read', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { recoverable: true, rotation: { everyDays: 1, automatic: true } })
    const deps = await jobDeps(Date.now() + 1.5 * DAY)
    const read = await activeKeysAfter(deps.db, [org.organizationId, ''], 100)
    const due = read.find((key) => key.id === made.id)
    expect(due).toBeDefined()
    const { key } = await json<{ key: string }>('POST', `/api/v1/api-keys/${made.id}/regenerate`, org)
    if (due) await rotateBySchedule(deps, due)
    const cookie = await signIn(org)
    expect(await json('POST', `/api/v1/api-keys/${made.id}/reveal`, { cookie })).toEqual({ key })
    expect(await alerts(org)).toEqual([])
  })
})

describe('a run', () => {
  it('needs a bounded number of queries, continues where it stopped, and misses no key', async () => {
    // Keys of other tests would be rotated too, and those queries must not be counted here.
    await env.DB.prepare('UPDATE api_keys SET rotation_automatic = 0').run()
    const org = await newTestOrg()
    const now = Date.now()
    const count = 1203
    await env.DB.prepare(
      `INSERT INTO api_keys (organization_id, id, reference, name, description, environment, status, prefix,
         last_characters, secret_hash, pepper_version, scopes, allowed_ips, consistency, metadata, tags, created_at,
         updated_at)
       SELECT ?, 'key_' || value, 'ref' || value, 'Many', '', 'live', 'active', 'sk_live_abc', 'xyz', x'00', 1,
         '["users:read"]', '[]', 'edge', '{}', '[]', ?, ?
       FROM json_each(?)`,
    )
      .bind(org.organizationId, now, now, JSON.stringify(Array.from({ length: count }, (_, n) => n)))
      .run()
    const { env: watched, counts } = watchedEnv()
    const deps = await jobDeps(now + 40 * DAY, null, watched)
    const { cursor, result } = await reviewKeys.run(deps, null)
    expect(cursor).toBeNull()
    expect(result.keys).toBeGreaterThanOrEqual(count)
    expect(counts.queries).toBeLessThan(12)
    expect((await json<Told>('GET', '/api/v1/alerts', org)).open).toBe(count + 1)
    await env.DB.prepare("UPDATE api_keys SET status = 'revoked' WHERE name = 'Many'").run()
    counts.queries = 0
    await resolveKeyAlerts.run(deps, null)
    expect(counts.queries).toBeLessThan(12)
    expect((await json<Told>('GET', '/api/v1/alerts', org)).open).toBe(1)
  })

  it('makes a bounded number of rotations and leaves the rest to the next', async () => {
    const org = await newTestOrg()
    const names = Array.from({ length: 26 }, (_, n) => `Rotating ${n}`)
    for (const name of names) {
      await createKey(org, { name, recoverable: true, rotation: { everyDays: 1, automatic: true } })
    }
    const deps = await jobDeps(Date.now() + 1.5 * DAY)
    const first = await reviewKeys.run(deps, null)
    expect([first.result.rotated, first.cursor === null]).toEqual([24, false])
    const second = await reviewKeys.run(deps, first.cursor)
    expect([second.result.rotated, second.cursor]).toEqual([2, null])
    expect((await alerts(org)).map((one) => one.target.name).sort()).toEqual(names.sort())
  })

  it('finds keys and open alerts with indexes only', async () => {
    const plan = async (sql: string) =>
      (await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>()).results.map((one) => one.detail)
    const prepare = vi.spyOn(env.DB, 'prepare')
    const deps = await jobDeps(Date.now())
    await reviewKeys.run(deps, null)
    await resolveKeyAlerts.run(deps, null)
    const texts = new Set(prepare.mock.calls.map(([text]) => text).filter((text) => text.startsWith('select')))
    prepare.mockRestore()
    expect(texts.size).toBe(2)
    for (const text of texts) {
      const steps = await plan(text.replaceAll('?', "''"))
      expect(steps.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/)
    }
  })
})
