import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { FullLogEntry, LogEntry } from '../../../contract/event-logs.ts'
import { newInbox } from '../../../test/support/hooks.ts'
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
import { consumeLogs } from '../../features/event-logs/ingest/consume.ts'
import { databaseOf } from '../db/client.ts'
import type { LogMessage } from './entry.ts'
import { type PackedMessage, unpackMessage } from './message-codec.ts'

/** The request-logs queue, recorded: what the Worker sends, and the bindings that send it. */
async function kept() {
  // Calls in the buffer are sent with the bindings of the call that filled it.
  await settled()
  const messages: LogMessage[] = []
  const sizes: number[] = []
  const send = async (one: PackedMessage) => {
    const text = JSON.stringify(one)
    sizes.push(new TextEncoder().encode(text).length)
    messages.push(unpackMessage(JSON.parse(text)))
  }
  const REQUEST_LOGS = new Proxy(env.REQUEST_LOGS, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property, target)),
  })
  const write = async () => {
    await settled()
    await consumeLogs(databaseOf(env.DB), env.LIVE_FEED, messages)
  }
  return { messages, sizes, write, env: { ...env, REQUEST_LOGS } }
}

const setting = async (org: TestOrg, body: object) =>
  expect((await call('PATCH', '/api/v1/organization', { key: org.key, body })).status).toBe(200)
const keySetting = async (org: TestOrg, id: string, captureBodies: boolean | null) =>
  expect((await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { captureBodies } })).status).toBe(200)

/** The only entry of a path in the organization's log, read by its id. */
async function entryOf(org: TestOrg, path: string, query = ''): Promise<FullLogEntry> {
  const found = await json<Page<LogEntry>>('GET', `/api/v1/event-logs?path=${path}${query}`, { key: org.key })
  expect(found.data).toHaveLength(1)
  return json<FullLogEntry>('GET', `/api/v1/event-logs/${found.data[0]?.id}`, { key: org.key })
}

const bodiesOf = async (org: TestOrg) =>
  (
    await env.DB.prepare('SELECT count(*) AS n FROM event_log_bodies WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<{ n: number }>()
  )?.n

describe('headers and bodies', () => {
  it('are captured only if turned on, and cost nothing otherwise', async () => {
    const org = await newTestOrg()
    const { messages, write, env: bindings } = await kept()
    await call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key: 'none' }, env: bindings })
    await write()
    expect(messages.flatMap((one) => one.entries.filter((entry) => 'captured' in entry))).toEqual([])
    const entry = await entryOf(org, '/api-keys/verify')
    expect('request' in entry || 'response' in entry).toBe(false)
    expect(await bodiesOf(org)).toBe(0)
  })

  it('of a verification are captured without its keys, and only in its entry', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true, redactNames: ['Customer-PIN'] })
    const { key } = await createKey(org)
    const { write, env: bindings } = await kept()
    const headers = { 'x-customer-pin': '99', 'x-trace': 'blue', customer_pin: '0815', 'x-api-version': '7' }
    const verdict = await call('POST', '/api/v1/api-keys/verify', {
      key: org.key,
      body: { key, ip: '203.0.113.9' },
      headers,
      env: bindings,
    })
    expect(await verdict.json()).toMatchObject({ valid: true, code: 'ok' })
    await write()
    const { request, response, status } = await entryOf(org, '/api-keys/verify', `&keyId=${org.keyId}`)
    expect(status).toBe(200)
    expect(request).toMatchObject({
      query: '',
      headers: {
        authorization: '[redacted]',
        'content-type': 'application/json',
        customer_pin: '[redacted]',
        'x-customer-pin': '99',
        'x-trace': 'blue',
        'x-api-version': '7',
      },
      bodyType: 'application/json',
      truncated: false,
    })
    expect(JSON.parse(request?.body ?? '')).toEqual({ key: '[redacted]', ip: '203.0.113.9' })
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ valid: true, code: 'ok', scopes: ['users:read'] })
    expect(response?.headers['content-type']).toBe('application/json')
    expect(response?.bodyBytes).toBeGreaterThan(100)
    // The entry of the verified key has no body: the entry of the verifying call has it.
    const verified = await entryOf(org, '/api-keys/verify', '&type=api_call')
    expect(verified.request).toBeUndefined()
    const list = await json<Page<object>>('GET', '/api/v1/event-logs', { key: org.key })
    expect(list.data.some((one) => 'request' in one || 'response' in one)).toBe(false)
    for (const format of ['csv', 'jsonl']) {
      const file = await call('GET', `/api/v1/event-logs/export?format=${format}`, { key: org.key })
      const text = await file.text()
      for (const word of ['x-trace', 'customer', 'valid']) expect(text).not.toContain(word)
    }
  })

  it('of another organization are unknown, like its entries', async () => {
    const [mine, theirs] = [await newTestOrg(), await newTestOrg()]
    await setting(theirs, { captureBodies: true })
    const { write, env: bindings } = await kept()
    await call('GET', '/api/v1/me', { key: theirs.key, env: bindings })
    await write()
    const entry = await entryOf(theirs, '/me')
    expect(entry.response).toBeDefined()
    expect((await call('GET', `/api/v1/event-logs/${entry.id}`, { key: mine.key })).status).toBe(404)
  })

  it('of a new key are captured without the secret in the answer', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, write, env: bindings } = await kept()
    const answer = await call('POST', '/api/v1/api-keys', {
      key: org.key,
      body: { name: 'Fresh', scopes: ['users:read'] },
      env: bindings,
    })
    const { key } = await answer.json<{ key: string }>()
    await write()
    expect(JSON.stringify(messages)).not.toContain(key.slice(12))
    const { response } = await entryOf(org, '/api-keys', '&method=POST')
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ name: 'Fresh', key: '[redacted]' })
  })

  it('of a webhook contain nothing that is sealed elsewhere, and no key to a sealed answer', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, env: bindings } = await kept()
    const made = await call('POST', '/api/v1/webhooks', {
      key: org.key,
      body: {
        name: 'Orders',
        url: `${newInbox().url}?token=abcdefgh`,
        events: ['user.created'],
        headers: { 'X-Team': 'warehouse' },
        // Its delivery would be logged too, at some time and with other bindings.
        sendTest: false,
      },
      headers: { 'idempotency-key': 'order-4711' },
      env: bindings,
    })
    expect(made.status).toBe(201)
    await settled()
    const { secret } = await made.json<{ secret: string }>()
    const { request, response } = messages.flatMap((one) => one.entries).find((one) => one.captured)?.captured ?? {}
    expect(request?.headers['idempotency-key']).toBe('[redacted]')
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ name: 'Orders', headers: '[redacted]' })
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ name: 'Orders', secret: '[redacted]' })
    for (const hidden of [secret, 'warehouse', 'order-4711', 'abcdefgh']) {
      expect(JSON.stringify(messages)).not.toContain(hidden)
    }
  })

  it('of a refused call are captured too if the key was valid', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { key, id } = await createKey(org, { scopes: ['users:read'] })
    const { write, env: bindings } = await kept()
    const body = { key: 'sk', note: 'unread by anybody' }
    expect((await call('POST', '/api/v1/api-keys/verify', { key, body, env: bindings })).status).toBe(403)
    await write()
    const { request, response } = await entryOf(org, '/verify', `&keyId=${id}`)
    expect(request?.body).toBe('{"key":"[redacted]","note":"unread by anybody"}')
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ code: 'scope_missing' })
  })
})

describe('the setting of capture', () => {
  it('can be set per key, and is effective with the next call despite leases', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { rateLimit: { perMinute: 100_000 } })
    /** Whether the next calls are captured; so many at once that some are admitted by a lease. */
    const captures = async () => {
      const { messages, env: bindings } = await kept()
      for (let n = 0; n < 3; n++) {
        await Promise.all(Array.from({ length: 10 }, () => call('GET', '/api/v1/me', { key: made.key, env: bindings })))
      }
      await settled()
      // The call that changed the setting may be written in the same batch.
      const entries = messages.flatMap((one) => one.entries).filter(({ keyId }) => keyId === made.id)
      expect(entries).toHaveLength(30)
      return new Set(entries.map((entry) => 'captured' in entry))
    }
    expect(await captures()).toEqual(new Set([false]))
    await setting(org, { captureBodies: true })
    expect(await captures()).toEqual(new Set([true]))
    await keySetting(org, made.id, false)
    expect(await captures()).toEqual(new Set([false]))
    await setting(org, { captureBodies: false })
    await keySetting(org, made.id, true)
    expect(await captures()).toEqual(new Set([true]))
  })

  it('is known to a strict key too, without a query', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { consistency: 'strict', rateLimit: { perMinute: 1000 } })
    await call('GET', '/api/v1/me', { key: made.key })
    await setting(org, { captureBodies: true, redactNames: ['organization'] })
    await call('GET', '/api/v1/me', { key: made.key })
    const watched = watchedEnv()
    const { messages, env: bindings } = await kept()
    const both = { ...watched.env, REQUEST_LOGS: bindings.REQUEST_LOGS }
    for (let n = 0; n < 20; n++) await call('GET', '/api/v1/me', { key: made.key, env: both })
    await settled()
    expect(watched.counts).toMatchObject({ queries: 0, objectCalls: 20 })
    const bodies = messages.flatMap((one) => one.entries.map((entry) => entry.captured?.response.body ?? ''))
    expect(bodies).toHaveLength(20)
    for (const body of bodies) expect(JSON.parse(body)).toMatchObject({ organization: '[redacted]' })
  })

  it('is checked again when they are written: if it was turned off, nothing is written', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, write, env: bindings } = await kept()
    await call('GET', '/api/v1/me', { key: org.key, env: bindings })
    await settled()
    expect(messages.flatMap((one) => one.entries).some((entry) => entry.captured)).toBe(true)
    await setting(org, { captureBodies: false })
    await write()
    expect((await entryOf(org, '/me')).request).toBeUndefined()
    expect(await bodiesOf(org)).toBe(0)
  })

  it('changes nothing for a repeated message', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { write, env: bindings } = await kept()
    await call('GET', '/api/v1/me', { key: org.key, env: bindings })
    await write()
    await write()
    expect(await bodiesOf(org)).toBe(1)
  })

  it('does not apply to people: signing in and sessions leave nothing', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, write, env: bindings } = await kept()
    const cookie = await signIn(org)
    await call('GET', '/api/v1/organization', { cookie, env: bindings })
    await call('PATCH', '/api/v1/organization', { cookie, body: { name: 'By a person' }, env: bindings })
    await call('POST', '/api/auth/sign-in/email', {
      body: { email: org.email, password: 'a wrong password' },
      headers: { origin: 'https://gatehouse.test' },
      env: bindings,
    })
    await write()
    expect(messages.flatMap((one) => one.entries).filter((entry) => entry.captured)).toEqual([])
    expect(await bodiesOf(org)).toBe(0)
  })
})

describe('the captured content', () => {
  /** The captured content of one verify call with this body. */
  async function keptOf(raw: BodyInit, type: string | null, headers: Record<string, string> = {}) {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, env: bindings } = await kept()
    await call('POST', '/api/v1/api-keys/verify', {
      key: org.key,
      raw,
      headers: { ...headers, ...(type && { 'content-type': type }) },
      env: bindings,
    })
    await settled()
    const captured = messages.flatMap((one) => one.entries).find((entry) => entry.captured)?.captured
    if (!captured) throw new Error('nothing was captured')
    return captured
  }

  it('is cut off after 16 KB, without half a secret at the end', async () => {
    const secret = `sk_live_${'Ab3'.repeat(15)}`
    const start = '{"list":["'
    const body = `${start}${'x'.repeat(16_384 - start.length - 40)}","${secret}","${'y'.repeat(20_000)}"]}`
    const { request } = await keptOf(body, 'application/json')
    expect(request).toMatchObject({ truncated: true, bodyType: 'application/json' })
    expect(request.body?.length).toBeLessThanOrEqual(16_384)
    expect(JSON.parse(request.body ?? '').list).toHaveLength(1)
    expect(request.body).not.toContain('Ab3Ab3')
  })

  it('is a note if a body is not text', async () => {
    const bytes = new Uint8Array(5000).map((_, at) => at % 251)
    const { request } = await keptOf(bytes, 'application/pdf', { 'content-length': '5000' })
    expect(request).toMatchObject({ body: null, bodyType: 'application/pdf', truncated: false })
    const lying = await keptOf(bytes, 'text/plain')
    expect(lying.request).toMatchObject({ body: null, bodyType: 'text/plain' })
    const other = await keptOf(new Uint8Array([0x70, 0, 0x77, 0]), 'text/plain; charset=utf-16le')
    expect(other.request).toMatchObject({ body: null, bodyType: 'text/plain; charset=utf-16le' })
  })

  it('of a form and a query is their content, without secrets', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, env: bindings } = await kept()
    await call('POST', '/api/v1/api-keys/verify?page=2&token=abcdefgh', {
      key: org.key,
      raw: 'user=tess&user%5Bpassword%5D=correct+horse&note=two+words',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      env: bindings,
    })
    await settled()
    const { request } = messages.flatMap((one) => one.entries).find((entry) => entry.captured)?.captured ?? {}
    expect(request?.query).toBe('page=2&token=[redacted]')
    expect(request?.body).toBe('user=tess&user%5Bpassword%5D=[redacted]&note=two+words')
  })

  it('of an export is a note: nothing of the file is read', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, env: bindings } = await kept()
    const answer = await call('GET', '/api/v1/event-logs/export?format=csv', { key: org.key, env: bindings })
    expect(await answer.text()).toContain('Date/Time')
    await settled()
    const { response } = messages.flatMap((one) => one.entries).find((entry) => entry.captured)?.captured ?? {}
    expect(response).toMatchObject({ body: null, bodyType: 'text/csv; charset=utf-8', truncated: false })
    expect(response?.headers['content-disposition']).toContain('attachment')
  })

  it('never makes a queue message longer than 128 KB', async () => {
    const org = await newTestOrg()
    await setting(org, { captureBodies: true })
    const { messages, sizes, write, env: bindings } = await kept()
    const bodies = ['"\\\u0001', 'é€𝄞', 'plain '].map((piece) => JSON.stringify({ note: piece.repeat(8000) }))
    const headers = { 'x-long': 'h'.repeat(3000), 'x-more': '"'.repeat(2000) }
    for (let n = 0; n < 12; n++) {
      await Promise.all(
        bodies.map((raw) =>
          call('POST', '/api/v1/api-keys/verify', {
            key: org.key,
            raw,
            headers: { ...headers, 'content-type': 'application/json' },
            env: bindings,
          }),
        ),
      )
    }
    await write()
    expect(Math.max(...sizes)).toBeLessThan(128 * 1000)
    expect(messages.flatMap((one) => one.entries).filter((entry) => entry.captured)).toHaveLength(36)
    expect(await bodiesOf(org)).toBe(36)
  })
})
