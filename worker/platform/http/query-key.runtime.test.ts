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
import { until } from '../../../test/support/until.ts'
import { randomBase62, sha256 } from '../lib/crypto/crypto.ts'
import { toHex } from '../lib/crypto/encoding.ts'

const allow = (org: TestOrg, keysInQuery: boolean) =>
  call('PATCH', '/api/v1/organization', { key: org.key, body: { keysInQuery } })
const me = (key: string, more = '') => call('GET', `/api/v1/me?api_key=${key}${more}`)
const codeOf = async (response: Response) => [response.status, (await response.json<Problem>()).code]

describe('a key in the query string', () => {
  it('is refused unless its organization allows it, and refused from the next call on when that is turned off', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const made = await createKey(org, { rateLimit: { perMinute: 3 } })
    for (let n = 0; n < 5; n++) expect(await codeOf(await me(made.key))).toEqual([401, 'query_key_not_allowed'])
    await allow(other, true)
    expect((await me(made.key)).status).toBe(401)
    await allow(org, true)
    const good = await me(made.key)
    expect([good.status, (await good.json<Me>()).credential.id]).toEqual([200, made.id])
    // The five refused calls cost nothing.
    expect(good.headers.get('ratelimit')).toContain('"minute";r=2;')
    await allow(org, false)
    expect(await codeOf(await me(made.key))).toEqual([401, 'query_key_not_allowed'])
    expect((await call('GET', '/api/v1/me', { key: made.key })).status).toBe(200)
    expect((await me((await createKey(other)).key)).status).toBe(200)
  })

  it('explains other ways to send it', async () => {
    const org = await newTestOrg()
    const { detail } = await (await me(org.key)).json<Problem>()
    expect(detail).toMatch(/Authorization: Bearer.*X-API-Key.*settings/s)
  })

  it('counts as one credential: two of any kind are refused', async () => {
    const org = await newTestOrg()
    await allow(org, true)
    const path = `/api/v1/me?api_key=${org.key}`
    for (const send of [{ key: org.key }, { headers: { 'x-api-key': org.key } }]) {
      expect(await codeOf(await call('GET', path, send))).toEqual([400, 'two_credentials'])
    }
    expect(await codeOf(await call('GET', `${path}&api_key=${org.key}`))).toEqual([400, 'two_credentials'])
    // A cookie that a browser sends automatically does not count as a presented credential.
    expect((await call('GET', path, { cookie: await signIn(org) })).status).toBe(200)
  })

  it('follows the same rules as a key in a header', async () => {
    const org = await newTestOrg()
    await allow(org, true)
    const made = await createKey(org, { scopes: ['users:read'], rateLimit: { perMinute: 2 } })
    expect((await call('GET', `/api/v1/api-keys?api_key=${made.key}`)).status).toBe(403)
    expect([(await me(made.key)).status, (await me(made.key)).status, (await me(made.key)).status]).toEqual([
      200, 200, 429,
    ])
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, org)
    expect(await codeOf(await me(made.key))).toEqual([401, 'key_revoked'])
    expect(await codeOf(await me(`${made.key.slice(0, -1)}!`))).toEqual([401, 'credential_malformed'])
    expect(await codeOf(await me(''))).toEqual([401, 'credential_malformed'])
  })

  it('works with other parameters and a body, and is not a parameter of the route', async () => {
    const org = await newTestOrg()
    await allow(org, true)
    const query = `api_key=${org.key}`
    const made = await call('POST', `/api/v1/api-keys?${query}`, {
      body: { name: 'By address', scopes: ['users:read'] },
    })
    expect(made.status).toBe(201)
    const page = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?q=By%20address&${query}&limit=5`)
    expect(page.data.map((one) => one.name)).toEqual(['By address'])
    const unknown = await call('GET', `/api/v1/me?${query}&surprise=1`)
    expect((await unknown.json<Problem>()).errors).toEqual([{ path: 'surprise', message: 'is not known here' }])
  })

  it('also works if it was imported', async () => {
    const org = await newTestOrg()
    await allow(org, true)
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys: [line] } })
    await until(async () => (await me(text)).status === 200)
    await allow(org, false)
    expect((await me(text)).status).toBe(401)
  })

  it('that is made up is refused by its checksum, and a key in a header needs no query', async () => {
    const org = await newTestOrg()
    const { env: watched, counts } = watchedEnv()
    await call('GET', `/api/v1/me?api_key=sk_live_${randomBase62(48)}`, { env: watched })
    expect([counts.queries, counts.objectCalls]).toEqual([0, 0])
    await call('GET', '/api/v1/me', { key: org.key })
    counts.queries = 0
    await call('GET', '/api/v1/me', { key: org.key, env: watched })
    expect(counts.queries).toBe(0)
    await call('GET', `/api/v1/me?api_key=${org.key}`, { env: watched })
    expect(counts.queries).toBe(1)
  })

  it('is described in the OpenAPI document', async () => {
    const { components } = await json<{ components: { securitySchemes: Record<string, object> } }>(
      'GET',
      '/openapi.json',
    )
    expect(components.securitySchemes.keyInQuery).toMatchObject({ type: 'apiKey', in: 'query', name: 'api_key' })
  })

  it('is in no queue message, no row, no answer and no line of the log, whether it is accepted or refused', async () => {
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const org = await newTestOrg()
    const text = `acme_${randomBase62(24)}`
    const line = { digest: toHex(await sha256(text)), prefix: 'acme_', name: 'Moved', scopes: ['users:read'] }
    await call('POST', '/api/v1/api-keys/import', { key: org.key, body: { keys: [line] } })
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
      await call('PATCH', '/api/v1/organization', { key: org.key, body: { keysInQuery }, env: bindings })
      for (const key of [org.key, text]) {
        await send('GET', `/api/v1/me?api_key=${key}`)
        await send('GET', `/api/v1/me?api_key=${key}&surprise=${key}`)
        await send('GET', `/api/v1/api-keys/nonsense?api_key=${key}`)
        await send('POST', `/api/v1/api-keys?api_key=${key}`, { name: 5 })
        await send('GET', `/api/v1/nothing?api_key=${key}`)
        await send('GET', `/api/v1/setup?api_key=${key}`)
      }
    }
    await settled()
    await until(async () => {
      const { data } = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?path=/me', org)
      return data.some((one) => one.status === 401) && data.some((one) => one.status === 200)
    })
    const rows: unknown[] = []
    for (const table of ['event_logs', 'audit_logs', 'usage_hourly', 'api_keys']) {
      const found = await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`)
        .bind(org.organizationId)
        .all()
      rows.push(found.results)
    }
    vi.restoreAllMocks()
    const all = [JSON.stringify(messages), JSON.stringify(rows), lines.join('\n'), ...answers]
    expect(messages.length).toBeGreaterThan(0)
    for (const one of all) {
      expect(one).not.toContain(org.key.slice(18, 50))
      expect(one).not.toContain(text)
      expect(one).not.toMatch(/api_key=\S/)
    }
  })
})
