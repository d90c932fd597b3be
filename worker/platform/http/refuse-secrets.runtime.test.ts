import { describe, expect, it } from 'vitest'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'

type Problem = { code: string; errors: { path: string; message: string }[] }
type Body = Record<string, unknown>

const settings = { name: 'A thing', description: 'd' }
const webhook = { name: 'A hook', url: 'https://hooks.example.com/in', events: ['user.created'], sendTest: false }

/** For each route that takes a JSON body: a body that is fine, and the fields of it that hold text. */
const ROUTES: Record<string, { path?: string; body: Body; texts: string[] }> = {
  'POST /api-keys': {
    body: { ...settings, scopes: ['users:read'], tags: ['a'], metadata: { a: { b: ['c'] } }, ownerId: 'o' },
    texts: ['name', 'description', 'tags.0', 'metadata.a.b.0', 'ownerId'],
  },
  'PATCH /api-keys/{id}': {
    body: { ...settings, tags: ['a'], metadata: { a: { b: ['c'] } }, ownerId: 'o' },
    texts: ['name', 'description', 'tags.0', 'metadata.a.b.0', 'ownerId'],
  },
  'PUT /api-keys/{id}': { body: { ...settings }, texts: ['name', 'description'] },
  'PATCH /organization': { body: { name: 'n', redactNames: ['color'] }, texts: ['name', 'redactNames.0'] },
  'PUT /organization': { body: { name: 'n' }, texts: ['name'] },
  'POST /webhooks': {
    body: { ...webhook, description: 'd', filter: { 'data.a': 'b' }, transform: '$.data' },
    texts: ['name', 'description', 'url', 'filter.data.a', 'transform'],
  },
  'PATCH /webhooks/{id}': {
    body: { name: 'n', description: 'd', url: webhook.url, filter: { 'data.a': 'b' }, transform: '$.data' },
    texts: ['name', 'description', 'url', 'filter.data.a', 'transform'],
  },
  'PUT /webhooks/{id}': { body: { name: 'n' }, texts: ['name'] },
  'POST /webhooks/test': { body: { url: webhook.url, data: { a: 'b' } }, texts: ['url', 'data.a'] },
  'POST /webhooks/preview': { body: { eventType: 'user.created', data: { a: 'b' } }, texts: ['data.a'] },
  'POST /webhooks/{id}/test': { body: { data: { a: 'b' } }, texts: ['data.a'] },
  'POST /events': {
    body: { type: 'user.created', data: { a: ['b'] }, orderingKey: 'k' },
    texts: ['data.a.0', 'orderingKey'],
  },
  'POST /events/batch': { body: { events: [{ type: 'user.created', data: { a: 'b' } }] }, texts: ['events.0.data.a'] },
  'POST /event-types': {
    body: { type: 'own.thing', category: 'c', description: 'd', sample: { a: 'b' }, schema: { title: 't' } },
    texts: ['category', 'description', 'sample.a', 'schema.title'],
  },
  'PATCH /event-types/{type}': { body: { description: 'd' }, texts: ['description'] },
  'PUT /event-types/{type}': { body: { description: 'd' }, texts: ['description'] },
}

/** Their bodies hold no free text, or judge a key instead of keeping it (`verify`, `leak-reports`), or judge each line (`import`). */
const WITHOUT = new Set([
  'POST /api-keys/verify',
  'POST /api-keys/leak-reports',
  'POST /api-keys/import',
  'POST /api-keys/bulk',
  'POST /api-keys/{id}/regenerate',
  'POST /webhooks/bulk',
  'POST /webhooks/{id}/resume',
  'POST /webhooks/{id}/rotate-secret',
  'POST /webhooks/{id}/recover',
  'POST /webhooks/{id}/deliveries/retry',
  'PATCH /alerts',
  'PUT /alerts',
  'PATCH /alert-rules',
  'PUT /alert-rules',
  // Covered below, as they need no credential.
  'POST /setup',
  'POST /api/auth/sign-in/email',
])

function withText(body: Body, path: string, text: string): Body {
  const copy: Body = structuredClone(body)
  let at: Record<string, unknown> = copy
  const names = path.startsWith('filter.') ? ['filter', path.slice(7)] : path.split('.')
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>
  at[names.at(-1) ?? ''] = text
  return copy
}

describe('a whole API key in a body', () => {
  it('is refused in every text field of every route, by the name of the field', async () => {
    const house = await newTestOrg()
    const [{ key }, other] = await Promise.all([createKey(house), createKey(house)])
    const hook = await json<{ id: string }>('POST', '/api/v1/webhooks', { ...house, body: webhook })
    await call('POST', '/api/v1/event-types', { ...house, body: { type: 'own.known' } })
    for (const [route, { body, texts }] of Object.entries(ROUTES)) {
      const [method = '', path = ''] = route.split(' ')
      const id = path.startsWith('/webhooks') ? hook.id : other.id
      const at = `/api/v1${path.replace('{id}', id).replace('{type}', 'own.known')}`
      for (const text of texts) {
        for (const value of [key, `see:${key}`, key.replaceAll('_', '%5F')]) {
          const answer = await call(method, at, { ...house, body: withText(body, text, value) })
          const told = await answer.text()
          expect([route, text, answer.status], told).toEqual([route, text, 422])
          const problem: Problem = JSON.parse(told)
          expect(
            problem.errors.map(({ path: field }) => field),
            told,
          ).toContain(text)
          expect(told).not.toContain(key.slice(15))
        }
      }
    }
    for (const path of ['/api/v1/audit-logs?limit=100', '/api/v1/webhooks', '/api/v1/api-keys', '/api/v1/events']) {
      expect(await (await call('GET', path, house)).text()).not.toContain(key.slice(15))
    }
  }, 30_000)

  it('is looked for by every route that the OpenAPI document has, now and later', async () => {
    type Document = { paths: Record<string, Record<string, { requestBody?: { content: object } }>> }
    const { paths } = await json<Document>('GET', '/openapi.json')
    const withBody = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const schema = JSON.stringify(requestBody?.content ?? {})
        return requestBody && !schema.includes('"properties":{}')
          ? [`${method.toUpperCase()} ${path.replace('/api/v1', '')}`]
          : []
      }),
    )
    expect(withBody.length).toBeGreaterThan(20)
    expect(withBody.filter((route) => !(route in ROUTES) && !WITHOUT.has(route))).toEqual([])
  })

  it('is taken where it belongs: to be verified, and as the value of a custom header, which is sealed', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house)
    expect(await json('POST', '/api/v1/api-keys/verify', { ...house, body: { key } })).toMatchObject({ valid: true })
    const headers = { authorization: `Bearer ${key}` }
    const made = await call('POST', '/api/v1/webhooks', { ...house, body: { ...webhook, headers } })
    expect(made.status).toBe(201)
    const named = await call('POST', '/api/v1/webhooks', { ...house, body: { ...webhook, headers: { [key]: 'x' } } })
    expect(named.status).toBe(422)
  })

  it('is told of the line of an import that holds it, and the other lines are imported', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house)
    const line = (n: number, more: object) => ({
      digest: String(n).repeat(64),
      prefix: 'acme_',
      name: 'Moved',
      scopes: ['users:read'],
      ...more,
    })
    const keys = [line(1, {}), line(2, { name: `was ${key}` }), line(3, { metadata: { a: [key] } })]
    const answer = await call('POST', '/api/v1/api-keys/import', { ...house, body: { keys } })
    const told = await answer.text()
    expect(told).not.toContain(key.slice(15))
    expect(JSON.parse(told)).toMatchObject({
      imported: 1,
      failed: 2,
      results: [
        { outcome: 'imported' },
        { outcome: 'refused', name: null, errors: [{ path: 'keys.1.name' }] },
        { outcome: 'refused', errors: [{ path: 'keys.2.metadata.a.0' }] },
      ],
    })
  })

  it('is no matter where the text only looks like a key', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house)
    const fake = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    expect((await createKey(house, { description: fake })).description).toBe(fake)
  })

  it('is refused in the first-run setup', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house)
    const setup = { setupToken: 'x'.repeat(20), name: key, email: 'a@example.com', password: 'p'.repeat(20) }
    const answer = await call('POST', '/api/v1/setup', { body: { ...setup, organizationName: 'n' } })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('"path":"name"')])
  })
})
