import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Preview, TestResult, Webhook, WebhookWithSecret } from '../../../contract/webhooks.ts'
import { allOver, createHook, newInbox } from '../../../test/support/hooks.ts'
import { HOSTILE_URLS } from '../../../test/support/hostile-urls.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { configOf } from '../../platform/env.ts'
import { checkTarget } from '../../platform/outbound/target-url.ts'
import { tryEndpoint } from './delivery/attempt.ts'
import { Deadlines } from './delivery/request/deadlines.ts'
import { signerOf } from './delivery/request/signing.ts'

const URL_OF_OTHERS = 'https://example.com/hooks'

describe('creating a webhook', () => {
  it('shows its secret once, saves the requested settings, and delivers a test at once', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const made = await createHook(org, {
      name: 'Orders',
      description: 'To the warehouse',
      url: inbox.url,
      events: ['payment.*', 'user.created'],
      headers: { Authorization: 'Bearer of-the-warehouse' },
      timeoutSeconds: 5,
      maxRetries: 3,
      disableAfterFailures: 20,
      filter: { 'data.amount': { $gt: 100 } },
      transform: '{"text": data.message}',
      sendTest: true,
    })
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const { secret: _, firstTest, ...shown } = made
    expect(firstTest).toMatchObject({ ok: true, status: 200, error: null })
    const read = await call('GET', `/api/v1/webhooks/${made.id}`, org)
    expect(read.headers.get('etag')).toBe('"v1"')
    // The test delivery has changed its figures, or not yet.
    const { attempts, deliveries, successRate, lastTriggeredAt, lastSuccessAt, healthReason, ...settings } = shown
    expect([attempts, deliveries, successRate, lastTriggeredAt, lastSuccessAt]).toEqual([0, 0, null, null, null])
    expect(healthReason.code).toBe('no_deliveries')
    expect(await read.json()).toMatchObject(settings)
    expect(shown).toMatchObject({
      name: 'Orders',
      environment: 'live',
      status: 'active',
      health: 'healthy',
      headers: { Authorization: 'Bearer of-the-warehouse' },
      deliveries: 0,
      successRate: null,
      createdBy: 'Everything',
    })
    const [delivery] = await allOver(org, made.id, 1)
    expect(delivery).toMatchObject({ eventType: 'webhook.test', status: 'succeeded', attempts: 1, responseStatus: 200 })
    const [got] = await inbox.received()
    expect(got?.headers.authorization).toBe('Bearer of-the-warehouse')
    expect(JSON.parse(got?.body ?? '')).toEqual({ text: 'This is a test from Gatehouse.' })
  })

  it.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no events', { events: [] }, 'events'],
    ['an event of another form', { events: ['User Created'] }, 'events.0'],
    ['an event that nobody defined', { events: ['user.created', 'user.exploded'] }, 'events.1'],
    ['a wildcard in the middle', { events: ['user.*.x'] }, 'events.0'],
    ['an event twice', { events: ['*', '*'] }, 'events'],
    ['a plain address', { url: 'http://example.com/' }, 'url'],
    ['no address', { url: 'example' }, 'url'],
    ['a header of ours', { headers: { 'webhook-id': 'x' } }, 'headers.webhook-id'],
    ['a header with a line break', { headers: { 'X-A': 'a\r\nb: c' } }, 'headers.X-A'],
    ['another content type', { contentType: 'text/xml' }, 'contentType'],
    ['a timeout of a minute', { timeoutSeconds: 60 }, 'timeoutSeconds'],
    ['eleven retries', { maxRetries: 11 }, 'maxRetries'],
    ['a filter that runs code', { filter: { $where: '1' } }, 'filter'],
    ['a transformation that cannot be read', { transform: 'data.(' }, 'transform'],
    ['a secret that is too short', { secret: 'whsec_c2hvcnQ=' }, 'secret'],
    ['no check of certificates', { verifySsl: false }, 'verifySsl'],
    ['a status that it cannot begin with', { status: 'disabled' }, 'status'],
    ['a field of its own choosing', { health: 'healthy' }, 'health'],
  ])('with %s is refused with a message that names the field', async (_, change, path) => {
    const org = await newTestOrg()
    const body = { name: 'A', url: URL_OF_OTHERS, events: ['*'], ...change }
    const response = await call('POST', '/api/v1/webhooks', { key: org.key, body })
    const problem = await response.json<Problem>()
    expect([response.status, problem.code]).toEqual([422, 'invalid'])
    expect(problem.errors?.map((error) => error.path)).toContain(path)
    expect((await json<Page<Webhook>>('GET', '/api/v1/webhooks', org)).total).toBe(0)
  })

  it('refuses every hostile URL when it is saved, changed, tested and called', async () => {
    const org = await newTestOrg()
    const made = await createHook(org, { url: URL_OF_OTHERS })
    const config = { ...configOf(env), local: false, ownHosts: ['gatehouse.example.com'] }
    const endpoint = {
      headers: {},
      provider: null,
      dashboard: null,
      signers: [await signerOf(made.secret)],
      unreadable: [],
      hide: (text: string) => text,
      contentType: 'application/json' as const,
      timeoutSeconds: 1,
      deadlines: new Deadlines(),
    }
    const event = { id: 'evt_1', type: 'a.b', time: 0, environment: 'live', data: '{}' } as const
    // The tests run in local development, which may call this machine: target-url.test.ts has that case.
    const everywhere = HOSTILE_URLS.filter((url) => !checkTarget(url, { local: true, ownHosts: ['gatehouse.test'] }).ok)
    expect(everywhere.length).toBeGreaterThan(40)
    for (const url of HOSTILE_URLS) {
      const target = checkTarget(url, config)
      const composed = { ok: true, body: '{}' } as const
      const { sent } = await tryEndpoint({ ...endpoint, url, target, transform: null }, event, composed)
      expect(sent, url).toMatchObject({ response: null, error: { kind: 'blocked' } })
    }
    for (const url of everywhere) {
      const create = await call('POST', '/api/v1/webhooks', { key: org.key, body: { name: 'A', url, events: ['*'] } })
      const change = await call('PATCH', `/api/v1/webhooks/${made.id}`, { key: org.key, body: { url } })
      const test = await call('POST', '/api/v1/webhooks/test', { key: org.key, body: { url } })
      expect([create.status, change.status, test.status], url).toEqual([422, 422, 422])
    }
    const own = await call('PATCH', `/api/v1/webhooks/${made.id}`, {
      key: org.key,
      body: { url: 'https://gatehouse.test/api/v1/events' },
    })
    expect(own.status).toBe(422)
  })
})

describe('a webhook', () => {
  it('is listed, searched, changed with its ETag, paused, resumed, rotated and deleted, with audit entries', async () => {
    const org = await newTestOrg()
    const made = await createHook(org, { name: 'Alpha', url: URL_OF_OTHERS, headers: { 'X-Secret': 'hush' } })
    await createHook(org, { name: 'Beta', url: URL_OF_OTHERS, environment: 'test' })
    const path = `/api/v1/webhooks/${made.id}`
    const names = async (query: string) =>
      (await json<Page<Webhook>>('GET', `/api/v1/webhooks?${query}`, org)).data.map((one) => one.name)
    await createHook(org, { name: 'Zeta', url: URL_OF_OTHERS })
    expect(await names('sort=name')).toEqual(['Alpha', 'Zeta'])
    expect(await names('sort=-name&limit=1')).toEqual(['Zeta'])
    expect(await names('environment=test')).toEqual(['Beta'])
    expect(await names('q=alp')).toEqual(['Alpha'])

    const change = (body: object, ifMatch: string) =>
      call('PATCH', path, { key: org.key, body, headers: { 'if-match': ifMatch } })
    const changed = await change({ name: 'Gamma', headers: { 'X-Secret': 'other' }, ordered: true }, '"v1"')
    expect(changed.headers.get('etag')).toBe('"v2"')
    expect(await changed.json()).toMatchObject({ name: 'Gamma', headers: { 'X-Secret': 'other' }, ordered: true })
    expect((await change({ name: 'Lost' }, '"v1"')).status).toBe(412)

    expect(await json('POST', `${path}/pause`, org)).toMatchObject({ status: 'paused' })
    expect(await json('POST', `${path}/resume`, org)).toMatchObject({ status: 'active' })
    const rotated = await json<WebhookWithSecret>('POST', `${path}/rotate-secret`, {
      ...org,
      body: { overlapSeconds: 60 },
    })
    expect(rotated.secret).not.toBe(made.secret)
    expect(rotated.oldSecretUntil).not.toBeNull()
    expect((await call('DELETE', path, org)).status).toBe(204)
    expect((await call('GET', path, org)).status).toBe(404)

    const audit = await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${made.id}`, org)
    expect(audit.data.map((one) => one.action)).toEqual([
      'webhook.deleted',
      'webhook.secret_rotated',
      'webhook.resumed',
      'webhook.paused',
      'webhook.updated',
      'webhook.created',
    ])
    const auditText = JSON.stringify(audit)
    for (const secret of [made.secret, rotated.secret, 'hush', 'other']) expect(auditText).not.toContain(secret)
  })

  it('stores its secrets and header values sealed, and shows header values only with the scope to change it', async () => {
    const org = await newTestOrg()
    const made = await createHook(org, { url: URL_OF_OTHERS, headers: { 'X-Key': 'credential-of-theirs' } })
    const row = await env.DB.prepare('SELECT * FROM webhooks WHERE id = ?')
      .bind(made.id)
      .first<Record<string, unknown>>()
    const stored = Object.values(row ?? {})
      .map((value) => (Array.isArray(value) ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n')
    expect(stored).not.toContain('credential-of-theirs')
    expect(stored).not.toContain(made.secret.slice(6))
    const reader = await createKey(org, { scopes: ['webhooks:read'] })
    const shown = await json<Webhook>('GET', `/api/v1/webhooks/${made.id}`, { key: reader.key })
    expect(shown.headers).toEqual({ 'X-Key': '••••••' })
    expect((await call('POST', `/api/v1/webhooks/${made.id}/pause`, { key: reader.key })).status).toBe(403)
  })

  it('of another organization answers 404 on every route, like an unknown one', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = await createHook(other, { url: URL_OF_OTHERS })
    const delivery = 'dlv_01kaj3v5e8w2m4q6t8y0z2b4d6'
    const routes: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine' }],
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/rotate-secret'],
      ['POST', '/test'],
      ['GET', '/stats'],
      ['POST', '/recover', { since: '2026-01-01T00:00:00.000Z' }],
      ['GET', '/deliveries'],
      ['POST', '/deliveries/retry', {}],
      ['GET', `/deliveries/${delivery}`],
      ['POST', `/deliveries/${delivery}/retry`],
      ['POST', `/deliveries/${delivery}/skip`],
      ['GET', '/retries'],
    ]
    for (const [method, rest, body] of routes) {
      const answers = await Promise.all(
        [theirs.id, 'whk_01kaj3v5e8w2m4q6t8y0z2b4d6'].map((id) =>
          call(method, `/api/v1/webhooks/${id}${rest}`, { key: org.key, ...(body ? { body } : {}) }),
        ),
      )
      expect(
        answers.map((one) => one.status),
        `${method} ${rest}`,
      ).toEqual([404, 404])
    }
    const bulk = { ids: [theirs.id], action: 'delete' }
    expect(await json('POST', '/api/v1/webhooks/bulk', { ...org, body: bulk })).toMatchObject({ done: 0 })
    expect((await call('GET', `/api/v1/webhooks/${theirs.id}`, other)).status).toBe(200)
  })

  it('is created once per Idempotency-Key, however often it is sent', async () => {
    const org = await newTestOrg()
    const create = () =>
      call('POST', '/api/v1/webhooks', {
        key: org.key,
        body: { name: 'Once', url: URL_OF_OTHERS, events: ['*'], sendTest: false },
        headers: { 'idempotency-key': 'hook-1' },
      })
    const made = await Promise.all(
      [create(), create(), create()].map(async (one) => (await one).json<WebhookWithSecret>()),
    )
    expect(new Set(made.map((one) => one.secret)).size).toBe(1)
    expect((await json<Page<Webhook>>('GET', '/api/v1/webhooks', org)).total).toBe(1)
  })
})

describe('testing', () => {
  it('a webhook, saved or not, shows what was sent and what came back', async () => {
    const org = await newTestOrg()
    const inbox = newInbox('status/418')
    const input = { url: inbox.url, headers: { 'X-Key': 'hush' }, eventType: 'payment.completed', timeoutSeconds: 3 }
    const unsaved = await json<TestResult>('POST', '/api/v1/webhooks/test', { ...org, body: input })
    expect(unsaved).toMatchObject({
      ok: false,
      request: { url: inbox.url, method: 'POST', headers: { 'X-Key': '••••••' } },
      response: { status: 418, body: 'said 418' },
      error: { kind: 'status', message: 'It answered 418.' },
    })
    expect(JSON.parse(unsaved.request.body)).toMatchObject({ type: 'payment.completed', data: { amount: 4900 } })
    const made = await createHook(org, { url: newInbox().url })
    const saved = await json<TestResult>('POST', `/api/v1/webhooks/${made.id}/test`, org)
    expect(saved).toMatchObject({ ok: true, response: { status: 200, body: '{"thanks":true}' }, error: null })
    expect(saved.response?.headers).not.toHaveProperty('set-cookie')
    expect((await inbox.received())[0]?.headers['x-key']).toBe('hush')
    const closed = await json<TestResult>('POST', '/api/v1/webhooks/test', {
      ...org,
      body: { url: 'http://127.0.0.1:1/', timeoutSeconds: 2 },
    })
    expect(closed).toMatchObject({ ok: false, response: null, error: { kind: 'connection' } })
  })

  it('a filter and a transformation shows what would be sent, or what is wrong with them', async () => {
    const org = await newTestOrg()
    const preview = (body: object) =>
      json<Preview>('POST', '/api/v1/webhooks/preview', { ...org, body: { eventType: 'payment.completed', ...body } })
    expect(await preview({ filter: { 'data.amount': { $gt: 5000 } }, transform: 'data.amount' })).toMatchObject({
      matches: false,
      body: 4900,
      errors: [],
    })
    const wrong = await preview({ filter: { $where: '1' }, transform: 'data.(' })
    expect(wrong).toMatchObject({ matches: null, body: null, errors: [{ path: 'filter' }, { path: 'transform' }] })
  })

  it('several at once returns a result for each', async () => {
    const org = await newTestOrg()
    const [one, two] = [await createHook(org, { url: newInbox().url }), await createHook(org, { url: newInbox().url })]
    const bulk = (action: string) =>
      json('POST', '/api/v1/webhooks/bulk', { ...org, body: { ids: [one.id, two.id], action } })
    expect(await bulk('pause')).toMatchObject({ done: 2 })
    expect(await bulk('test')).toMatchObject({ done: 0, results: [{ code: 'webhook_not_active' }, {}] })
    expect(await bulk('resume')).toMatchObject({ done: 2 })
    expect(await bulk('test')).toMatchObject({ done: 2 })
    await allOver(org, one.id, 1)
    expect(await bulk('delete')).toMatchObject({ done: 2 })
  })
})
