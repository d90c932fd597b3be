import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ApiKey, ApiKeyWithSecret, Verdict } from '../../../../contract/api-keys.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { ImportResult } from '../../../../contract/key-import.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { boundTo } from '../../../platform/deps.ts'
import { configOf } from '../../../platform/env.ts'
import { randomBase62, sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toBase64Url, toHex } from '../../../platform/lib/crypto/encoding.ts'
import { COLD_PER_SECOND } from '../imported/imported-key-cache.ts'
import { importApiKeys } from './import.ts'

const newText = (beginning = 'acme_') => `${beginning}${randomBase62(24)}`
const line = async (text: string, more: object = {}) => ({
  digest: toHex(await sha256(text)),
  prefix: text.slice(0, 5),
  name: 'From Acme',
  scopes: ['users:read', 'api-keys:read'],
  ...more,
})

async function importLines(org: Pick<TestOrg, 'key'>, keys: unknown[], more: object = {}): Promise<ImportResult> {
  const response = await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys, ...more } })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

/** Imports one text, and returns the id of its key. */
async function importText(org: Pick<TestOrg, 'key'>, text: string, more: object = {}): Promise<string> {
  const { results } = await importLines(org, [await line(text, more)])
  const id = results[0]?.id
  if (!id) throw new Error(JSON.stringify(results))
  return id
}

const statusOf = async (key: string) => (await call('GET', '/api/v1/me', { key })).status
/** Waits while new texts are refused: an earlier test may have used the lookups of this second. */
const untilAccepted = (key: string) => until(async () => (await statusOf(key)) === 200)
const read = (org: TestOrg, id: string) => json<ApiKey>('GET', `/api/v1/api-keys/${id}`, org)
const auditOf = async (org: TestOrg, id: string) =>
  (await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${id}`, org)).data

const stored = (id: string) =>
  env.DB.prepare('SELECT reference, hex(secret_hash) AS hash, imported, version FROM api_keys WHERE id = ?')
    .bind(id)
    .first<{ reference: string; hash: string; imported: string | null; version: number }>()

async function evictGuard(id: string) {
  const row = await stored(id)
  await evictDurableObject(env.CREDENTIAL_GUARD.get(env.CREDENTIAL_GUARD.idFromName(row?.reference ?? '')))
}

describe('an imported key', () => {
  it('works with the text that its owner has, and is upgraded once at its first use', async () => {
    const org = await newTestOrg()
    const text = newText()
    const id = await importText(org, text, {
      lastCharacters: text.slice(-4),
      rateLimit: { perMinute: 5 },
      tags: ['moved'],
      metadata: { team: 'apps', deep: [1, { a: null }] },
      ownerId: 'customer-7',
    })
    expect(await read(org, id)).toMatchObject({
      name: 'From Acme',
      status: 'active',
      prefix: 'acme_',
      masked: `acme_...${text.slice(-4)}`,
      scopes: ['users:read', 'api-keys:read'],
      rateLimit: { perMinute: 5, perHour: null, perDay: null },
      tags: ['moved'],
      metadata: { team: 'apps', deep: [1, { a: null }] },
      ownerId: 'customer-7',
      createdBy: 'Everything',
      imported: 'digest',
      recoverable: false,
    })
    const before = await stored(id)
    const first = await call('GET', '/api/v1/me', { key: text })
    expect([first.status, first.headers.get('ratelimit')?.match(/r=(\d+)/)?.[1]]).toEqual([200, '4'])
    await settled()
    const after = await stored(id)
    expect(after).toMatchObject({ imported: 'upgraded', version: 1 })
    expect(after?.hash).not.toBe(before?.hash)
    for (let n = 0; n < 4; n++) expect(await statusOf(text)).toBe(200)
    expect(await statusOf(text)).toBe(429)
    await settled()
    const audit = await auditOf(org, id)
    expect(audit.map((entry) => [entry.action, entry.actor.type])).toEqual([
      ['api_key.upgraded', 'system'],
      ['api_key.imported', 'api_key'],
    ])
    expect(audit[0]).toMatchObject({ requestId: null, after: { imported: 'upgraded' } })
    expect(audit[1]).toMatchObject({ after: { name: 'From Acme', imported: 'digest' }, before: null })
    expect((await read(org, id)).imported).toBe('upgraded')
  })

  it('works after an eviction, a change, a regeneration with a grace, and until the end of the grace', async () => {
    const org = await newTestOrg()
    const text = newText()
    const id = await importText(org, text)
    expect(await statusOf(text)).toBe(200)
    await settled()
    await evictGuard(id)
    expect(await statusOf(text)).toBe(200)
    const renamed = await call('PATCH', `/api/v1/api-keys/${id}`, {
      key: org.key,
      body: { name: 'Moved' },
      headers: { 'if-match': '"v1"' },
    })
    expect(renamed.status).toBe(200)
    const fresh = await json<ApiKeyWithSecret>('POST', `/api/v1/api-keys/${id}/regenerate`, {
      key: org.key,
      body: { graceSeconds: 3600 },
    })
    expect(fresh).toMatchObject({
      id,
      imported: null,
      prefix: fresh.key.slice(0, 11),
      masked: expect.stringMatching(/^sk_live_/),
    })
    expect([await statusOf(text), await statusOf(fresh.key)]).toEqual([200, 200])
    expect((await call('DELETE', `/api/v1/api-keys/${id}/grace`, org)).status).toBe(200)
    expect([await statusOf(text), await statusOf(fresh.key)]).toEqual([401, 200])
    const again = await importLines(org, [await line(text)])
    expect(again.results[0], 'a text that was replaced does not come back by importing it again').toMatchObject({
      outcome: 'exists',
      id,
    })
    expect((await call('POST', `/api/v1/api-keys/${id}/revoke`, org)).status).toBe(200)
    expect([await statusOf(text), await statusOf(fresh.key)]).toEqual([401, 401])
  })

  it('that was never used keeps working in the grace of its first regeneration', async () => {
    const org = await newTestOrg()
    const [text, other] = [newText(), newText()]
    const [id, dies] = [await importText(org, text), await importText(org, other)]
    await json('POST', `/api/v1/api-keys/${id}/regenerate`, { key: org.key, body: { graceSeconds: 3600 } })
    await json('POST', `/api/v1/api-keys/${dies}/regenerate`, { key: org.key, body: {} })
    expect([await statusOf(text), await statusOf(other)]).toEqual([200, 401])
    await settled()
    expect(await stored(id)).toMatchObject({ imported: null, version: 2 })
    expect((await auditOf(org, id)).map((entry) => entry.action)).not.toContain('api_key.upgraded')
  })

  it.each([
    ['revoke', 'key_revoked'],
    ['disable', 'key_disabled'],
  ])('is dead when %s answers, whether it was used before or not', async (action, code) => {
    const org = await newTestOrg()
    for (const used of [true, false]) {
      const text = newText()
      const id = await importText(org, text)
      if (used) expect(await statusOf(text)).toBe(200)
      expect((await call('POST', `/api/v1/api-keys/${id}/${action}`, org)).status).toBe(200)
      const answer = await call('GET', '/api/v1/me', { key: text })
      expect([answer.status, (await answer.json<Problem>()).code]).toEqual([401, code])
    }
  })

  it('that was deleted is unknown, its digest is removed, and importing it again creates another key', async () => {
    const org = await newTestOrg()
    const text = newText()
    const id = await importText(org, text)
    expect(await statusOf(text)).toBe(200)
    expect((await call('DELETE', `/api/v1/api-keys/${id}`, org)).status).toBe(204)
    expect([await statusOf(text), await statusOf(text)]).toEqual([401, 401])
    const row = await env.DB.prepare('SELECT count(*) AS n FROM imported_keys WHERE key_id = ?').bind(id).first()
    expect(row).toEqual({ n: 0 })
    const second = await importText(org, text)
    expect(second).not.toBe(id)
    expect(await statusOf(text)).toBe(200)
  })

  it('is verified for backends of its own organization only', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const text = newText()
    const id = await importText(org, text)
    const verify = (by: TestOrg, key: string) =>
      json<Verdict>('POST', '/api/v1/api-keys/verify', { key: by.key, body: { key, explain: true } })
    expect(await verify(org, text)).toMatchObject({ valid: true, code: 'ok', keyId: id, environment: 'live' })
    expect(await verify(other, text)).toMatchObject({ valid: false, code: 'unknown' })
    expect(await verify(org, `${text}x`)).toMatchObject({ valid: false, code: 'malformed' })
    expect(await verify(org, text.slice(0, -1))).toMatchObject({ valid: false, code: 'malformed' })
  })

  it('stays valid with a pepper that is no longer the newest', async () => {
    const org = await newTestOrg()
    const config = configOf(env)
    const older = config.peppers.slice(1)
    expect(older).toHaveLength(1)
    const text = newText()
    const { results } = await importApiKeys(
      {
        ...boundTo(env),
        config: { ...config, peppers: older },
        now: Date.now(),
        waitUntil: () => {},
      },
      {
        type: 'system',
        name: 'An earlier time',
        organization: { id: org.organizationId, name: 'Test organization', plan: 'enterprise' },
        scopes: ['*'],
        ip: null,
        requestId: 'earlier',
      },
      { keys: [await line(text)], dryRun: false },
      async () => [],
    )
    const id = results[0]?.id ?? ''
    expect(await statusOf(text)).toBe(200)
    await settled()
    await evictGuard(id)
    expect(await stored(id)).toMatchObject({ imported: 'upgraded' })
    expect(await statusOf(text)).toBe(200)
    expect((await importLines(org, [await line(text)])).results[0]).toMatchObject({ outcome: 'exists', id })
  })

  it('is upgraded once by a thousand slow calls at the same time, and then costs no query', async () => {
    const org = await newTestOrg()
    const text = newText()
    const id = await importText(org, text, { rateLimit: { perMinute: 100_000 } })
    const slow = watchedEnv(10)
    for (let n = 0; n < 1000; n += 200) {
      const answers = await Promise.all(
        Array.from({ length: 200 }, () => call('GET', '/api/v1/me', { key: text, env: slow.env })),
      )
      expect(answers.filter((one) => one.status !== 200)).toHaveLength(0)
    }
    await settled()
    expect((await auditOf(org, id)).filter((entry) => entry.action === 'api_key.upgraded')).toHaveLength(1)
    const warm = watchedEnv()
    for (let n = 0; n < 200; n++) {
      expect((await call('GET', '/api/v1/me', { key: text, env: warm.env })).status).toBe(200)
    }
    await settled()
    expect(warm.counts.queries).toBe(0)
    expect(warm.counts.objectCalls).toBeLessThan(100)
  })

  it('is never brought back by a late upgrade', async () => {
    const org = await newTestOrg()
    const slow = watchedEnv(300)
    for (let round = 0; round < 6; round++) {
      const text = newText()
      const id = await importText(org, text)
      // The call is answered; its upgrade is still in progress.
      expect((await call('GET', '/api/v1/me', { key: text, env: slow.env })).status).toBe(200)
      const action =
        round % 2 === 0
          ? await call('POST', `/api/v1/api-keys/${id}/regenerate`, { key: org.key })
          : await call('DELETE', `/api/v1/api-keys/${id}`, org)
      expect([200, 204]).toContain(action.status)
      await settled()
      expect(await statusOf(text)).toBe(401)
      await evictGuard(id)
      expect(await statusOf(text)).toBe(401)
    }
  })
})

describe('an import', () => {
  it('accepts the digest of any text, in hex, base64 and base64url', async () => {
    const org = await newTestOrg()
    const verify = async (key: string) => {
      const ask = () => call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key } })
      // This many new texts a second are refused for now.
      const answer = await until(async () => {
        const response = await ask()
        return response.status === 503 ? null : response
      })
      return (await answer.json<Verdict>()).code
    }
    const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
    const forms = [toHex, (bytes: Uint8Array) => toHex(bytes).toUpperCase(), base64, toBase64Url]
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.constantFrom(...forms),
        async (tail, form) => {
          const text = `ext-${randomBase62(6)}${tail}`.slice(0, 512)
          const { results } = await importLines(org, [
            await line(text, { digest: form(await sha256(text)), prefix: 'ext-' }),
          ])
          expect(results[0]?.outcome, JSON.stringify(results)).toBe('imported')
          expect(await verify(text)).toBe('ok')
          expect(await verify(`${text} `.slice(0, 512))).not.toBe('ok')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('checks each line separately, names the field, and imports the valid ones', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const [mine, theirs, good, short] = [newText(), newText(), newText(), 'tiny_key']
    const existing = await importText(org, mine)
    await importText(other, theirs)
    const lines: [unknown, string, string?][] = [
      [await line(good), 'imported'],
      [await line(mine), 'exists'],
      [await line(theirs), 'refused', 'keys.2.digest cannot be imported'],
      [await line(good, { name: 'Twice' }), 'refused', 'keys.3.digest is the same as that of keys.0'],
      [await line(newText(), { digest: 'abc' }), 'refused', 'keys.4.digest must be a SHA-256 digest in hex or base64'],
      [await line(newText(), { scopes: [] }), 'refused', 'keys.5.scopes choose at least one scope'],
      [await line(newText(), { surprise: 1 }), 'refused', 'keys.6.surprise is not known here'],
      [
        await line(newText(), { rateLimit: { perMinute: 0 } }),
        'refused',
        'keys.7.rateLimit.perMinute must be at least 1',
      ],
      [
        await line(newText(), { expiresAt: '2020-01-01T00:00:00.000Z' }),
        'refused',
        'keys.8.expiresAt must lie in the future',
      ],
      [await line(newText(), { prefix: 'sk_' }), 'refused', 'keys.9.prefix cannot be told from keys made here'],
      [await line(newText(), { prefix: 'sk_live_ab' }), 'refused', 'keys.10.prefix cannot be told from keys made here'],
      [await line(short, { prefix: short }), 'refused', 'keys.11.prefix must not be the whole key'],
      [await line(short, { lastCharacters: 'key' }), 'refused', 'keys.12.prefix must not be the whole key'],
      [null, 'refused', 'keys.13 must be an object'],
      ['a key', 'refused', 'keys.14 must be an object'],
      [{}, 'refused', 'keys.15.digest is required'],
      [await line(newText(), { name: 'Last' }), 'imported'],
    ]
    const body = lines.map(([raw]) => raw)
    const tried = await importLines(org, body, { dryRun: true })
    expect(tried).toMatchObject({ dryRun: true, imported: 2, skipped: 1, failed: 14 })
    expect(tried.results.filter((one) => one.outcome === 'imported').map((one) => one.id)).toEqual([null, null])
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys', org)).total).toBe(2)
    const result = await importLines(org, body)
    expect(result).toMatchObject({ dryRun: false, imported: 2, skipped: 1, failed: 14 })
    for (const [index, [, outcome, words]] of lines.entries()) {
      const outcomeOfLine = result.results[index]
      expect([outcomeOfLine?.index, outcomeOfLine?.outcome], JSON.stringify(outcomeOfLine)).toEqual([index, outcome])
      if (words)
        expect(outcomeOfLine?.errors.map((error) => `${error.path} ${error.message}`).join('; ')).toContain(words)
      else expect(outcomeOfLine?.errors).toEqual([])
    }
    expect(result.results[1]?.id).toBe(existing)
    expect(result.results[3]?.name).toBe('Twice')
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys', org)).total).toBe(4)
    expect(JSON.stringify(result)).not.toContain(other.organizationId)
  })

  it('grants no scope that the importer does not have', async () => {
    const org = await newTestOrg()
    const limitedKey = await createKey(org, { scopes: ['api-keys:write', 'users:read'] })
    const { results } = await importLines(limitedKey, [
      await line(newText(), { scopes: ['users:read'] }),
      await line(newText(), { scopes: ['users:read', 'posts:write', '*'] }),
    ])
    expect(results.map((one) => one.outcome)).toEqual(['imported', 'refused'])
    expect(results[1]?.errors).toEqual([
      { path: 'keys.1.scopes', message: 'must not name scopes that you do not hold: posts:write, *' },
    ])
    const reader = await createKey(org, { scopes: ['api-keys:read'] })
    const denied = await call('POST', '/api/v1/api-keys/import', { key: reader.key, body: { keys: [{}] } })
    expect(denied.status).toBe(403)
  })

  it('refuses a body without keys, with too many keys, or with unknown fields', async () => {
    const org = await newTestOrg()
    for (const [body, path] of [
      [{}, 'keys'],
      [{ keys: [] }, 'keys'],
      [{ keys: Array.from({ length: 501 }, () => ({})) }, 'keys'],
      [{ keys: [{}], dryRun: 'yes' }, 'dryRun'],
      [{ keys: [{}], more: 1 }, 'more'],
    ] as const) {
      const response = await call('POST', '/api/v1/api-keys/import', { key: org.key, body })
      const problem = await response.json<Problem>()
      expect([response.status, problem.errors?.[0]?.path]).toEqual([422, path])
    }
  })

  it('of 500 keys is one transaction with an audit entry each, and a repetition says that they exist', async () => {
    const org = await newTestOrg()
    const texts = Array.from({ length: 500 }, () => newText())
    const lines = await Promise.all(
      texts.map((text, n) => line(text, { name: `Key ${n}`, description: `Ünïcode "${n}" \n\\ 日本`, ownerId: null })),
    )
    const watched = watchedEnv()
    const send = () =>
      call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys: lines }, env: watched.env }).then((one) =>
        one.json<ImportResult>(),
      )
    expect(await send()).toMatchObject({ imported: 500, skipped: 0, failed: 0 })
    expect(watched.counts.queries).toBeLessThanOrEqual(10)
    expect(await send()).toMatchObject({ imported: 0, skipped: 500, failed: 0 })
    const count = await env.DB.prepare(
      "SELECT count(*) AS n, count(DISTINCT target_id) AS ids FROM audit_logs WHERE organization_id = ? AND action = 'api_key.imported'",
    )
      .bind(org.organizationId)
      .first()
    expect(count).toEqual({ n: 500, ids: 500 })
    const [one] = (await json<Page<ApiKey>>('GET', '/api/v1/api-keys?q=Key 123', org)).data
    expect(one).toMatchObject({ description: 'Ünïcode "123" \n\\ 日本', ownerId: null, metadata: {}, allowedIps: [] })
    expect(await statusOf(texts[499] ?? '')).toBe(200)
  })

  it('that is sent many times at once, slowly, creates each key once', async () => {
    const org = await newTestOrg()
    const lines = await Promise.all(Array.from({ length: 20 }, () => line(newText())))
    const slow = watchedEnv(20)
    const answers = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const response = await call('POST', '/api/v1/api-keys/import', {
          key: org.key,
          body: { keys: n % 2 ? lines : lines.slice(5) },
          env: slow.env,
        })
        expect(response.status).toBe(200)
        return response.json<ImportResult>()
      }),
    )
    expect(answers.reduce((sum, one) => sum + one.imported, 0)).toBe(20)
    expect((await json<Page<ApiKey>>('GET', '/api/v1/api-keys?q=From Acme', org)).total).toBe(20)
  })

  it('with an Idempotency-Key returns its first answer again', async () => {
    const org = await newTestOrg()
    const body = { keys: [await line(newText())] }
    const headers = { 'idempotency-key': 'import-1' }
    const send = () => call('POST', '/api/v1/api-keys/import', { key: org.key, body, headers })
    const [first, second] = [await (await send()).json(), await (await send()).json()]
    expect(first).toMatchObject({ imported: 1 })
    expect(second).toEqual(first)
    const other = await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys: [{}] }, headers })
    expect(other.status).toBe(422)
  })

  it('accepts a thousand beginnings per organization and no more', async () => {
    const org = await newTestOrg()
    const lines = (from: number) =>
      Promise.all(Array.from({ length: 500 }, (_, n) => line(newText(), { prefix: `x${from + n}x` })))
    expect((await importLines(org, await lines(0))).imported).toBe(500)
    expect((await importLines(org, await lines(499))).imported).toBe(500)
    const last = await importLines(org, [
      await line(newText(), { prefix: 'x9999x' }),
      await line(newText(), { prefix: 'x10000x' }),
      await line(newText(), { prefix: 'x0x' }),
    ])
    expect(last.results.map((one) => one.outcome)).toEqual(['imported', 'refused', 'imported'])
    expect(last.results[1]?.errors[0]?.path).toBe('keys.1.prefix')
  })
})

describe('texts that are no keys', () => {
  it('cost one query for 10,000 texts while keys are imported, and no object call', async () => {
    const org = await newTestOrg()
    await importText(org, newText('zeta_'))
    const watched = watchedEnv(5)
    const texts = [
      (n: number) => `${n}-${randomBase62(1 + (n % 90))}`,
      () => `pk_live_${org.key.slice(8)}`,
      (n: number) => org.key.slice(0, n % 8),
      (n: number) => 'x'.repeat(n),
    ]
    for (let n = 0; n < 10_000; n += 200) {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          call('GET', '/api/v1/me', { key: texts[i % texts.length]?.(n + i) ?? '', env: watched.env }),
        ),
      )
      expect(answers.filter((one) => one.status !== 401)).toHaveLength(0)
    }
    expect(watched.counts.queries).toBeLessThanOrEqual(1)
    expect(watched.counts.objectCalls).toBe(0)
  })

  it('that begin like imported keys cost one query each, at most fifty a second', async () => {
    const org = await newTestOrg()
    const known = newText('flood')
    await importText(org, known)
    await untilAccepted(known)
    await settled()
    const watched = watchedEnv()
    const send = (key: string) => call('GET', '/api/v1/me', { key, env: watched.env })
    const texts = Array.from({ length: 600 }, () => newText('flood'))
    const started = Date.now()
    const answers = await Promise.all(texts.map(send))
    const counts = { 401: 0, 503: 0 }
    for (const answer of answers) {
      if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('1')
      counts[answer.status as 401 | 503]++
    }
    expect(counts[401] + counts[503]).toBe(600)
    // A burst may cross the boundary of two seconds, and takes longer on a busy machine.
    const seconds = Math.ceil((Date.now() - started) / 1000) + 1
    expect(counts[401]).toBeLessThanOrEqual(seconds * COLD_PER_SECOND)
    expect(counts[503]).toBeGreaterThan(0)
    expect(watched.counts.queries).toBe(counts[401])
    expect(watched.counts.objectCalls).toBe(0)
    expect((await send(known)).status, 'a key that was seen before is not held up by a flood').toBe(200)
    const seen = texts[answers.findIndex((one) => one.status === 401)] ?? ''
    const before = watched.counts.queries
    expect((await send(seen)).status).toBe(401)
    expect(watched.counts.queries).toBe(before)
  })

  it('get an error to retry while the database does not answer, and imported keys then work again', async () => {
    const org = await newTestOrg()
    const [seen, unseen] = [newText(), newText()]
    await importText(org, seen)
    await importText(org, unseen)
    await untilAccepted(seen)
    await settled()
    const lines: string[] = []
    vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    await env.DB.exec('ALTER TABLE imported_keys RENAME TO imported_keys_away')
    const statuses = [await statusOf(seen), await statusOf(unseen), await statusOf(newText())]
    await env.DB.exec('ALTER TABLE imported_keys_away RENAME TO imported_keys')
    vi.restoreAllMocks()
    expect(statuses).toEqual([200, 503, 503])
    expect(lines.join('\n')).toContain('an imported key could not be looked up')
    expect(lines.join('\n')).not.toContain(unseen)
    await untilAccepted(unseen)
  })
})
