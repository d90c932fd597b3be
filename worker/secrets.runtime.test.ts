import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { call, createKey, newHouse, settled, signIn } from '../test/support/kit.ts'
import { randomBase62, sha256 } from './lib/crypto.ts'
import { toHex } from './lib/encoding.ts'

/** Everything the database holds, as text, blobs as they are and in hex. */
async function everythingStored(): Promise<string> {
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  ).all<{ name: string }>()
  const texts: string[] = []
  for (const { name } of tables) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all<Record<string, unknown>>()
    for (const row of results) {
      for (const value of Object.values(row)) {
        const bytes = Array.isArray(value) ? Buffer.from(value) : null
        texts.push(bytes ? `${bytes.toString('latin1')} ${bytes.toString('hex')}` : String(value))
      }
    }
  }
  return texts.join('\n')
}

describe('a plaintext secret', () => {
  it('stands in no table, no object, no answer but the first, and no line of the log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const house = await newHouse()
    const answers: string[] = []
    const keep = async (promise: Promise<Response>) => {
      const response = await promise
      answers.push([...response.headers].join('\n'), await response.text())
    }
    const made = await createKey(house, { rateLimit: { perMinute: 3 } })
    const idempotent = await call('POST', '/api/v1/api-keys', {
      key: house.key,
      body: { name: 'Kept answer', scopes: ['users:read'] },
      headers: { 'idempotency-key': 'the-key-of-this-test' },
    }).then((one) => one.json<{ key: string }>())
    for (let n = 0; n < 5; n++) await keep(call('GET', '/api/v1/me', { key: made.key }))
    await keep(call('GET', `/api/v1/me?api_key=${made.key}`))
    await keep(call('GET', `/api/v1/${made.key}`, { key: made.key }))
    await keep(call('GET', `/api/v1/api-keys/${made.key}`, { key: house.key, headers: { 'user-agent': made.key } }))
    await keep(call('GET', '/api/v1/event-logs', { key: `${made.key}x` }))
    await keep(call('POST', '/api/v1/api-keys/verify', { key: house.key, body: { key: made.key, explain: true } }))
    await keep(call('POST', '/api/v1/api-keys/verify', { key: house.key, body: { key: [made.key] } }))
    await keep(call('POST', '/api/v1/api-keys', { key: house.key, body: { [made.key]: made.key } }))
    await keep(
      call('POST', '/api/v1/api-keys', {
        key: house.key,
        raw: `{"name":"${made.key}`,
        headers: { 'content-type': 'application/json' },
      }),
    )
    await keep(call('GET', '/api/v1/api-keys', house))
    await keep(call('GET', `/api/v1/api-keys/${made.id}`, house))
    await keep(call('POST', `/api/v1/api-keys/${made.id}/revoke`, house))
    await env.DB.exec('ALTER TABLE api_keys RENAME TO api_keys_away')
    await keep(call('GET', '/api/v1/api-keys', house))
    await keep(call('POST', '/api/v1/api-keys', { key: house.key, body: { name: 'Fails', scopes: ['users:read'] } }))
    await env.DB.exec('ALTER TABLE api_keys_away RENAME TO api_keys')
    const cookie = await signIn(house)
    await keep(call('GET', '/api/v1/me', { cookie }))
    await settled()
    await vi.waitUntil(
      async () => ((await env.DB.prepare('SELECT count(*) AS n FROM event_logs').first<{ n: number }>())?.n ?? 0) >= 12,
      { timeout: 10_000, interval: 50 },
    )
    const stored = await everythingStored()
    const row = await env.DB.prepare('SELECT reference FROM api_keys WHERE id = ?')
      .bind(made.id)
      .first<{ reference: string }>()
    const object = await runInDurableObject(
      env.KEY_GUARD.get(env.KEY_GUARD.idFromName(row?.reference ?? '')),
      (_, state) => JSON.stringify([...state.storage.kv.list()]),
    )
    const session = decodeURIComponent(cookie.split('=')[1] ?? '')
    for (const [what, text] of Object.entries({ stored, object, logged: lines.join('\n') })) {
      for (const key of [made.key, house.key, idempotent.key]) {
        const secret = key.slice(18, 50)
        expect(text.includes(key), `${what} holds a key`).toBe(false)
        expect(text.includes(secret), `${what} holds the secret part of a key`).toBe(false)
        expect(text.includes(Buffer.from(key).toString('hex')), `${what} holds a key in hex`).toBe(false)
      }
      expect(text.includes(house.password), `${what} holds a password`).toBe(false)
      expect(text.includes(env.SETUP_TOKEN), `${what} holds the setup code`).toBe(false)
    }
    for (const text of [...answers, lines.join('\n')]) {
      for (const key of [made.key, house.key, idempotent.key]) expect(text).not.toContain(key.slice(18, 50))
      expect(text).not.toContain(session.split('.')[0])
    }
    vi.restoreAllMocks()
  })

  it('of another system leaves neither itself nor its plain digest behind, used or not', async () => {
    const house = await newHouse()
    const [used, unused] = [`acme_${randomBase62(30)}`, `acme_${randomBase62(30)}`]
    const digests = await Promise.all([used, unused].map(sha256))
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const keys = digests.map((digest) => ({
      digest: toHex(digest),
      prefix: 'acme_',
      name: 'Moved',
      scopes: ['users:read', 'api-keys:verify'],
    }))
    const answer = await call('POST', '/api/v1/api-keys/import', {
      key: house.key,
      body: { keys },
      headers: { 'idempotency-key': 'import-of-this-test' },
    })
    const told = await answer.text()
    expect(told).toContain('"imported":2')
    expect((await call('GET', '/api/v1/me', { key: used })).status).toBe(200)
    await call('POST', '/api/v1/api-keys/verify', { key: used, body: { key: used, explain: true } })
    const misplaced = await Promise.all([
      call('GET', `/api/v1/api-keys/${used}`, { key: used, headers: { 'user-agent': used } }),
      call('POST', '/api/v1/api-keys/verify', { key: used, body: { [used]: used } }),
      call('GET', `/api/v1/me?${used}=1`, { key: used }),
    ]).then((all) => Promise.all(all.map((one) => one.text())))
    await settled()
    await vi.waitUntil(
      async () =>
        ((
          await env.DB.prepare('SELECT count(*) AS n FROM event_logs WHERE organization_id = ?')
            .bind(house.organizationId)
            .first<{ n: number }>()
        )?.n ?? 0) >= 6,
      { timeout: 10_000, interval: 50 },
    )
    const texts = { stored: await everythingStored(), told, misplaced: misplaced.join('\n'), logged: lines.join('\n') }
    vi.restoreAllMocks()
    for (const [what, text] of Object.entries(texts)) {
      for (const key of [used, unused]) {
        expect(text.includes(key.slice(5)), `${what} holds an imported key`).toBe(false)
        expect(text.includes(Buffer.from(key).toString('hex')), `${what} holds an imported key in hex`).toBe(false)
      }
      for (const digest of digests) {
        const bytes = Buffer.from(digest)
        for (const form of [bytes.toString('hex'), bytes.toString('latin1'), bytes.toString('base64').slice(0, 42)]) {
          expect(text.toLowerCase().includes(form.toLowerCase()), `${what} holds a plain digest`).toBe(false)
        }
      }
    }
  })
})
