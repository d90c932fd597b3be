/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it, vi } from 'vitest'
import type { Json } from '../../contract/common.ts'
import type { Me } from '../../contract/identity.ts'
import { createHook, newInbox } from '../../test/support/hooks.ts'
import { json, ORIGIN } from '../../test/support/kit.ts'
import { MODULE, type Things } from '../../test/support/things.ts'
import { allTools, runTool, TOOL_CASES } from '../../test/support/tool-calls.ts'
import { newSides, realDeps } from '../../test/support/verb-calls.ts'
import type { AgentTool } from '../platform/manifest/agent-tool.ts'
import { sizeOf } from '../platform/manifest/tools/answer.ts'

const tools = new Map((await allTools()).map((tool) => [tool.name, tool]))
const toolOf = (name: string): AgentTool => {
  const tool = tools.get(name)
  if (!tool) throw new Error(`there is no tool ${name}`)
  return tool
}

type Value = Json | undefined
const isObject = (value: Value): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How many values a tool shows as the API does. Throws where they differ. Members that only one of them has do not count. */
function agreeing(shown: Value, api: Value, path: string): number {
  if (isObject(shown) && isObject(api)) {
    const names = Object.keys(shown).filter((name) => name in api)
    return names.reduce((sum, name) => sum + agreeing(shown[name], api[name], `${path}.${name}`), 0)
  }
  if (Array.isArray(shown) && Array.isArray(api)) {
    expect(shown.length, path).toBe(api.length)
    return shown.reduce<number>((sum, one, index) => sum + agreeing(one, api[index], `${path}.${index}`), 0)
  }
  expect(shown, path).toEqual(api)
  return 1
}

/** What the API says of what a tool shows: the path, and how the answer of the tool has the same form. */
const API: Record<
  string,
  { path: (things: Things) => string; as?: (data: Json) => Json; input?: object; least?: number }
> = {
  who_am_i: { path: () => '/me' },
  list_api_keys: { path: () => '/api-keys?limit=25' },
  get_api_key: { path: ({ keyId }) => `/api-keys/${keyId}`, least: 25 },
  api_key_usage: { path: ({ keyId }) => `/api-keys/${keyId}/usage?days=7` },
  find_failed_calls: { path: () => '/event-logs?status=success&limit=25' },
  get_log_entry: { path: ({ logId }) => `/event-logs/${logId}` },
  explain_call: { path: ({ logId }) => `/event-logs/${logId}` },
  get_stats: { path: () => '/stats', least: 30 },
  top_endpoints: {
    path: () => '/stats/usage?days=7',
    // It ends now.
    as: (data) => renamed(renamed(data, 'endpoints', 'byEndpoint'), 'end', 'until'),
    least: 5,
  },
  list_webhooks: { path: () => '/webhooks?limit=25' },
  get_webhook: { path: ({ webhookId }) => `/webhooks/${webhookId}`, least: 25 },
  list_deliveries: { path: ({ webhookId }) => `/webhooks/${webhookId}/deliveries?limit=25` },
  get_delivery: { path: ({ webhookId, deliveryId }) => `/webhooks/${webhookId}/deliveries/${deliveryId}`, least: 7 },
  get_retry_job: { path: ({ webhookId, jobId }) => `/webhooks/${webhookId}/retries/${jobId}`, least: 5 },
  list_event_types: { path: () => '/event-types/user.created', input: { type: 'user.created' }, least: 5 },
  list_events: { path: () => '/events?limit=25' },
  get_event: { path: ({ eventId }) => `/events/${eventId}`, least: 5 },
  list_modules: { path: () => '/modules', least: 2 },
  describe_module: { path: () => `/modules/${MODULE}` },
  query_records: { path: () => `/records/${MODULE}?limit=25` },
  get_record: { path: ({ recordId }) => `/records/${MODULE}/${recordId}`, least: 5 },
  list_incoming_webhooks: { path: () => '/incoming-webhooks?limit=25' },
  list_incoming_requests: { path: ({ incomingId }) => `/incoming-webhooks/${incomingId}/requests?limit=25` },
  get_incoming_request: {
    path: ({ incomingId, incomingRequestId }) => `/incoming-webhooks/${incomingId}/requests/${incomingRequestId}`,
  },
  list_oauth_apps: { path: () => '/oauth-apps?limit=25' },
  list_oauth_grants: { path: ({ appId }) => `/oauth-apps/${appId}/grants?limit=25` },
  list_alerts: { path: () => '/alerts?limit=25&status=open' },
  list_audit_entries: { path: () => '/audit-logs?limit=25' },
}

/** What the API says after a tool has changed something. `after`: of what the tool has answered. */
const CHANGES: Record<string, (things: Things, id: string) => string | null> = {
  publish_event: (_, id) => `/events/${id}`,
  create_record: (_, id) => `/records/${MODULE}/${id}`,
  update_record: ({ recordId }) => `/records/${MODULE}/${recordId}`,
  update_api_key: ({ keyId }) => `/api-keys/${keyId}`,
  regenerate_api_key: ({ keyId }) => `/api-keys/${keyId}`,
  disable_api_key: ({ keyId }) => `/api-keys/${keyId}`,
  enable_api_key: ({ keyId }) => `/api-keys/${keyId}`,
  create_api_key: (_, id) => `/api-keys/${id}`,
  pause_webhook: ({ webhookId }) => `/webhooks/${webhookId}`,
  resume_webhook: ({ webhookId }) => `/webhooks/${webhookId}`,
  send_test_webhook: () => null,
  retry_delivery: () => null,
  retry_failed_deliveries: () => null,
  replay_incoming_request: () => null,
  resolve_alerts: () => null,
  // Last: what they end is not found any more by others.
  delete_record: () => null,
  revoke_oauth_grant: () => null,
  revoke_api_key: ({ keyId }) => `/api-keys/${keyId}`,
}

/** Tools whose results are tested elsewhere. */
const OWN_TESTS = {
  list_scopes: 'shows scopes in a form of its own',
  check_approval: 'approvals.runtime.test.ts',
  list_gateway_routes: 'gateway/agent-tools/tools.runtime.test.ts',
  get_gateway_route: 'the same',
  disable_gateway_route: 'the same',
  enable_gateway_route: 'the same',
}

function renamed(data: Json, from: string, to: string): Json {
  if (!isObject(data) || !(from in data)) return data
  const { [from]: value = null, ...rest } = data
  return { ...rest, [to]: value }
}

const asPage = (data: Json) => renamed(data, 'items', 'data')

/** The pages of the dashboard, with the views of each, and the sources of the features that show them. */
const sources = import.meta.glob<string>('../../admin-ui/{features,format,hooks,lists}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const CONSTANTS: Record<string, string> = { INCOMING: '/incoming', OAUTH_APPS: '/oauth-apps', MODULES_VIEW: 'modules' }
const manifests = Object.entries(sources).filter(([path]) => /\/features\/[^/]+\/feature\.ts$/.test(path))
const textOf = (text: string) => CONSTANTS[text] ?? text.replaceAll("'", '')
const inManifests = (member: string) =>
  manifests.flatMap(([path, text]) =>
    [...text.matchAll(new RegExp(`\\b${member}: ([A-Z_]+|'[^']+')`, 'g'))].map(([, value = '']) => ({
      folder: path.slice(0, path.lastIndexOf('/') + 1),
      value: textOf(value),
    })),
  )

/** Expects that a link leads to a page of the dashboard that reads its parameters. */
function expectPage(link: string | undefined, name: string): void {
  const url = new URL(link ?? 'nothing:', 'https://gatehouse.test')
  expect(url.origin, `${name}: ${link}`).toBe('https://gatehouse.test')
  const view = url.searchParams.get('view')
  const pages = inManifests('path').filter(({ value }) => value === url.pathname)
  const views = view === null ? [] : inManifests('name').filter(({ value }) => value === view)
  const folders = (view === null ? pages : views).map(({ folder }) => folder)
  expect(pages.length * folders.length, `${name}: ${link}`).toBeGreaterThan(0)
  const text = Object.entries(sources)
    .filter(([path]) => folders.some((folder) => path.startsWith(folder)))
    .map(([, one]) => one)
    .join('\n')
  for (const parameter of url.searchParams.keys()) {
    if (parameter === 'view') continue
    expect(text, `${name}: ${link} has ${parameter}`).toMatch(
      new RegExp(`query\\.${parameter}\\b|\\{[^}\\n]*\\b${parameter}\\b[^}\\n]*\\} = (?:url\\.)?query`),
    )
  }
}

describe('the results of the tools', () => {
  it('say what the API says, are small, and link to a page of the dashboard', async () => {
    const { org, actor, things } = await newSides()
    const mine = await things('live')
    const me = await json<Me>('GET', '/api/v1/me', { key: org.key })
    const by = { ...actor('live', { scope: '*' }), name: me.credential.name, organization: me.organization }
    const read = Object.entries(API)
    const write = Object.entries(CHANGES)
    expect(
      [...read, ...write]
        .map(([name]) => name)
        .concat(Object.keys(OWN_TESTS))
        .toSorted(),
    ).toEqual([...tools.keys()].toSorted())
    for (const [name, { path, as = asPage, input = {}, least = 8 }] of read) {
      const tool = toolOf(name)
      const limit = 'limit' in tool.input.shape ? { limit: 25 } : {}
      const args = { ...TOOL_CASES[name]?.input(mine), ...limit, ...input }
      // Counts of calls may be written between the two.
      await vi.waitFor(async () => {
        const { data, link } = await runTool(tool, { ...realDeps(), url: `${ORIGIN}/mcp` }, by, args)
        const api = await json<Json>('GET', `/api/v1${path(mine)}`, { key: org.key })
        expect(agreeing(as(data), api, name), name).toBeGreaterThanOrEqual(least)
        expect(sizeOf(data), name).toBeLessThan(20_000)
        expectPage(link, name)
      }, 20_000)
    }
    for (const [name, path] of write) {
      const { data, link } = await runTool(toolOf(name), realDeps(), by, TOOL_CASES[name]?.input(mine) ?? {})
      expect(sizeOf(data), name).toBeLessThan(20_000)
      expectPage(link, name)
      const where = path(mine, isObject(data) ? String(data.id) : '')
      if (where === null) continue
      const api = await json<Json>('GET', `/api/v1${where}`, { key: org.key })
      expect(agreeing(data, api, name), name).toBeGreaterThanOrEqual(4)
    }
  })

  it('never have a secret, but that of a key that was just created', async () => {
    const { org, actor, things } = await newSides()
    const mine = await things('live')
    const by = actor('live', { scope: '*' })
    const hook = await createHook(org, {
      url: newInbox().url,
      headers: { 'x-api-token': 'hunter2-of-the-receiver' },
      events: ['user.created'],
    })
    const seen = { ...mine, webhookId: hook.id }
    const shown: string[] = []
    for (const [name, tool] of tools) {
      if (!tool.readOnly && !/webhook/.test(name)) continue
      if (name === 'get_retry_job' || name === 'get_delivery' || name in OWN_TESTS) continue
      const { data, note } = await runTool(tool, realDeps(), by, TOOL_CASES[name]?.input(seen) ?? {})
      shown.push(JSON.stringify([data, note]))
    }
    const text = shown.join('\n')
    expect(text).toContain(hook.id)
    for (const secret of ['hunter2', hook.secret, org.key]) expect(text.includes(secret)).toBe(false)
    expect(text).not.toMatch(/whsec_[A-Za-z0-9+/]{20}|\b(?:oat|ort|ocs|oac|hook)_(?:live|test)_[A-Za-z0-9]{16}/)
  })

  it('give the secret of a new key once, which works, and after a regeneration the old one does not', async () => {
    const { actor } = await newSides()
    const by = actor('live', { scope: '*' })
    const run = async (name: string, input: Record<string, unknown>) =>
      (await runTool(toolOf(name), realDeps(), by, input)).data as { id: string; key: string }
    const me = async (key: string) =>
      (await json<{ credential?: { id: string } }>('GET', '/api/v1/me', { key })).credential?.id
    const made = await run('create_api_key', { name: 'For Ada', scopes: ['users:read'], perMinute: 7, perDay: null })
    expect(made).toMatchObject({ name: 'For Ada', rateLimit: { perMinute: 7, perHour: 1000, perDay: null } })
    expect(await me(made.key)).toBe(made.id)
    expect(JSON.stringify(await run('get_api_key', { id: made.id }))).not.toContain(made.key)
    const again = await run('regenerate_api_key', { id: made.id, graceSeconds: 0 })
    expect([await me(made.key), await me(again.key)]).toEqual([undefined, made.id])
    const changed = await run('update_api_key', { id: made.id, perHour: null })
    expect(changed).toMatchObject({ name: 'For Ada', rateLimit: { perMinute: 7, perHour: null, perDay: null } })
  })
})
