import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiKeyWithSecret } from '../../../contract/api-keys.ts'
import type { Problem } from '../../../contract/common.ts'
import type { Event, PublishedEvent } from '../../../contract/events.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'

let org: TestOrg
beforeAll(async () => {
  org = await newTestOrg()
})

const send = (path: string, raw: BodyInit, headers: Record<string, string> = {}, method = 'POST') =>
  call(method, path, { key: org.key, raw, headers: { 'content-type': 'application/json', ...headers } })

async function refusal(response: Response): Promise<Problem> {
  return { ...((await response.json()) as Problem), status: response.status }
}

const BIG = '12345678901234567890'

describe('JSON whose values would change', () => {
  const inner = `{"a":[{"b":${BIG}}]}`
  it.each([
    ['an event', '/api/v1/events', `{"type":"a.b","data":${inner}}`, 'data.a.0.b'],
    [
      'a batch',
      '/api/v1/events/batch',
      `{"events":[{"type":"a.b","data":{}},{"type":"a.b","data":${inner}}]}`,
      'events.1.data.a.0.b',
    ],
    ['metadata of a key', '/api/v1/api-keys', `{"name":"n","scopes":[],"metadata":${inner}}`, 'metadata.a.0.b'],
    [
      'the schema of an event type',
      '/api/v1/event-types',
      `{"type":"c.d","schema":{"maximum":${BIG}}}`,
      'schema.maximum',
    ],
    ['the sample of an event type', '/api/v1/event-types', `{"type":"c.d","sample":${inner}}`, 'sample.a.0.b'],
    [
      'the filter of a webhook',
      '/api/v1/webhooks',
      `{"name":"w","url":"https://a.example","events":["*"],"filter":{"data.id":${BIG}}}`,
      'filter.data.id',
    ],
    ['an import', '/api/v1/api-keys/import', `{"keys":[{"metadata":${inner}}]}`, 'keys.0.metadata.a.0.b'],
    ['a preview', '/api/v1/webhooks/preview', `{"data":${inner}}`, 'data.a.0.b'],
    [
      'a limit',
      '/api/v1/api-keys',
      '{"name":"n","scopes":[],"rateLimit":{"perMinute":10000000000000000000001}}',
      'rateLimit.perMinute',
    ],
  ])('are refused by path: %s', async (_, path, raw, at) => {
    const problem = await refusal(await send(path, raw))
    expect(problem.status).toBe(422)
    expect(problem.errors?.map((one) => one.path)).toEqual([at])
  })

  it('is also refused in changes', async () => {
    const made = await json<ApiKeyWithSecret>('POST', '/api/v1/api-keys', {
      key: org.key,
      body: { name: 'n', scopes: ['users:read'] },
    })
    for (const method of ['PATCH', 'PUT']) {
      const problem = await refusal(
        await send(`/api/v1/api-keys/${made.id}`, `{"metadata":{"account":${BIG}}}`, {}, method),
      )
      expect([problem.status, problem.errors?.[0]?.path]).toEqual([422, 'metadata.account'])
    }
  })

  it.each([
    ['a name that comes twice', '{"a":1,"a":1}', 'data.a'],
    ['a name that comes twice in another spelling', '{"a":1,"\\u0061":2}', 'data.a'],
    ['__proto__', '{"x":{"__proto__":{"y":1}}}', 'data.x.__proto__'],
    ['half a surrogate pair', '{"x":"\\ud800"}', 'data.x'],
    ['half a surrogate pair in a name', '{"\\udc00x":1}', 'data.\ufffdx'],
    ['what has no end', `{"x":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'data'],
    ['a number below all', '{"x":1e-400}', 'data.x'],
  ])('hold %s', async (_, data, path) => {
    const problem = await refusal(await send('/api/v1/events', `{"type":"a.b","data":${data}}`))
    expect(problem.status).toBe(422)
    expect(problem.errors?.map((one) => one.path)).toEqual([path])
  })

  it('is also refused over a service binding', async () => {
    const publish = async (data: unknown) => {
      const input = { publish: { organizationId: org.organizationId, type: 'a.b', data } }
      return (await env.NEIGHBOR.fetch('http://neighbor/', { method: 'POST', body: JSON.stringify(input) })).json()
    }
    expect(await publish({ x: '\ud800' })).toMatchObject({ ok: false, errors: [{ path: 'data.x' }] })
    expect(await publish({ x: 'y' })).toMatchObject({ ok: true })
  })
})

describe('JSON that is kept', () => {
  it('arrives with every name and value', async () => {
    const data =
      '{"constructor":{"prototype":1},"toString":"x","hasOwnProperty":null,"":0,"1":"one","nul":"a\\u0000b","\\u0000":1,' +
      '"big":9007199254740992,"small":1e-7,"half":0.5,"dated":1.10,"pair":"\\ud83d\\ude00","text":"Straße 😀"}'
    const published = await send('/api/v1/events', `{"type":"kept.all","data":${data}}`)
    expect(published.status).toBe(202)
    const { id } = (await published.json()) as PublishedEvent
    const event = await json<Event>('GET', `/api/v1/events/${id}`, { key: org.key })
    expect(event.data).toEqual(JSON.parse(data))
    expect(Object.keys(event.data)).toEqual(Object.keys(JSON.parse(data)))
  })

  it('can be metadata of a key, and is unchanged in the audit log', async () => {
    const metadata = '{"constructor":1,"nul":"a\\u0000b","deep":{"toString":[1.5]}}'
    const made = await send('/api/v1/api-keys', `{"name":"kept","scopes":["users:read"],"metadata":${metadata}}`)
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as ApiKeyWithSecret
    const read = await json<ApiKeyWithSecret>('GET', `/api/v1/api-keys/${id}`, { key: org.key })
    expect(read.metadata).toEqual(JSON.parse(metadata))
    const audit = await json<{ data: { target: { id: string }; after: { metadata: unknown } }[] }>(
      'GET',
      '/api/v1/audit-logs',
      { key: org.key },
    )
    expect(audit.data.find((row) => row.target.id === id)?.after.metadata).toEqual(JSON.parse(metadata))
  })
})

describe('a body that is not read', () => {
  const event = '{"type":"a.b","data":{"x":"é"}}'
  const utf16 = Uint8Array.from([...event].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]))

  it.each([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['several codings', { 'content-encoding': 'identity, br' }],
    ['another type', { 'content-type': 'text/plain' }],
    ['no type', { 'content-type': '' }],
    ['a type that cannot be read', { 'content-type': 'application/json; charset=' }],
    ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['another quoted charset', { 'content-type': 'application/json; a=b; Charset="UTF-16"' }],
  ])('is refused with 415: %s', async (_, headers) => {
    const response = await send('/api/v1/events', event, headers)
    expect(response.status).toBe(415)
    expect(response.headers.get('accept-encoding')).toBe('content-encoding' in headers ? 'identity' : null)
  })

  it.each([
    ['a byte order mark', new TextEncoder().encode(`\ufeff${event}`)],
    ['Latin-1', Uint8Array.from([...event].map((char) => char.charCodeAt(0)))],
    ['UTF-16', utf16],
    ['a character that is cut', new TextEncoder().encode(event).slice(0, -4)],
    ['an encoded surrogate', Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('is refused with 400: %s', async (_, bytes) => {
    expect((await send('/api/v1/events', bytes)).status).toBe(400)
  })

  it.each([
    ['application/json; charset=utf-8'],
    ['Application/JSON;charset="UTF-8"'],
    ['application/json ; Charset=utf8 ;'],
    ['application/cloudevents+json; a="x;y"'],
  ])('%s is what we read', async (type) => {
    expect((await send('/api/v1/events', event, { 'content-type': type, 'content-encoding': 'identity' })).status).toBe(
      202,
    )
  })

  it('is checked after the caller is known', async () => {
    const response = await call('POST', '/api/v1/events', { raw: event, headers: { 'content-encoding': 'gzip' } })
    expect(response.status).toBe(401)
  })

  it('counts as absent if it is empty, for any headers', async () => {
    const made = await json<ApiKeyWithSecret>('POST', '/api/v1/api-keys', {
      key: org.key,
      body: { name: 'n', scopes: ['users:read'] },
    })
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      expect((await send(`/api/v1/api-keys/${made.id}/disable`, '', { 'content-type': type })).status).toBe(200)
    }
  })
})
