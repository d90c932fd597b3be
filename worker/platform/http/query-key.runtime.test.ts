import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { ApiKey } from '../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import type { Me } from '../../../contract/identity.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  settled,
  signIn,
  type TestOrg,
  watchedEnv,
} from '../../../test/support/kit.ts'
import { randomBase62, sha256 } from '../lib/crypto/crypto.ts'
import { toHex } from '../lib/crypto/encoding.ts'

const allow = (house: TestOrg, keysInQuery: boolean) =>
  call('PATCH', '/api/v1/organization', { key: house.key, body: { keysInQuery } })
const me = (key: string, more = '') => call('GET', `/api/v1/me?api_key=${key}${more}`)
const codeOf = async (response: Response) => [response.status, (await response.json<Problem>()).code]

describe('a key in the address', () => {
  it('is refused unless its organization allows it, and again from the next call on when it no longer does', async () => {
    const [house, other] = [await newTestOrg(), await newTestOrg()]
    const made = await createKey(house, { rateLimit: { perMinute: 3 } })
    for (let n = 0; n < 5; n++) expect(await codeOf(await me(made.key))).toEqual([401, 'query_key_not_allowed'])
    await allow(other, true)
    expect((await me(made.key)).status).toBe(401)
    await allow(house, true)
    const good = await me(made.key)
    expect([good.status, (await good.json<Me>()).credential.id]).toEqual([200, made.id])
    // The five that were refused cost nothing.
    expect(good.headers.get('ratelimit')).toContain('"minute";r=2;')
    await allow(house, false)
    expect(await codeOf(await me(made.key))).toEqual([401, 'query_key_not_allowed'])
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(200)
    expect((await me((await createKey(other)).key)).status).toBe(200)
  })

  it('says how else to send it', async () => {
    const house = await newTestOrg()
    const { detail } = await (await me(house.key)).json<Problem>()
    expect(detail).toMatch(/Authorization: Bearer.*X-API-Key.*settings/s)
  })

  it('counts as one credential: two are refused, of whatever kind', async () => {
    const house = await newTestOrg()
    await allow(house, true)
    const path = `/api/v1/me?api_key=${house.key}`
    for (const send of [{ key: house.key }, { headers: { 'x-api-key': house.key } }]) {
      expect(await codeOf(await call('GET', path, send))).toEqual([400, 'two_credentials'])
    }
    expect(await codeOf(await call('GET', `${path}&api_key=${house.key}`))).toEqual([400, 'two_credentials'])
    // A cookie that a browser sends along is none that somebody presents.
    expect((await call('GET', path, { cookie: await signIn(house) })).status).toBe(200)
  })

  it('obeys everything that a key in a header obeys', async () => {
    const house = await newTestOrg()
    await allow(house, true)
    const made = await createKey(house, { scopes: ['users:read'], rateLimit: { perMinute: 2 } })
    expect((await call('GET', `/api/v1/api-keys?api_key=${made.key}`)).status).toBe(403)
    expect([(await me(made.key)).status, (await me(made.key)).status, (await me(made.key)).status]).toEqual([
      200, 200, 429,
    ])
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, house)
    expect(await codeOf(await me(made.key))).toEqual([401, 'key_revoked'])
    expect(await codeOf(await me(`${made.key.slice(0, -1)}!`))).toEqual([401, 'credential_malformed'])
    expect(await codeOf(await me(''))).toEqual([401, 'credential_malformed'])
  })

  it('works beside other parameters and with a body, and is no parameter of the route', async () => {
    const house = await newTestOrg()
    await allow(house, true)
    const query = `api_key=${house.key}`
    const made = await call('POST', `/api/v1/api-keys?${query}`, {
      body: { name: 'By address', scopes: ['users:read'] },
    })
    expect(made.status).toBe(201)
    const page = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?q=By%20address&${query}&limit=5`)
    expect(page.data.map((one) => one.name)).toEqual(['By address'])
    const unknown = await call('GET', `/api/v1/me?${query}&surprise=1`)
    expect((await unknown.json<Problem>()).errors).toEqual([{ path: 'surprise', message: 'is not known here' }])
  })

  it('that was imported works as well', async () => {
    const house = await newTestOrg()
    await allow(house, true)
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: house.key, body: { keys: [line] } })
    await vi.waitUntil(async () => (await me(text)).status === 200)
    await allow(house, false)
    expect((await me(text)).status).toBe(401)
  })

  it('that is made up is refused by arithmetic, and one in a header asks no database', async () => {
    const house = await newTestOrg()
    const { env: watched, counts } = watchedEnv()
    await call('GET', `/api/v1/me?api_key=sk_live_${randomBase62(48)}`, { env: watched })
    expect([counts.queries, counts.objectCalls]).toEqual([0, 0])
    await call('GET', '/api/v1/me', { key: house.key })
    counts.queries = 0
    await call('GET', '/api/v1/me', { key: house.key, env: watched })
    expect(counts.queries).toBe(0)
    await call('GET', `/api/v1/me?api_key=${house.key}`, { env: watched })
    expect(counts.queries).toBe(1)
  })

  it('is described in the OpenAPI document', async () => {
    const { components } = await json<{ components: { securitySchemes: Record<string, object> } }>(
      'GET',
      '/openapi.json',
    )
    expect(components.securitySchemes.keyInQuery).toMatchObject({ type: 'apiKey', in: 'query', name: 'api_key' })
  })

  it('stands in no message of a queue, no row, no answer and no line of the log, whether it is taken or refused', async () => {
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const house = await newTestOrg()
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: house.key, body: { keys: [line] } })
    const messages: unknown[] = []
    const queue = new Proxy(env.REQUEST_LOGS, {
      get: (target, property) =>
        property === 'send'
          ? async (message: unknown, options: QueueSendOptions) => {
              messages.push(message)
              return target.send(message, options)
            }
          : Reflect.get(target, property, target),
    })
    const bindings = { ...env, REQUEST_LOGS: queue }
    const answers: string[] = []
    const send = async (method: string, path: string, body?: object) => {
      const answer = await call(method, path, { env: bindings, ...(body ? { body } : {}) })
      answers.push([...answer.headers].join('\n'), await answer.text())
    }
    await settled()
    for (const keysInQuery of [false, true]) {
      await call('PATCH', '/api/v1/organization', { key: house.key, body: { keysInQuery }, env: bindings })
      for (const key of [house.key, text]) {
        await send('GET', `/api/v1/me?api_key=${key}`)
        await send('GET', `/api/v1/me?api_key=${key}&surprise=${key}`)
        await send('GET', `/api/v1/api-keys/nonsense?api_key=${key}`)
        await send('POST', `/api/v1/api-keys?api_key=${key}`, { name: 5 })
        await send('GET', `/api/v1/nothing?api_key=${key}`)
        await send('GET', `/api/v1/setup?api_key=${key}`)
      }
    }
    await settled()
    await vi.waitUntil(
      async () => {
        const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/me', house)
        return data.some((one) => one.status === 401) && data.some((one) => one.status === 200)
      },
      { timeout: 10_000, interval: 50 },
    )
    const rows: unknown[] = []
    for (const table of ['event_logs', 'audit_logs', 'usage_hourly', 'api_keys']) {
      const found = await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`)
        .bind(house.organizationId)
        .all()
      rows.push(found.results)
    }
    vi.restoreAllMocks()
    const all = [JSON.stringify(messages), JSON.stringify(rows), lines.join('\n'), ...answers]
    expect(messages.length).toBeGreaterThan(0)
    for (const one of all) {
      expect(one).not.toContain(house.key.slice(18, 50))
      expect(one).not.toContain(text)
      expect(one).not.toMatch(/api_key=\S/)
    }
  })
})
