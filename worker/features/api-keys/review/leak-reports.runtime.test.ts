import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { ApiKey, ApiKeyWithSecret } from '../../../../contract/api-keys.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LeakResult } from '../../../../contract/leak-reports.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { signReport } from '../../../../test/support/sign-report.ts'
import { until } from '../../../../test/support/until.ts'
import { randomBase62, sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'

const SECRET = env.LEAK_REPORT_SECRET
const nowS = () => Math.floor(Date.now() / 1000)

type Send = { at?: number; secret?: string; headers?: Record<string, string>; env?: Cloudflare.Env }
function send(raw: string, { at = nowS(), secret = SECRET, headers = {}, env: bindings }: Send = {}) {
  return call('POST', '/api/v1/api-keys/leak-reports', {
    raw,
    headers: { 'content-type': 'application/json', ...signReport(secret, raw, at), ...headers },
    ...(bindings ? { env: bindings } : {}),
  })
}
const reportOf = (...keys: string[]) =>
  JSON.stringify({ reports: keys.map((key) => ({ key, source: 'github', url: 'https://example.com/a/b' })) })
const report = async (keys: string[], more: Send = {}) => {
  const answer = await send(reportOf(...keys), more)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json<LeakResult>()).results
}
const labels = async (keys: string[], more: Send = {}) =>
  (await report(keys, more)).map(({ label, action }) => [label, action])

const statusOf = async (key: string) => (await call('GET', '/api/v1/me', { key })).status
const read = (org: TestOrg, id: string) => json<ApiKey>('GET', `/api/v1/api-keys/${id}`, org)
const action = (org: TestOrg, id: string, name: string, body?: object) =>
  call('POST', `/api/v1/api-keys/${id}/${name}`, { key: org.key, ...(body ? { body } : {}) })
const alertsOf = async (org: TestOrg) => (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=key_leaked', org)).data
const auditOf = async (org: TestOrg, id: string) =>
  (await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${id}&action=api_key.leaked`, org)).data
const flagOnly = (org: TestOrg) => call('PATCH', '/api/v1/organization', { key: org.key, body: { leakAction: 'flag' } })

describe('a key that a scanner reports', () => {
  it('is disabled before the answer, with an audit entry and an alert', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Leaky' })
    expect(await statusOf(made.key)).toBe(200)
    // The time of a report is stored in whole seconds.
    const reported = Math.floor(Date.now() / 1000) * 1000
    const results = await report([made.key])
    expect(results).toEqual([{ keySha256: toHex(await sha256(made.key)), label: 'true_positive', action: 'disabled' }])
    expect(await statusOf(made.key)).toBe(401)
    const shown = await read(org, made.id)
    expect(shown).toMatchObject({ status: 'disabled', leakSource: 'github' })
    expect(Date.parse(shown.leakedAt ?? '')).toBeGreaterThanOrEqual(reported)
    expect(Date.parse(shown.leakedAt ?? '')).toBeLessThanOrEqual(Date.now())
    const [entry, ...more] = await auditOf(org, made.id)
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      actor: { type: 'system', name: 'Leak report' },
      before: { status: 'active' },
      after: { status: 'disabled', leakSource: 'github' },
    })
    expect(await alertsOf(org)).toMatchObject([
      {
        severity: 'critical',
        count: 1,
        target: { type: 'api_key', id: made.id, name: 'Leaky' },
        details: { source: 'github', url: 'https://example.com/a/b', action: 'disabled' },
      },
    ])
  })

  it('is only marked if the organization says so, and stays marked until it has a new secret', async () => {
    const org = await newTestOrg()
    await flagOnly(org)
    const made = await createKey(org)
    expect(await labels([made.key])).toEqual([['true_positive', 'flagged']])
    expect(await statusOf(made.key)).toBe(200)
    await action(org, made.id, 'disable')
    expect((await action(org, made.id, 'enable')).status).toBe(200)
    expect((await read(org, made.id)).leakSource).toBe('github')
    const fresh = await (await action(org, made.id, 'regenerate')).json<ApiKeyWithSecret>()
    expect(fresh).toMatchObject({ leakedAt: null, leakSource: null })
    expect(await read(org, made.id)).toMatchObject({ leakedAt: null, leakSource: null, status: 'active' })
    expect(await labels([made.key])).toEqual([['false_positive', 'none']])
    expect((await alertsOf(org))[0]?.details).toMatchObject({ action: 'flagged' })
  })

  it('is also found by its previous secret during the grace of a regeneration', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    await action(org, made.id, 'regenerate', { graceSeconds: 3600 })
    expect(await labels([made.key])).toEqual([['true_positive', 'disabled']])
    expect((await read(org, made.id)).status).toBe('disabled')
  })

  it('is also found if it was imported', async () => {
    const org = await newTestOrg()
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys: [line] } })
    await until(async () => (await statusOf(text)) === 200)
    await settled()
    expect(await labels([text, `acme_${randomBase62(24)}`])).toEqual([
      ['true_positive', 'disabled'],
      ['false_positive', 'none'],
    ])
    expect(await statusOf(text)).toBe(401)
  })

  it('is reported as true and not changed if it is already revoked or disabled', async () => {
    const org = await newTestOrg()
    const [revoked, off] = [await createKey(org), await createKey(org)]
    await action(org, revoked.id, 'revoke')
    await action(org, off.id, 'disable')
    expect(await labels([revoked.key, off.key])).toEqual([
      ['true_positive', 'none'],
      ['true_positive', 'none'],
    ])
    expect(await read(org, revoked.id)).toMatchObject({ status: 'revoked', leakedAt: null })
    // A person who enables it again must see the mark.
    expect(await read(org, off.id)).toMatchObject({ status: 'disabled', leakSource: 'github' })
  })

  it('is reported as false without details if it is deleted, mistyped or unknown', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const live = await createKey(org)
    await call('DELETE', `/api/v1/api-keys/${made.id}`, org)
    const mistyped = live.key.slice(0, -1) + (live.key.endsWith('x') ? 'y' : 'x')
    expect(await labels([made.key, mistyped, 'ghp_something', ' '])).toEqual(Array(4).fill(['false_positive', 'none']))
    expect(await statusOf(live.key)).toBe(200)
    expect(await alertsOf(org)).toEqual([])
  })

  it('is handled by the rules of its own organization', async () => {
    const [one, two] = [await newTestOrg(), await newTestOrg()]
    await flagOnly(two)
    const [theirs, others] = [await createKey(one), await createKey(two)]
    expect(await labels([others.key, 'nothing', theirs.key, theirs.key])).toEqual([
      ['true_positive', 'flagged'],
      ['false_positive', 'none'],
      ['true_positive', 'disabled'],
      ['true_positive', 'none'],
    ])
    expect([(await alertsOf(one)).length, (await alertsOf(two)).length]).toEqual([1, 1])
    expect((await alertsOf(one))[0]?.count).toBe(1)
  })
})

describe('the same signed report', () => {
  it('that is repeated changes nothing, also after the key was enabled again; a new report does', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const at = nowS() - 100
    expect(await labels([made.key], { at })).toEqual([['true_positive', 'disabled']])
    for (let n = 0; n < 2; n++) expect(await labels([made.key], { at })).toEqual([['true_positive', 'none']])
    await action(org, made.id, 'enable')
    expect(await labels([made.key], { at })).toEqual([['true_positive', 'none']])
    expect(await statusOf(made.key)).toBe(200)
    expect([(await auditOf(org, made.id)).length, (await alertsOf(org))[0]?.count]).toEqual([1, 1])
    expect(await labels([made.key], { at: at + 1 })).toEqual([['true_positive', 'disabled']])
    expect(await statusOf(made.key)).toBe(401)
    expect([(await auditOf(org, made.id)).length, (await alertsOf(org))[0]?.count]).toEqual([2, 2])
  })

  it('sent five times at once is processed once', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const slow = watchedEnv(10)
    const at = nowS()
    const answers = await Promise.all(Array.from({ length: 5 }, () => labels([made.key], { at, env: slow.env })))
    expect(
      answers
        .flat()
        .map(([, action]) => action)
        .sort(),
    ).toEqual(['disabled', 'none', 'none', 'none', 'none'])
    expect([(await auditOf(org, made.id)).length, (await alertsOf(org))[0]?.count]).toEqual([1, 1])
  })
})

describe('a report', () => {
  it('is refused without a signature of exactly this body and time', async () => {
    const org = await newTestOrg()
    const made = await createKey(org)
    const raw = reportOf(made.key)
    const at = nowS()
    const good = signReport(SECRET, raw, at)
    const wrong: [string, Record<string, string>, string?][] = [
      ['no signature', { 'x-gatehouse-timestamp': String(at) }],
      ['no time', { 'x-gatehouse-signature': good['x-gatehouse-signature'] }],
      ['another secret', signReport('another secret that is long enough', raw, at)],
      ['another time', { ...good, 'x-gatehouse-timestamp': String(at + 1) }],
      ['another body', good, raw.replace('github', 'gitlab')],
      ['a space more', good, `${raw} `],
      ['no algorithm', { ...good, 'x-gatehouse-signature': good['x-gatehouse-signature'].slice(7) }],
      ['half a signature', { ...good, 'x-gatehouse-signature': good['x-gatehouse-signature'].slice(0, 39) }],
      ['a time that is none', { ...good, 'x-gatehouse-timestamp': '1e9' }],
      ['nothing', { 'x-gatehouse-signature': '', 'x-gatehouse-timestamp': '' }],
    ]
    for (const [what, headers, body = raw] of wrong) {
      const answer = await call('POST', '/api/v1/api-keys/leak-reports', {
        raw: body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      expect([answer.status, (await answer.json<Problem>()).code], what).toEqual([401, 'signature_invalid'])
    }
    expect((await read(org, made.id)).leakedAt).toBeNull()
    const byKey = await call('POST', '/api/v1/api-keys/leak-reports', { key: org.key, body: JSON.parse(raw) })
    expect(byKey.status).toBe(401)
  })

  it('is refused if it was signed more than five minutes in the past or future', async () => {
    const raw = reportOf('sk_live_x')
    for (const off of [-302, 302]) {
      const answer = await send(raw, { at: nowS() + off })
      expect([answer.status, (await answer.json<Problem>()).code]).toEqual([401, 'signature_expired'])
    }
    for (const off of [-295, 295]) expect((await send(raw, { at: nowS() + off })).status).toBe(200)
  })

  it.each<[string, string, string]>([
    ['no reports', '{"reports":[]}', 'reports'],
    ['101 reports', reportOf(...Array(101).fill('x')), 'reports'],
    ['no key', '{"reports":[{"source":"x"}]}', 'reports.0.key'],
    ['a key that is a number', '{"reports":[{"key":5}]}', 'reports.0.key'],
    ['an address that is none', '{"reports":[{"key":"x","url":"somewhere"}]}', 'reports.0.url'],
    ['an unknown field', '{"reports":[{"key":"x","token":"y"}]}', 'reports.0.token'],
  ])('with %s is refused with a message that names the field', async (_, raw, path) => {
    const answer = await send(raw)
    expect(answer.status).toBe(422)
    expect((await answer.json<Problem>()).errors?.map((error) => error.path)).toContain(path)
  })

  it('of 100 made-up keys needs no query and no object call', async () => {
    const keys = Array.from({ length: 100 }, () => `sk_live_${randomBase62(48)}`)
    const { env: watched, counts } = watchedEnv()
    const results = await labels(keys, { env: watched })
    expect(results).toEqual(Array(100).fill(['false_positive', 'none']))
    expect([counts.queries, counts.objectCalls]).toEqual([0, 0])
  })

  it('leaves no key in an answer, the database or the log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const org = await newTestOrg()
    const made = await createKey(org)
    const answers = [
      await send(reportOf(made.key).replace('github', made.key).replace('/a/b', `/?k=${made.key}`)),
      await send(JSON.stringify({ reports: [{ key: made.key, [made.key]: 1 }] })),
      await send(JSON.stringify({ reports: [{ key: made.key, url: made.key }] })),
      await send(reportOf(made.key), { secret: 'another secret that is long enough' }),
    ]
    const texts = await Promise.all(answers.map((one) => one.text()))
    await settled()
    for (const table of ['alerts', 'audit_logs', 'api_keys', 'event_logs']) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`)
        .bind(org.organizationId)
        .all()
      texts.push(JSON.stringify(results))
    }
    vi.restoreAllMocks()
    expect(answers[0]?.status).toBe(200)
    for (const text of [...texts, ...lines]) expect(text).not.toContain(made.key.slice(18, 50))
  })
})
