import { env } from 'cloudflare:workers'
import type { Page } from '../../contract/common.ts'
import { writeLogBatch } from '../../worker/features/event-logs/ingest/write-batch.ts'
import { databaseOf } from '../../worker/platform/db/client.ts'
import { newId } from '../../worker/platform/lib/ids.ts'
import { newAskingApp, newChallengeOf } from './authorizations.ts'
import { createHook, newInbox, publish } from './hooks.ts'
import { call, createKey, json, type TestOrg } from './kit.ts'
import { logEntry } from './log-entries.ts'
import { newApp, tokensOf } from './oauth.ts'

/** One object of each kind, of one environment. */
export type Things = {
  keyId: string
  webhookId: string
  connectorId: string
  connectorDeliveryId: string
  deliveryId: string
  openDeliveryId: string
  /** A retry of the webhook, and a replay of the incoming webhook. */
  jobId: string
  eventId: string
  logId: string
  alertId: string
  recordId: string
  incomingId: string
  incomingRequestId: string
  appId: string
  /** Of an app that asks for access. */
  challenge: string
  grantId: string
  tokenId: string
  approvalId: string
}

/** An organization, and a key of each environment that holds every scope. */
type Sides = { org: TestOrg; live: string; test: string }

/** The slug of the module whose records are things. */
export const MODULE = 'contacts'

/** Defines the module of records, once for an organization. Both environments share it. */
export async function defineModule(key: string): Promise<void> {
  const fields = [
    { name: 'email', type: 'email', unique: true },
    { name: 'name', type: 'text' },
  ]
  await call('POST', '/api/v1/modules', { key, body: { slug: MODULE, name: 'Contacts', fields } })
}

/** Creates one of each kind, with keys that have every scope. */
export async function newThings({ org, live, test }: Sides, environment: 'live' | 'test'): Promise<Things> {
  const key = environment === 'live' ? live : test
  const { organizationId } = org
  const made = await createKey({ key }, { name: `Of ${environment}` })
  const hook = await createHook({ ...org, key }, { url: newInbox().url, events: ['never.*'] })
  const connector = await json<{ id: string }>('POST', '/api/v1/connectors', {
    key,
    body: { provider: 'slack', name: `Of ${environment}`, url: newInbox().url, events: ['never.*'] },
  })
  const event = await publish({ ...org, key })
  await call('POST', `/api/v1/api-keys/${made.id}/regenerate`, { key })
  await defineModule(live)
  const record = await json<{ id: string }>('POST', `/api/v1/records/${MODULE}`, {
    key,
    body: { data: { name: `Of ${environment}` } },
  })
  const incoming = await json<{ id: string; token: string }>('POST', '/api/v1/incoming-webhooks', {
    key,
    body: { name: `Of ${environment}`, module: MODULE, mapping: { name: 'name' } },
  })
  const received = await json<{ id: string }>('POST', `/api/v1/webhooks/incoming/${incoming.token}`, {
    body: { name: `Of ${environment}` },
  })
  const app = await newApp(org, { environment, scopes: ['users:read'] })
  await tokensOf(org, app, { subject: { type: 'external', id: 'u1', name: 'A user' } })
  const ofApp = async (what: string) =>
    (await json<Page<{ id: string }>>('GET', `/api/v1/oauth-apps/${app.id}/${what}`, { key })).data[0]?.id ?? ''
  const now = Date.now()
  const entry = logEntry(organizationId, { environment, keyId: made.id })
  await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries: [entry], counters: [] }])
  const { data: alerts } = await json<Page<{ id: string; target: { id: string } }>>('GET', '/api/v1/alerts', { key })
  const [deliveryId, openDeliveryId, connectorDeliveryId] = [newId('dlv', now), newId('dlv', now), newId('dlv', now)]
  const jobId = newId('job', now)
  const approvalId = newId('apr', now)
  const insert = `INSERT INTO deliveries (organization_id, webhook_id, id, event_id, event_type, status, next_at)
    VALUES (?, ?, ?, ?, 'user.created', ?, ?)`
  await env.DB.batch([
    env.DB.prepare(insert).bind(organizationId, hook.id, deliveryId, event.id, 'failed', null),
    env.DB.prepare(insert).bind(organizationId, connector.id, connectorDeliveryId, event.id, 'failed', null),
    env.DB.prepare(insert).bind(organizationId, hook.id, openDeliveryId, event.id, 'pending', now + 3_600_000),
    env.DB.prepare(
      `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, created_at)
       VALUES (?, ?, ?, 'done', '{}', 1, ?)`,
    ).bind(organizationId, hook.id, jobId, now),
    env.DB.prepare(
      `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, created_at, kind)
       VALUES (?, ?, ?, 'done', '{}', 1, ?, 'replay')`,
    ).bind(organizationId, incoming.id, jobId, now),
    env.DB.prepare(
      `INSERT INTO approvals (organization_id, id, environment, status, tool, title, arguments, call_hash, caller_type, caller_id,
         caller_name, created_at, expires_at)
       VALUES (?, ?, ?, 'pending', 'delete_post', 'Delete a post', '{}', ?, 'api_key', ?, 'An agent', ?, ?)`,
    ).bind(organizationId, approvalId, environment, approvalId, made.id, now, now + 3_600_000),
  ])
  return {
    keyId: made.id,
    webhookId: hook.id,
    connectorId: connector.id,
    connectorDeliveryId,
    deliveryId,
    openDeliveryId,
    jobId,
    eventId: event.id,
    logId: entry.id,
    alertId: alerts.find(({ target }) => target.id === made.id)?.id ?? 'no alert',
    recordId: record.id,
    incomingId: incoming.id,
    incomingRequestId: received.id,
    appId: app.id,
    challenge: await newChallengeOf(await newAskingApp(org, { environment, scopes: ['users:read'] })),
    grantId: await ofApp('grants'),
    tokenId: await ofApp('tokens'),
    approvalId,
  }
}

/** Everything of an organization that a call could have changed. */
export async function stateOf(organizationId: string): Promise<string> {
  const tables = [
    'api_keys',
    'webhooks',
    'deliveries',
    'retry_jobs',
    'events',
    'event_types',
    'custom_scopes',
    'modules',
    'records',
    'record_index',
    'alerts',
    'alert_rules',
    'oauth_apps',
    'oauth_grants',
    'oauth_families',
    'oauth_tokens',
    'oauth_settings',
    'approvals',
    'gateway_routes',
    'gateway_hosts',
  ]
  const rows = await env.DB.batch([
    ...[...tables, 'audit_logs'].map((table) =>
      env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`).bind(organizationId),
    ),
    env.DB.prepare('SELECT * FROM organizations WHERE id = ?').bind(organizationId),
  ])
  return JSON.stringify(rows.map(({ results }) => results))
}
