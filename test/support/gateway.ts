import { env } from 'cloudflare:workers'
import { inject } from 'vitest'
import { configOf } from '../../worker/platform/env.ts'
import { sealText } from '../../worker/platform/lib/crypto/sealing.ts'
import { SEALED_ROUTE_HEADERS } from '../../worker/platform/lib/crypto/sealing-purposes.ts'
import { newId } from '../../worker/platform/lib/ids.ts'
import type { Reached } from './upstream.ts'

type Settings = {
  name?: string
  prefix?: string
  exact?: boolean
  upstream?: string
  methods?: string[]
  scopes?: string[]
  cost?: number
  timeoutSeconds?: number
  idleTimeoutSeconds?: number
  stripPrefix?: boolean
  retry?: boolean
  perMinute?: number | null
  maxConcurrency?: number | null
  requestHeaders?: Record<string, string | null> | null
  responseHeaders?: Record<string, string | null>
  cors?: object | null
  status?: 'active' | 'disabled'
  tool?: TestTool
}

/** A tool of a route; what is left out has the default of the API. */
export type TestTool = {
  name: string
  description?: string
  inputSchema?: object
  annotations?: object
  approval?: boolean
  arguments?: object
}

/** Stores a route of an organization, and returns its id. The upstream is that of the tests, if none is named. */
export async function newRoute(
  { organizationId }: { organizationId: string },
  settings: Settings = {},
): Promise<string> {
  const now = Date.now()
  const id = newId('rte', now)
  const { dataKeys } = configOf(env)
  const requestHeaders =
    settings.requestHeaders && (await sealText(dataKeys, SEALED_ROUTE_HEADERS, JSON.stringify(settings.requestHeaders)))
  const row = {
    organization_id: organizationId,
    id,
    name: settings.name ?? 'Forum',
    description: '',
    prefix: settings.prefix ?? 'forum',
    exact: settings.exact ? 1 : 0,
    upstream: settings.upstream ?? inject('upstream'),
    methods: JSON.stringify(settings.methods ?? ['*']),
    scopes: JSON.stringify(settings.scopes ?? []),
    cost: settings.cost ?? 1,
    timeout_seconds: settings.timeoutSeconds ?? 30,
    idle_timeout_seconds: settings.idleTimeoutSeconds ?? 60,
    strip_prefix: settings.stripPrefix === false ? 0 : 1,
    retry: settings.retry === false ? 0 : 1,
    per_minute: settings.perMinute ?? null,
    max_concurrency: settings.maxConcurrency ?? null,
    request_headers: requestHeaders ?? null,
    response_headers: JSON.stringify(settings.responseHeaders ?? {}),
    cors: settings.cors ? JSON.stringify(settings.cors) : null,
    status: settings.status ?? 'active',
    circuit: 'closed',
    source: 'manual',
    created_at: now,
    ...toolOf(settings.tool),
  }
  const names = Object.keys(row)
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO gateway_routes (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).bind(
      ...Object.values(row),
    ),
    bumped(organizationId),
  ])
  return id
}

function toolOf(tool: TestTool | undefined) {
  if (!tool) return { tool_name: null, tool: null }
  const { name, ...facts } = tool
  const defaults = {
    description: 'A tool.',
    inputSchema: { type: 'object' },
    annotations: {},
    approval: false,
    arguments: {},
  }
  return { tool_name: name, tool: JSON.stringify({ ...defaults, ...facts }) }
}

/** Changes columns of a route, and its version, as a change of its settings does. */
export async function changeRoute(
  { organizationId }: { organizationId: string },
  id: string,
  changes: Record<string, string | number | null>,
): Promise<void> {
  const sets = Object.keys(changes).map((name) => `${name} = ?, `)
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE gateway_routes SET ${sets.join('')}version = version + 1 WHERE organization_id = ? AND id = ?`,
    ).bind(...Object.values(changes), organizationId, id),
    bumped(organizationId),
  ])
}

const bumped = (organizationId: string) =>
  env.DB.prepare(
    `INSERT INTO gateway_generations (organization_id, generation) VALUES (?, 1)
     ON CONFLICT (organization_id) DO UPDATE SET generation = generation + 1`,
  ).bind(organizationId)

/** What the upstream of the tests says of a request that reached it. */
export type Echo = Reached & { sha256: string }

/** The requests that reached the upstream, whose URL contains a text. */
export async function reached(text: string): Promise<Reached[]> {
  return (await fetch(`${inject('upstream')}/reached/${encodeURIComponent(text)}`)).json<Reached[]>()
}
