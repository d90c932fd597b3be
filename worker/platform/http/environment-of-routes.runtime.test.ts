import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/common.ts'
import { newInbox } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../test/support/kit.ts'
import { defineModule, MODULE, newThings, stateOf, type Things } from '../../../test/support/things.ts'
import { newId } from '../lib/ids.ts'

type Environment = 'live' | 'test'
type Operation = { parameters?: { in: string; name: string }[]; security?: unknown[] }
type OpenApi = { paths: Record<string, Record<string, Operation>> }

const document = await json<OpenApi>('GET', '/openapi.json')
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
)

/** How a route treats environments, and how it is called here. */
type Case =
  /**
   * Lists objects: the answer contains the ids of these things if they are of the environment. `{keyIds}` in its query
   * stands for the keys of both.
   */
  | { kind: 'list'; shows: keyof Things; query?: string }
  /** Names an object by its id; `status` is the answer to a credential that reaches it. */
  | { kind: 'byId'; body?: object; bodyOfPerson?: object; status: number }
  /** Names objects by ids in its body. */
  | { kind: 'byIds'; body: (things: Things) => object; each: boolean }
  /** Creates: `made` finds the environment in the answer. */
  | { kind: 'creates'; body: () => object; made?: (answer: never) => unknown; status?: number }
  /** Changes or reads what both environments share: not for test keys. */
  | { kind: 'shared'; body?: object; query?: string }
  /** Has its own tests below. */
  | { kind: 'own' }
  /** Neither returns nor changes anything of an environment. */
  | { kind: 'none' }

const url = newInbox().url
const rename = { name: 'Renamed' }
const app = { name: 'New', redirectUris: ['https://app.example.com/callback'], scopes: ['users:read'] }
const byId = (status: number, body?: object): Case => ({ kind: 'byId', status, ...(body && { body }) })

const CASES: Record<string, Case> = {
  'GET /api/v1/me': { kind: 'none' },
  'GET /api/v1/scopes': { kind: 'none' },
  'GET /api/v1/scopes/{scope}': { kind: 'none' },
  'POST /api/v1/scopes': { kind: 'shared', body: { scope: 'orders:read', label: 'Read orders' } },
  'PATCH /api/v1/scopes/{scope}': { kind: 'shared', body: { label: 'Orders' } },
  'PUT /api/v1/scopes/{scope}': { kind: 'shared', body: { label: 'Orders' } },
  'DELETE /api/v1/scopes/{scope}': { kind: 'shared' },
  'GET /api/v1/organization': { kind: 'none' },
  'PATCH /api/v1/organization': { kind: 'shared', body: rename },
  'PUT /api/v1/organization': { kind: 'shared', body: rename },
  'GET /api/v1/oauth-settings': { kind: 'none' },
  'PATCH /api/v1/oauth-settings': { kind: 'shared', body: { registration: true } },
  'GET /api/v1/oauth-authorizations/{challenge}': byId(200),
  'POST /api/v1/oauth-authorizations/{challenge}/accept': {
    kind: 'byId',
    body: { subject: 'user_1' },
    bodyOfPerson: {},
    status: 200,
  },
  'POST /api/v1/oauth-authorizations/{challenge}/reject': byId(200),
  // Their challenge names a user of one environment.
  'GET /api/v1/oauth-consents/{challenge}': { kind: 'none' },
  'POST /api/v1/oauth-consents/{challenge}/accept': { kind: 'none' },
  'POST /api/v1/oauth-consents/{challenge}/reject': { kind: 'none' },
  'GET /api/v1/approvals': { kind: 'list', shows: 'approvalId' },
  'GET /api/v1/approvals/{id}': byId(200),
  // Only a person decides, who reaches both.
  'POST /api/v1/approvals/{id}/approve': { kind: 'none' },
  'POST /api/v1/approvals/{id}/deny': { kind: 'none' },
  'GET /api/v1/agent-tools': { kind: 'none' },
  'GET /api/v1/members': { kind: 'none' },
  'GET /api/v1/sessions': { kind: 'none' },
  'DELETE /api/v1/sessions/{id}': { kind: 'none' },
  'GET /api/v1/setup': { kind: 'none' },
  'POST /api/v1/setup': { kind: 'none' },
  'POST /api/auth/sign-in/email': { kind: 'none' },
  'POST /api/auth/sign-out': { kind: 'none' },
  'GET /api/v1/jobs': { kind: 'none' },
  'GET /api/v1/archives': { kind: 'shared' },
  'GET /api/v1/archives/{id}': { kind: 'shared' },

  'GET /api/v1/api-keys': { kind: 'list', shows: 'keyId' },
  'GET /api/v1/api-keys/usage': { kind: 'list', shows: 'keyId', query: 'ids={keyIds}' },
  'POST /api/v1/api-keys': { kind: 'creates', body: () => ({ name: 'New', scopes: ['users:read'] }) },
  'POST /api/v1/api-keys/bulk': {
    kind: 'byIds',
    body: ({ keyId }) => ({ ids: [keyId], action: 'disable' }),
    each: true,
  },
  'POST /api/v1/api-keys/import': { kind: 'own' },
  'POST /api/v1/api-keys/verify': { kind: 'own' },
  'POST /api/v1/api-keys/leak-reports': { kind: 'none' },
  'GET /api/v1/api-keys/{id}': byId(200),
  'PATCH /api/v1/api-keys/{id}': byId(200, rename),
  'PUT /api/v1/api-keys/{id}': byId(200, rename),
  'DELETE /api/v1/api-keys/{id}': byId(204),
  'POST /api/v1/api-keys/{id}/regenerate': byId(200),
  'POST /api/v1/api-keys/{id}/children': byId(201, { name: 'Child', scopes: ['users:read'] }),
  'GET /api/v1/api-keys/{id}/grace': byId(200),
  // Its old secret died with the regeneration.
  'POST /api/v1/api-keys/{id}/extend-grace': byId(409, { endsAt: new Date(Date.now() + 3_600_000).toISOString() }),
  'DELETE /api/v1/api-keys/{id}/grace': byId(200),
  // A key that reaches the key is told that only a person can see it again.
  'POST /api/v1/api-keys/{id}/reveal': byId(403),
  'GET /api/v1/api-keys/{id}/usage': byId(200),
  'GET /api/v1/api-keys/{id}/logs': byId(200),
  'POST /api/v1/api-keys/{id}/revoke': byId(200),
  'POST /api/v1/api-keys/{id}/disable': byId(200),
  'POST /api/v1/api-keys/{id}/enable': byId(200),

  'GET /api/v1/webhooks': { kind: 'list', shows: 'webhookId' },
  'POST /api/v1/webhooks': { kind: 'creates', body: () => ({ name: 'New', url, events: ['*'], sendTest: false }) },
  'POST /api/v1/webhooks/test': {
    kind: 'creates',
    body: () => ({ url }),
    status: 200,
    made: ({ request }: { request: { body: string } }) => JSON.parse(request.body).environment,
  },
  'POST /api/v1/webhooks/preview': { kind: 'own' },
  'POST /api/v1/webhooks/bulk': {
    kind: 'byIds',
    body: ({ webhookId }) => ({ ids: [webhookId], action: 'pause' }),
    each: true,
  },
  'GET /api/v1/webhooks/{id}': byId(200),
  'PATCH /api/v1/webhooks/{id}': byId(200, rename),
  'PUT /api/v1/webhooks/{id}': byId(200, rename),
  'DELETE /api/v1/webhooks/{id}': byId(204),
  'POST /api/v1/webhooks/{id}/pause': byId(200),
  'POST /api/v1/webhooks/{id}/resume': byId(200),
  'POST /api/v1/webhooks/{id}/rotate-secret': byId(200),
  'POST /api/v1/webhooks/{id}/test': byId(200),
  'GET /api/v1/webhooks/{id}/stats': byId(200),
  'POST /api/v1/webhooks/{id}/recover': byId(202, { since: '2026-01-01T00:00:00.000Z' }),
  'GET /api/v1/deliveries/{id}': byId(200),
  'GET /api/v1/webhooks/{id}/deliveries': byId(200),
  'GET /api/v1/webhooks/{id}/deliveries/counts': byId(200),
  'POST /api/v1/webhooks/{id}/deliveries/retry': byId(202, { status: 'failed' }),
  'GET /api/v1/webhooks/{id}/deliveries/{deliveryId}': byId(200),
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/retry': byId(200),
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/skip': byId(200),
  'GET /api/v1/webhooks/{id}/retries': byId(200),
  'GET /api/v1/webhooks/{id}/retries/{jobId}': byId(200),
  'DELETE /api/v1/webhooks/{id}/retries/{jobId}': byId(200),

  'GET /api/v1/events': { kind: 'list', shows: 'eventId' },
  'POST /api/v1/events': { kind: 'own' },
  'POST /api/v1/events/batch': { kind: 'own' },
  'GET /api/v1/events/{id}': byId(200),
  'POST /api/v1/events/{id}/send': byId(202),
  'GET /api/v1/event-types': { kind: 'none' },
  'GET /api/v1/event-types/{type}': { kind: 'none' },
  'POST /api/v1/event-types': { kind: 'shared', body: { type: 'made.here' } },
  'PATCH /api/v1/event-types/{type}': { kind: 'shared', body: { description: 'Changed' } },
  'PUT /api/v1/event-types/{type}': { kind: 'shared', body: { description: 'Changed' } },
  'DELETE /api/v1/event-types/{type}': { kind: 'shared' },

  'GET /api/v1/modules': { kind: 'none' },
  'GET /api/v1/modules/{slug}': { kind: 'none' },
  'POST /api/v1/modules': {
    kind: 'shared',
    body: { slug: 'orders', name: 'Orders', fields: [{ name: 'number', type: 'text' }] },
  },
  'PATCH /api/v1/modules/{slug}': { kind: 'shared', body: rename },
  'PUT /api/v1/modules/{slug}': { kind: 'shared', body: rename },
  'DELETE /api/v1/modules/{slug}': { kind: 'shared' },
  'GET /api/v1/demo-data': { kind: 'none' },
  'POST /api/v1/demo-data': { kind: 'shared', body: {} },
  'DELETE /api/v1/demo-data': { kind: 'shared' },
  'GET /api/v1/records/{slug}': { kind: 'list', shows: 'recordId' },
  'POST /api/v1/records/{slug}': { kind: 'creates', body: () => ({ data: { name: 'New' } }) },
  'PUT /api/v1/records/{slug}': { kind: 'own' },
  'POST /api/v1/records/{slug}/batch': { kind: 'own' },
  'GET /api/v1/records/{slug}/export': { kind: 'list', shows: 'recordId' },
  'GET /api/v1/records/{slug}/{id}': byId(200),
  'PATCH /api/v1/records/{slug}/{id}': byId(200, { data: { name: 'Renamed' } }),
  'PUT /api/v1/records/{slug}/{id}': byId(200, { data: { name: 'Renamed' } }),
  'DELETE /api/v1/records/{slug}/{id}': byId(204),

  'GET /api/v1/connectors': { kind: 'list', shows: 'connectorId' },
  'POST /api/v1/connectors': {
    kind: 'creates',
    body: () => ({ provider: 'slack', name: 'New', url, events: ['order.*'] }),
  },
  'POST /api/v1/connectors/preview': { kind: 'none' },
  'GET /api/v1/connectors/{id}': byId(200),
  'PATCH /api/v1/connectors/{id}': byId(200, rename),
  'PUT /api/v1/connectors/{id}': byId(200, rename),
  'DELETE /api/v1/connectors/{id}': byId(204),
  'POST /api/v1/connectors/{id}/pause': byId(200),
  'POST /api/v1/connectors/{id}/resume': byId(200),
  'POST /api/v1/connectors/{id}/test': byId(200),
  'GET /api/v1/connectors/{id}/deliveries': byId(200),
  'GET /api/v1/connectors/{id}/deliveries/{deliveryId}': byId(200),
  'POST /api/v1/connectors/{id}/deliveries/{deliveryId}/retry': byId(200),
  // Subscriptions are those of the credential's environment: hooks.runtime.test.ts.
  'POST /api/v1/hooks': { kind: 'own' },
  'DELETE /api/v1/hooks/{id}': { kind: 'own' },
  'GET /api/v1/hooks/sample': { kind: 'none' },

  'GET /api/v1/incoming-webhooks': { kind: 'list', shows: 'incomingId' },
  'POST /api/v1/incoming-webhooks': {
    kind: 'creates',
    body: () => ({ name: 'New', module: MODULE, mapping: { name: 'name' } }),
  },
  'POST /api/v1/incoming-webhooks/preview': { kind: 'none' },
  'GET /api/v1/incoming-webhooks/{id}': byId(200),
  'PATCH /api/v1/incoming-webhooks/{id}': byId(200, rename),
  'PUT /api/v1/incoming-webhooks/{id}': byId(200, rename),
  'DELETE /api/v1/incoming-webhooks/{id}': byId(204),
  'POST /api/v1/incoming-webhooks/{id}/pause': byId(200),
  'POST /api/v1/incoming-webhooks/{id}/resume': byId(200),
  'POST /api/v1/incoming-webhooks/{id}/regenerate-token': byId(200),
  'POST /api/v1/incoming-webhooks/{id}/preview': byId(200, { sample: {} }),
  'GET /api/v1/incoming-webhooks/{id}/requests': byId(200),
  'GET /api/v1/incoming-webhooks/{id}/logs': byId(200),
  // The requests in the body are in one environment with the webhook in the path.
  'POST /api/v1/incoming-webhooks/{id}/requests/replay': byId(200, { ids: ['inr_01kaj3v5e8w2m4q6t8y0z2b4d6'] }),
  'GET /api/v1/incoming-webhooks/{id}/replays': byId(200),
  'GET /api/v1/incoming-webhooks/{id}/replays/{jobId}': byId(200),
  'DELETE /api/v1/incoming-webhooks/{id}/replays/{jobId}': byId(200),
  'GET /api/v1/incoming-webhooks/{id}/requests/{requestId}': byId(200),
  'POST /api/v1/incoming-webhooks/{id}/requests/{requestId}/replay': byId(200),
  // Its token names one incoming webhook, and so its environment.
  'POST /api/v1/webhooks/incoming/{token}': { kind: 'none' },
  'GET /api/v1/webhooks/incoming/{token}': { kind: 'none' },

  'GET /api/v1/oauth-apps': { kind: 'list', shows: 'appId' },
  'POST /api/v1/oauth-apps': { kind: 'creates', body: () => app },
  'GET /api/v1/oauth-apps/{id}': byId(200),
  'PATCH /api/v1/oauth-apps/{id}': byId(200, rename),
  'PUT /api/v1/oauth-apps/{id}': byId(200, rename),
  'DELETE /api/v1/oauth-apps/{id}': byId(204),
  'POST /api/v1/oauth-apps/{id}/rotate-secret': byId(200),
  'POST /api/v1/oauth-apps/{id}/disable': byId(200),
  'POST /api/v1/oauth-apps/{id}/enable': byId(200),
  'GET /api/v1/oauth-apps/{id}/usage': byId(200),
  'GET /api/v1/oauth-apps/{id}/grants': byId(200),
  'DELETE /api/v1/oauth-apps/{id}/grants/{grantId}': byId(204),
  'GET /api/v1/oauth-apps/{id}/tokens': byId(200),
  'DELETE /api/v1/oauth-apps/{id}/tokens': byId(200),
  'DELETE /api/v1/oauth-apps/{id}/tokens/{tokenId}': byId(204),
  // Of a person alone: access.runtime.test.ts.
  'GET /api/v1/me/grants': { kind: 'own' },
  'DELETE /api/v1/me/grants': { kind: 'own' },
  'DELETE /api/v1/me/grants/{grantId}': { kind: 'own' },

  'GET /api/v1/gateway-routes': { kind: 'none' },
  'POST /api/v1/gateway-routes': {
    kind: 'shared',
    body: { name: 'Forum', prefix: 'forum', upstream: 'https://forum.example.com' },
  },
  'POST /api/v1/gateway-routes/import': {
    kind: 'shared',
    body: {
      document: JSON.stringify({
        openapi: '3.1.0',
        servers: [{ url: 'https://forum.example.com' }],
        paths: { '/environments': { get: {} } },
      }),
    },
  },
  'GET /api/v1/gateway-routes/{id}': { kind: 'none' },
  'PATCH /api/v1/gateway-routes/{id}': { kind: 'shared', body: rename },
  'PUT /api/v1/gateway-routes/{id}': { kind: 'shared', body: rename },
  'POST /api/v1/gateway-routes/{id}/test': { kind: 'shared', body: {} },
  'POST /api/v1/gateway-routes/{id}/disable': { kind: 'shared' },
  'POST /api/v1/gateway-routes/{id}/enable': { kind: 'shared' },
  // Counts calls of the environment: gateway/settings/usage.runtime.test.ts.
  'GET /api/v1/gateway-routes/{id}/usage': { kind: 'own' },
  'DELETE /api/v1/gateway-routes/{id}': { kind: 'shared' },
  'GET /api/v1/gateway-hosts': { kind: 'none' },
  'POST /api/v1/gateway-hosts': { kind: 'shared', body: { host: 'environments.localhost' } },
  'DELETE /api/v1/gateway-hosts/{host}': { kind: 'shared' },

  'GET /api/v1/event-logs': { kind: 'list', shows: 'logId' },
  'GET /api/v1/event-logs/export': { kind: 'list', shows: 'logId', query: 'format=jsonl' },
  'GET /api/v1/event-logs/histogram': { kind: 'own' },
  'GET /api/v1/event-logs/stream': { kind: 'own' },
  'GET /api/v1/event-logs/{id}': byId(200),
  'GET /api/v1/event-logs/{id}/trail': byId(200),
  'GET /api/v1/overview': { kind: 'own' },
  'GET /api/v1/getting-started': { kind: 'none' },
  'PUT /api/v1/getting-started': { kind: 'none' },
  'GET /api/v1/stats': { kind: 'own' },
  'GET /api/v1/stats/usage': { kind: 'own' },
  'GET /api/v1/audit-logs': { kind: 'list', shows: 'keyId' },
  'GET /api/v1/alerts': { kind: 'list', shows: 'alertId' },
  'PATCH /api/v1/alerts': {
    kind: 'byIds',
    body: ({ alertId }) => ({ ids: [alertId], status: 'resolved' }),
    each: false,
  },
  'PUT /api/v1/alerts': { kind: 'byIds', body: ({ alertId }) => ({ ids: [alertId], status: 'resolved' }), each: false },
  'GET /api/v1/alert-rules': { kind: 'none' },
  'PUT /api/v1/alert-rules': { kind: 'shared', body: { rules: { key_unused: { enabled: false } } } },
  'PATCH /api/v1/alert-rules': { kind: 'shared', body: { rules: { key_unused: { enabled: false } } } },
}

const casesOf = <K extends Case['kind']>(kind: K) =>
  Object.entries(CASES).flatMap(([route, one]) =>
    one.kind === kind ? [[route, one as Extract<Case, { kind: K }>] as const] : [],
  )

/** An organization with a live and a test key with every scope, and a session of its owner. */
async function newSides() {
  const org = await newTestOrg()
  const rateLimit = { perMinute: null, perHour: null, perDay: null }
  const test = await createKey(org, { name: 'Test', environment: 'test', scopes: ['*'], rateLimit })
  const bare = await createKey(org, { name: 'Bare', scopes: ['nothing:here'], rateLimit })
  await defineModule(org.key)
  return { org, live: org.key, test: test.key, bare: bare.key, cookie: await signIn(org) }
}

const ID_OF: [path: string, thing: keyof Things][] = [
  ['/api-keys/', 'keyId'],
  ['/incoming-webhooks/', 'incomingId'],
  ['/oauth-apps/', 'appId'],
  ['/approvals/', 'approvalId'],
  ['/webhooks/', 'webhookId'],
  ['/connectors/', 'connectorId'],
  ['/events/', 'eventId'],
  ['/event-logs/', 'logId'],
  ['/deliveries/', 'deliveryId'],
  ['/records/{slug}/', 'recordId'],
]

function request(route: string, things?: Things): [method: string, path: string] {
  const [method = '', path = ''] = route.split(' ')
  const thing = ID_OF.find(([part]) => path.includes(`${part}{id}`))?.[1]
  const delivery = path.endsWith('/skip')
    ? 'openDeliveryId'
    : path.includes('/connectors/')
      ? 'connectorDeliveryId'
      : 'deliveryId'
  const filled = path
    .replace('{id}', (thing && things?.[thing]) ?? newId('arc', Date.now()))
    .replace('{grantId}', things?.grantId ?? '')
    .replace('{tokenId}', things?.tokenId ?? '')
    .replace('{deliveryId}', things?.[delivery] ?? '')
    .replace('{jobId}', things?.jobId ?? '')
    .replace('{requestId}', things?.incomingRequestId ?? '')
    .replace('{slug}', MODULE)
    .replace('{host}', 'environments.localhost')
    .replace('{type}', 'order.shipped')
    .replace('{scope}', 'orders:read')
    .replace('{challenge}', things?.challenge ?? 'x')
  return [method, filled]
}

const withBody = (body: object | undefined) => (body ? { body } : {})

describe('environments', () => {
  it('are tested for every route of the OpenAPI document', () => {
    expect(Object.keys(CASES).sort()).toEqual(routes.map(({ route }) => route).sort())
    for (const { route, operation } of routes) {
      const { kind } = CASES[route] ?? { kind: 'none' }
      const named = operation.parameters?.some((one) => one.in === 'query' && one.name === 'environment') ?? false
      const names =
        ['list', 'byId', 'byIds'].includes(kind) ||
        route.includes('/stats') ||
        route.includes('/me/grants') ||
        route.endsWith('/gateway-routes/{id}/usage') ||
        /\/(stream|histogram|overview)$/.test(route)
      expect(named, `${route} names an environment in its query`).toBe(names)
    }
  })

  it('of objects decide whether an id is found: live ones never for a test key', async () => {
    const sides = await newSides()
    const [live, test] = [await newThings(sides, 'live'), await newThings(sides, 'test')]
    const before = await stateOf(sides.org.organizationId)
    const nowhere = Object.fromEntries(
      Object.entries(live).map(([name, id]) => [name, `${id.slice(0, 4)}01kaj3v5e8w2m4q6t8y0z2b4d6`]),
    ) as Things
    for (const [route, { body }] of casesOf('byId')) {
      const answers = new Set<string>()
      const refusals: [what: string, key: string, things: Things, query: string][] = [
        ['a test key with a live id', sides.test, live, ''],
        ['a test key that names its environment', sides.test, live, '?environment=test'],
        ['a live key with a test id', sides.live, test, ''],
        ['a live key that names its own environment', sides.live, test, '?environment=live'],
        ['a live key with a live id that names the other', sides.live, live, '?environment=test'],
        ['a person who named the other environment', '', test, '?environment=live'],
        ['a live key with an id that exists nowhere', sides.live, nowhere, ''],
      ]
      for (const [what, key, things, query] of refusals) {
        const [method, path] = request(route, things)
        const by = key === '' ? { cookie: sides.cookie } : { key }
        const response = await call(method, `${path}${query}`, { ...by, ...withBody(body) })
        const text = await response.text()
        expect(response.status, `${route} by ${what}: ${text}`).toBe(404)
        const { requestId: _, ...problem } = JSON.parse(text)
        answers.add(JSON.stringify(problem))
      }
      expect(answers.size, `${route} answers alike`).toBe(1)
      const [method, path] = request(route, live)
      const named = await call(method, `${path}?environment=live`, { key: sides.test, ...withBody(body) })
      expect([named.status, (await named.json<Problem>()).errors?.[0]?.path], route).toEqual([422, 'environment'])
      const [, testPath] = request(route, test)
      const bare = await call(method, `${testPath}?environment=test`, { key: sides.bare, ...withBody(body) })
      expect(bare.status, `${route} without the scope`).toBe(403)
    }
    expect(await stateOf(sides.org.organizationId)).toBe(before)
  }, 120_000)

  it.each(casesOf('byId'))(
    'are reached with the right credential: %s',
    async (route, { body, bodyOfPerson = body, status }) => {
      const sides = await newSides()
      const ways: [what: string, by: object, environment: Environment, query: string][] = [
        ['a test key', { key: sides.test }, 'test', ''],
        ['a live key that names test', { key: sides.live }, 'test', '?environment=test'],
        ['a live key', { key: sides.live }, 'live', ''],
        ['a person', { cookie: sides.cookie }, 'test', ''],
        ['a person', { cookie: sides.cookie }, 'live', '?environment=live'],
      ]
      for (const [what, by, environment, query] of ways) {
        const [method, path] = request(route, await newThings(sides, environment))
        const sent = withBody(what === 'a person' ? bodyOfPerson : body)
        const response = await call(method, `${path}${query}`, { ...by, ...sent })
        // A person may see a key again, and is told that this one was shown once.
        const expected = route.endsWith('/reveal') && what === 'a person' ? 409 : status
        expect(response.status, `${route} by ${what}: ${response.status === 204 ? '' : await response.text()}`).toBe(
          expected,
        )
      }
    },
  )

  it.each(casesOf('list'))('have separate lists: %s', async (route, { shows, query = '' }) => {
    const sides = await newSides()
    const [live, test] = [await newThings(sides, 'live'), await newThings(sides, 'test')]
    const [method, path] = request(route)
    const keyIds = `${live.keyId},${test.keyId}`
    const asked = query.replace('{keyIds}', keyIds)
    const seen = async (by: object, named = '') => {
      const response = await call(method, `${path}?${asked}${named && `&environment=${named}`}`, by)
      const text = await response.text()
      expect(response.status, `${route}: ${text}`).toBe(200)
      return [text.includes(live[shows]), text.includes(test[shows])]
    }
    expect(await seen({ key: sides.live })).toEqual([true, false])
    expect(await seen({ key: sides.live }, 'live')).toEqual([true, false])
    expect(await seen({ key: sides.live }, 'test')).toEqual([false, true])
    expect(await seen({ key: sides.test })).toEqual([false, true])
    expect(await seen({ key: sides.test }, 'test')).toEqual([false, true])
    expect(await seen({ cookie: sides.cookie })).toEqual([true, true])
    expect(await seen({ cookie: sides.cookie }, 'live')).toEqual([true, false])
    expect(await seen({ cookie: sides.cookie }, 'test')).toEqual([false, true])
    expect((await call(method, `${path}?${asked}&environment=live`, { key: sides.test })).status).toBe(422)
    expect((await call(method, `${path}?${asked}&environment=test`, { key: sides.bare })).status).toBe(403)
  })

  it.each(casesOf('byIds'))('of ids in a body are checked too: %s', async (route, { body, each }) => {
    const sides = await newSides()
    const [live, test] = [await newThings(sides, 'live'), await newThings(sides, 'test')]
    const [method, path] = request(route)
    const before = await stateOf(sides.org.organizationId)
    const send = async (key: string, things: Things, query = '') => {
      const response = await call(method, `${path}${query}`, { key, body: body(things) })
      const answer = await response.json<{ results?: { ok: boolean; code: string | null }[]; updated?: number }>()
      return [response.status, answer.results?.[0]?.code ?? answer.updated]
    }
    const refused = each ? [200, 'not_found'] : [404, undefined]
    expect(await send(sides.test, live)).toEqual(refused)
    expect(await send(sides.live, test)).toEqual(refused)
    expect(await send(sides.live, live, '?environment=test')).toEqual(refused)
    expect((await send(sides.bare, test, '?environment=test'))[0]).toBe(403)
    expect((await send(sides.test, live, '?environment=live'))[0]).toBe(422)
    expect(await stateOf(sides.org.organizationId)).toBe(before)
    expect(await send(sides.test, test)).toEqual([200, each ? undefined : 1])
    expect(await send(sides.live, await newThings(sides, 'test'), '?environment=test')).toEqual([
      200,
      each ? undefined : 1,
    ])
    expect(await send(sides.live, live)).toEqual([200, each ? undefined : 1])
  })

  it.each(casesOf('creates'))(
    'are those of the creator, or the named one: %s',
    async (route, { body, made, status = 201 }) => {
      const { org, live, test, bare, cookie } = await newSides()
      const [method, path] = request(route)
      const before = await stateOf(org.organizationId)
      const send = (by: object, more: object = {}) => call(method, path, { ...by, body: { ...body(), ...more } })
      const crossed = await send({ key: test }, { environment: 'live' })
      expect([crossed.status, (await crossed.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'environment'])
      expect((await send({ key: bare }, { environment: 'test' })).status).toBe(403)
      expect(await stateOf(org.organizationId)).toBe(before)
      const environmentOf = async (by: object, more: object = {}) => {
        const response = await send(by, more)
        const answer = await response.json<never>()
        expect(response.status, JSON.stringify(answer)).toBe(status)
        return made ? made(answer) : (answer as { environment: string }).environment
      }
      expect(await environmentOf({ key: test })).toBe('test')
      expect(await environmentOf({ key: test }, { environment: 'test' })).toBe('test')
      expect(await environmentOf({ key: live })).toBe('live')
      expect(await environmentOf({ key: live }, { environment: 'test' })).toBe('test')
      expect(await environmentOf({ cookie })).toBe('live')
      expect(await environmentOf({ cookie }, { environment: 'test' })).toBe('test')
    },
  )

  it('share data that a test key can neither change nor download', async () => {
    const { org, live, test } = await newSides()
    await json('POST', '/api/v1/event-types', { key: live, body: { type: 'order.shipped' } })
    const route = await json<{ id: string }>('POST', '/api/v1/gateway-routes', {
      key: live,
      body: { name: 'Shared', prefix: 'shared', upstream: url },
    })
    const pathOf = (name: string) => {
      const [method, path] = request(name)
      return [method, path.replace(/(?<=\/gateway-routes\/)arc_\w+/, route.id)] as const
    }
    const before = await stateOf(org.organizationId)
    for (const [name, { body }] of casesOf('shared')) {
      const [method, path] = pathOf(name)
      const response = await call(method, path, { key: test, ...withBody(body) })
      expect([response.status, (await response.json<Problem>()).code], name).toEqual([403, 'live_credential_needed'])
    }
    expect(await stateOf(org.organizationId)).toBe(before)
    for (const [name, { body }] of casesOf('shared')) {
      if (name.startsWith('GET')) continue
      const [method, path] = pathOf(name)
      const { status } = await call(method, path, { key: live, ...withBody(body) })
      expect([200, 201, 204], name).toContain(status)
    }
  })
})
