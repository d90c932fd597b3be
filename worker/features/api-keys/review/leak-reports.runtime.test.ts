import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { ApiKey, ApiKeyWithSecret } from '../../../../contract/api-keys.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { LeakResult } from '../../../../contract/leak-reports.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { signReport } from '../../../../test/support/sign-report.ts'
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
const read = (house: TestOrg, id: string) => json<ApiKey>('GET', `/api/v1/api-keys/${id}`, house)
const action = (house: TestOrg, id: string, name: string, body?: object) =>
  call('POST', `/api/v1/api-keys/${id}/${name}`, { key: house.key, ...(body ? { body } : {}) })
const alertsOf = async (house: TestOrg) =>
  (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=key_leaked', house)).data
const auditOf = async (house: TestOrg, id: string) =>
  (await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${id}&action=api_key.leaked`, house)).data
const flagOnly = (house: TestOrg) =>
  call('PATCH', '/api/v1/organization', { key: house.key, body: { leakAction: 'flag' } })

describe('a key that a scanner reports', () => {
  it('is switched off before the answer, with an audit entry and an alert', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { name: 'Leaky' })
    expect(await statusOf(made.key)).toBe(200)
    const results = await report([made.key])
    expect(results).toEqual([{ keySha256: toHex(await sha256(made.key)), label: 'true_positive', action: 'disabled' }])
    expect(await statusOf(made.key)).toBe(401)
    const shown = await read(house, made.id)
    expect(shown).toMatchObject({ status: 'disabled', leakSource: 'github' })
    expect(Math.abs(Date.parse(shown.leakedAt ?? '') - Date.now())).toBeLessThan(10_000)
    const [entry, ...more] = await auditOf(house, made.id)
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      actor: { type: 'system', name: 'Leak report' },
      before: { status: 'active' },
      after: { status: 'disabled', leakSource: 'github' },
    })
    expect(await alertsOf(house)).toMatchObject([
      {
        severity: 'critical',
        count: 1,
        target: { type: 'api_key', id: made.id, name: 'Leaky' },
        details: { source: 'github', url: 'https://example.com/a/b', action: 'disabled' },
      },
    ])
  })

  it('is only marked where the organization says so, and stays marked until it has a new secret', async () => {
    const house = await newTestOrg()
    await flagOnly(house)
    const made = await createKey(house)
    expect(await labels([made.key])).toEqual([['true_positive', 'flagged']])
    expect(await statusOf(made.key)).toBe(200)
    await action(house, made.id, 'disable')
    expect((await action(house, made.id, 'enable')).status).toBe(200)
    expect((await read(house, made.id)).leakSource).toBe('github')
    const fresh = await (await action(house, made.id, 'regenerate')).json<ApiKeyWithSecret>()
    expect(fresh).toMatchObject({ leakedAt: null, leakSource: null })
    expect(await read(house, made.id)).toMatchObject({ leakedAt: null, leakSource: null, status: 'active' })
    expect(await labels([made.key])).toEqual([['false_positive', 'none']])
    expect((await alertsOf(house))[0]?.details).toMatchObject({ action: 'flagged' })
  })

  it('is found by the secret before a regeneration too, while its grace lasts', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    await action(house, made.id, 'regenerate', { graceSeconds: 3600 })
    expect(await labels([made.key])).toEqual([['true_positive', 'disabled']])
    expect((await read(house, made.id)).status).toBe('disabled')
  })

  it('and that was imported is found as well', async () => {
    const house = await newTestOrg()
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: house.key, body: { keys: [line] } })
    await vi.waitUntil(async () => (await statusOf(text)) === 200)
    await settled()
    expect(await labels([text, `acme_${randomBase62(24)}`])).toEqual([
      ['true_positive', 'disabled'],
      ['false_positive', 'none'],
    ])
    expect(await statusOf(text)).toBe(401)
  })

  it('and is revoked or switched off already is told as true, and nothing is done to it', async () => {
    const house = await newTestOrg()
    const [revoked, off] = [await createKey(house), await createKey(house)]
    await action(house, revoked.id, 'revoke')
    await action(house, off.id, 'disable')
    expect(await labels([revoked.key, off.key])).toEqual([
      ['true_positive', 'none'],
      ['true_positive', 'none'],
    ])
    expect(await read(house, revoked.id)).toMatchObject({ status: 'revoked', leakedAt: null })
    // Whoever switches it on again must see it.
    expect(await read(house, off.id)).toMatchObject({ status: 'disabled', leakSource: 'github' })
  })

  it('and is deleted, mistyped or of nobody is told as false, and nothing is told of it', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    const live = await createKey(house)
    await call('DELETE', `/api/v1/api-keys/${made.id}`, house)
    const mistyped = live.key.slice(0, -1) + (live.key.endsWith('x') ? 'y' : 'x')
    expect(await labels([made.key, mistyped, 'ghp_something', ' '])).toEqual(Array(4).fill(['false_positive', 'none']))
    expect(await statusOf(live.key)).toBe(200)
    expect(await alertsOf(house)).toEqual([])
  })

  it('of several organizations is done by the rules of each', async () => {
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
  it('sent again changes nothing, also after somebody switched the key on again; a new report does', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    const at = nowS() - 100
    expect(await labels([made.key], { at })).toEqual([['true_positive', 'disabled']])
    for (let n = 0; n < 2; n++) expect(await labels([made.key], { at })).toEqual([['true_positive', 'none']])
    await action(house, made.id, 'enable')
    expect(await labels([made.key], { at })).toEqual([['true_positive', 'none']])
    expect(await statusOf(made.key)).toBe(200)
    expect([(await auditOf(house, made.id)).length, (await alertsOf(house))[0]?.count]).toEqual([1, 1])
    expect(await labels([made.key], { at: at + 1 })).toEqual([['true_positive', 'disabled']])
    expect(await statusOf(made.key)).toBe(401)
    expect([(await auditOf(house, made.id)).length, (await alertsOf(house))[0]?.count]).toEqual([2, 2])
  })

  it('sent five times at once is done once', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
    const slow = watchedEnv(10)
    const at = nowS()
    const answers = await Promise.all(Array.from({ length: 5 }, () => labels([made.key], { at, env: slow.env })))
    expect(
      answers
        .flat()
        .map(([, action]) => action)
        .sort(),
    ).toEqual(['disabled', 'none', 'none', 'none', 'none'])
    expect([(await auditOf(house, made.id)).length, (await alertsOf(house))[0]?.count]).toEqual([1, 1])
  })
})

describe('a report', () => {
  it('is refused without a signature over exactly this body at exactly this time', async () => {
    const house = await newTestOrg()
    const made = await createKey(house)
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
    expect((await read(house, made.id)).leakedAt).toBeNull()
    const byKey = await call('POST', '/api/v1/api-keys/leak-reports', { key: house.key, body: JSON.parse(raw) })
    expect(byKey.status).toBe(401)
  })

  it('is refused when it was signed more than five minutes ago, or ahead', async () => {
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

  it('of 100 made-up keys asks neither the database nor an object', async () => {
    const keys = Array.from({ length: 100 }, () => `sk_live_${randomBase62(48)}`)
    const { env: watched, counts } = watchedEnv()
    const results = await labels(keys, { env: watched })
    expect(results).toEqual(Array(100).fill(['false_positive', 'none']))
    expect([counts.queries, counts.objectCalls]).toEqual([0, 0])
  })

  it('never leaves a key in an answer, the database or a line of the log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const house = await newTestOrg()
    const made = await createKey(house)
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
        .bind(house.organizationId)
        .all()
      texts.push(JSON.stringify(results))
    }
    vi.restoreAllMocks()
    expect(answers[0]?.status).toBe(200)
    for (const text of [...texts, ...lines]) expect(text).not.toContain(made.key.slice(18, 50))
  })
})
