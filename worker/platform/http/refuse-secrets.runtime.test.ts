import { describe, expect, it } from 'vitest'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'

type Problem = { code: string; errors: { path: string; message: string }[] }
type Body = Record<string, unknown>

const settings = { name: 'A thing', description: 'd' }
const webhook = { name: 'A hook', url: 'https://hooks.example.com/in', events: ['user.created'], sendTest: false }

/** For each route with a JSON body: a valid body, and its text fields. */
const ROUTES: Record<string, { query?: string; body: Body; texts: string[] }> = {
  'POST /api-keys': {
    body: { ...settings, scopes: ['users:read'], tags: ['a'], metadata: { a: { b: ['c'] } }, ownerId: 'o' },
    texts: ['name', 'description', 'tags.0', 'metadata.a.b.0', 'ownerId'],
  },
  'POST /api-keys/{id}/children': {
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
    body: { type: 'own.thing', name: 'n', category: 'c', description: 'd', sample: { a: 'b' }, schema: { title: 't' } },
    texts: ['name', 'category', 'description', 'sample.a', 'schema.title'],
  },
  'PATCH /event-types/{type}': { body: { description: 'd' }, texts: ['description'] },
  'POST /scopes': {
    body: { scope: 'orders:read', label: 'l', description: 'd', group: 'g' },
    texts: ['label', 'description', 'group'],
  },
  'PATCH /scopes/{scope}': { body: { label: 'l', description: 'd' }, texts: ['label', 'description'] },
  'PUT /scopes/{scope}': { body: { label: 'l' }, texts: ['label'] },
  'POST /modules': {
    body: { ...settings, slug: 'orders', fields: [{ name: 'a', label: 'l', type: 'select', options: ['o'] }] },
    texts: ['name', 'description', 'fields.0.label', 'fields.0.options.0'],
  },
  'PATCH /modules/{slug}': { body: { ...settings }, texts: ['name', 'description'] },
  'PUT /modules/{slug}': { body: { ...settings }, texts: ['name', 'description'] },
  'POST /records/{slug}': { body: { data: { a: ['b'] } }, texts: ['data.a.0'] },
  'PUT /records/{slug}': { query: '?by=a', body: { data: { a: 'b' } }, texts: ['data.a'] },
  'POST /records/{slug}/batch': { body: { records: [{ a: 'b' }] }, texts: ['records.0.a'] },
  'PATCH /records/{slug}/{id}': { body: { data: { a: 'b' } }, texts: ['data.a'] },
  'PUT /records/{slug}/{id}': { body: { data: { a: 'b' } }, texts: ['data.a'] },
  'POST /connectors': {
    body: { provider: 'n8n', name: 'n', url: 'https://n8n.example.com/webhook/x', events: ['*'] },
    texts: ['name', 'url'],
  },
  'PATCH /connectors/{id}': { body: { name: 'n', url: 'https://n8n.example.com/x' }, texts: ['name', 'url'] },
  'PUT /connectors/{id}': { body: { name: 'n' }, texts: ['name'] },
  'POST /connectors/preview': { body: { provider: 'slack', data: { a: 'b' } }, texts: ['data.a'] },
  'POST /connectors/{id}/test': { body: { data: { a: 'b' } }, texts: ['data.a'] },
  'POST /hooks': { body: { targetUrl: 'https://n8n.example.com/webhook/x', event: '*' }, texts: ['targetUrl'] },
  'POST /incoming-webhooks': {
    body: { ...settings, target: 'event', eventType: 'form.sent', mapping: { a: 'b' } },
    texts: ['name', 'description', 'mapping.a'],
  },
  'PATCH /incoming-webhooks/{id}': {
    body: { ...settings, mapping: { a: { value: 'b', default: 'c' } } },
    texts: ['name', 'description', 'mapping.a.value', 'mapping.a.default'],
  },
  'PUT /incoming-webhooks/{id}': { body: { ...settings }, texts: ['name', 'description'] },
  'POST /incoming-webhooks/preview': {
    body: { target: 'event', mapping: { a: 'b' }, sample: {} },
    texts: ['mapping.a'],
  },
  'POST /incoming-webhooks/{id}/preview': { body: { mapping: { a: 'b' }, sample: {} }, texts: ['mapping.a'] },
  'POST /oauth-apps': {
    body: {
      ...settings,
      redirectUris: ['https://app.example.com/callback'],
      scopes: ['users:read'],
      websiteUrl: 'https://app.example.com',
    },
    texts: ['name', 'description', 'redirectUris.0', 'websiteUrl'],
  },
  'PATCH /oauth-apps/{id}': { body: { ...settings }, texts: ['name', 'description'] },
  'PUT /oauth-apps/{id}': { body: { ...settings }, texts: ['name', 'description'] },
  'PATCH /oauth-settings': { body: { loginUrl: 'https://host.example/in' }, texts: ['loginUrl'] },
  'POST /oauth-authorizations/{challenge}/accept': {
    body: { subject: 's', subjectName: 'n' },
    texts: ['subject', 'subjectName'],
  },
  'POST /oauth-authorizations/{challenge}/reject': { body: { reason: 'r' }, texts: ['reason'] },
  'POST /gateway-routes': {
    body: {
      ...settings,
      prefix: 'forum',
      upstream: 'https://forum.example.com',
      requestHeaders: { 'X-Token': 't' },
      responseHeaders: { 'X-Power': 'p' },
    },
    texts: ['name', 'description', 'upstream', 'requestHeaders.X-Token', 'responseHeaders.X-Power'],
  },
  'POST /gateway-routes/import': {
    body: { document: 'd', upstream: 'https://forum.example.com' },
    texts: ['document', 'upstream'],
  },
  'PATCH /gateway-routes/{id}': {
    body: { ...settings, requestHeaders: { 'X-Token': 't' } },
    texts: ['name', 'description', 'requestHeaders.X-Token'],
  },
  'POST /gateway-routes/{id}/test': {
    body: { path: '/a', params: { id: '1' }, headers: { 'X-A': 'b' }, body: 'c' },
    texts: ['path', 'params.id', 'headers.X-A', 'body'],
  },
  'PUT /gateway-routes/{id}': { body: { ...settings }, texts: ['name', 'description'] },
  'PUT /event-types/{type}': { body: { description: 'd' }, texts: ['description'] },
}

/**
 * Their bodies have no free text, or check a key instead of storing it (`verify`, `leak-reports`), or check each line
 * (`import`).
 */
const WITHOUT = new Set([
  // Of a person alone: approvals.runtime.test.ts.
  'POST /approvals/{id}/approve',
  'POST /approvals/{id}/deny',
  'POST /api-keys/verify',
  'POST /api-keys/leak-reports',
  'POST /api-keys/import',
  'POST /api-keys/bulk',
  'POST /incoming-webhooks/{id}/requests/replay',
  'POST /api-keys/{id}/regenerate',
  'POST /oauth-apps/{id}/rotate-secret',
  'POST /api-keys/{id}/extend-grace',
  'POST /webhooks/bulk',
  'POST /demo-data',
  'POST /oauth-consents/{challenge}/accept',
  'POST /events/{id}/send',
  'POST /gateway-hosts',
  'PUT /getting-started',
  'POST /webhooks/{id}/resume',
  'POST /connectors/{id}/resume',
  'POST /webhooks/{id}/rotate-secret',
  'POST /webhooks/{id}/recover',
  'POST /webhooks/{id}/deliveries/retry',
  'PATCH /alerts',
  'PUT /alerts',
  'PATCH /alert-rules',
  'PUT /alert-rules',
  // Tested below, because they need no credential.
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
  it('is refused in every text field of every route, with the name of the field', async () => {
    const org = await newTestOrg()
    const [{ key }, other] = await Promise.all([createKey(org), createKey(org)])
    const hook = await json<{ id: string }>('POST', '/api/v1/webhooks', { ...org, body: webhook })
    await call('POST', '/api/v1/event-types', { ...org, body: { type: 'own.known' } })
    for (const [route, { query = '', body, texts }] of Object.entries(ROUTES)) {
      const [method = '', path = ''] = route.split(' ')
      const idOf = (prefix: string) => `${prefix}_01kaj3v5e8w2m4q6t8y0z2b4d6`
      const ids: Record<string, string> = {
        webhooks: hook.id,
        records: idOf('rec'),
        connectors: idOf('con'),
        'incoming-webhooks': idOf('inc'),
        'oauth-apps': idOf('app'),
        'gateway-routes': idOf('rte'),
      }
      const id = ids[path.split('/')[1] ?? ''] ?? other.id
      const filled = path.replace('{id}', id).replace('{type}', 'own.known').replace('{scope}', 'orders:read')
      const at = `/api/v1${filled.replace('{slug}', 'contacts')}${query}`
      for (const text of texts) {
        for (const value of [key, `see:${key}`, key.replaceAll('_', '%5F')]) {
          const answer = await call(method, at, { ...org, body: withText(body, text, value) })
          const answerText = await answer.text()
          expect([route, text, answer.status], answerText).toEqual([route, text, 422])
          const problem: Problem = JSON.parse(answerText)
          expect(
            problem.errors.map(({ path: field }) => field),
            answerText,
          ).toContain(text)
          expect(answerText).not.toContain(key.slice(15))
        }
      }
    }
    for (const path of ['/api/v1/audit-logs?limit=100', '/api/v1/webhooks', '/api/v1/api-keys', '/api/v1/events']) {
      expect(await (await call('GET', path, org)).text()).not.toContain(key.slice(15))
    }
  })

  it('is checked by every route of the OpenAPI document', async () => {
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

  it('is accepted where it belongs: for verification, and as the value of a custom header, which is sealed', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org)
    expect(await json('POST', '/api/v1/api-keys/verify', { ...org, body: { key } })).toMatchObject({ valid: true })
    const headers = { authorization: `Bearer ${key}` }
    const made = await call('POST', '/api/v1/webhooks', { ...org, body: { ...webhook, headers } })
    expect(made.status).toBe(201)
    const named = await call('POST', '/api/v1/webhooks', { ...org, body: { ...webhook, headers: { [key]: 'x' } } })
    expect(named.status).toBe(422)
  })

  it('is reported for the line of an import that contains it, and the other lines are imported', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org)
    const line = (n: number, more: object) => ({
      digest: String(n).repeat(64),
      prefix: 'acme_',
      name: 'Moved',
      scopes: ['users:read'],
      ...more,
    })
    const keys = [line(1, {}), line(2, { name: `was ${key}` }), line(3, { metadata: { a: [key] } })]
    const answer = await call('POST', '/api/v1/api-keys/import', { ...org, body: { keys } })
    const answerText = await answer.text()
    expect(answerText).not.toContain(key.slice(15))
    expect(JSON.parse(answerText)).toMatchObject({
      imported: 1,
      failed: 2,
      results: [
        { outcome: 'imported' },
        { outcome: 'refused', name: null, errors: [{ path: 'keys.1.name' }] },
        { outcome: 'refused', errors: [{ path: 'keys.2.metadata.a.0' }] },
      ],
    })
  })

  it('is not found in text that only looks like a key', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org)
    const fake = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    expect((await createKey(org, { description: fake })).description).toBe(fake)
  })

  it('is refused in the first-run setup', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org)
    const setup = { setupToken: 'x'.repeat(20), name: key, email: 'a@example.com', password: 'p'.repeat(20) }
    const answer = await call('POST', '/api/v1/setup', { body: { ...setup, organizationName: 'n' } })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('"path":"name"')])
  })
})
