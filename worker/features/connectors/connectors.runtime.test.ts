import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../contract/alerts.ts'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Connector, ConnectorPreview } from '../../../contract/connectors.ts'
import type { LogEntry } from '../../../contract/event-logs.ts'
import type { Event } from '../../../contract/events.ts'
import type { Delivery, DeliveryDetail, TestResult, Webhook } from '../../../contract/webhooks.ts'
import { createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'
import { publishAlerts } from '../alerts/publish-alerts.ts'

const TOKEN = 'XyZzy0123456789TokenOfSlack'

/** The URL of an inbox with a token in it, as those of Slack and Discord have. */
const withToken = (url: string) => `${url}?token=${TOKEN}`

async function connect(by: TestOrg, input: object): Promise<Connector> {
  const body = { provider: 'slack', name: 'Team channel', events: ['*'], ...input }
  const response = await call('POST', '/api/v1/connectors', { key: by.key, body })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<Connector>()
}

const read = (by: TestOrg, id: string) => json<Connector>('GET', `/api/v1/connectors/${id}`, by)

const deliveriesOf = async (by: TestOrg, id: string) =>
  (await json<Page<Delivery>>('GET', `/api/v1/connectors/${id}/deliveries?limit=100`, by)).data

/** Waits until each delivery has had an attempt. */
const tried = (by: TestOrg, id: string, count: number) =>
  until(async () => {
    const all = await deliveriesOf(by, id)
    return all.length === count && all.every(({ attempts }) => attempts > 0) && all
  })

describe('a connector', () => {
  it('gets events as messages of its platform, with a link to the dashboard', async () => {
    const org = await newTestOrg()
    const [slackBox, discordBox, zapierBox] = [newInbox('slack/ok'), newInbox('discord/ok'), newInbox('ok')]
    const slack = await connect(org, { url: slackBox.url })
    const discord = await connect(org, { provider: 'discord', url: discordBox.url })
    const zapier = await connect(org, { provider: 'zapier', url: zapierBox.url })
    const event = await publish(org, { data: { name: 'A & B <!channel> @everyone' } })
    expect(event.deliveries).toBe(3)
    await Promise.all([slack, discord, zapier].map(({ id }) => tried(org, id, 1)))
    const [toSlack] = await slackBox.received()
    const message = JSON.parse(toSlack?.body ?? '')
    expect(message.text).toContain('User created')
    expect(toSlack?.body).toContain('A &amp; B &lt;!channel&gt; @everyone')
    expect(toSlack?.body).toContain(`/webhooks?view=published&id=${event.id}`)
    // Nothing is signed: nobody holds a secret for it.
    expect(toSlack?.headers['webhook-signature']).toBeUndefined()
    const [toDiscord] = await discordBox.received()
    expect(JSON.parse(toDiscord?.body ?? '')).toMatchObject({
      embeds: [{ title: 'User created', url: expect.stringContaining(event.id) }],
      allowed_mentions: { parse: [] },
    })
    const [toZapier] = await zapierBox.received()
    expect(JSON.parse(toZapier?.body ?? '')).toEqual({
      id: event.id,
      type: 'user.created',
      timestamp: event.timestamp,
      environment: 'live',
      data: { name: 'A & B <!channel> @everyone' },
    })
    const [delivery] = await deliveriesOf(org, slack.id)
    const detail = await json<DeliveryDetail>('GET', `/api/v1/connectors/${slack.id}/deliveries/${delivery?.id}`, org)
    expect(detail).toMatchObject({ status: 'succeeded', attemptList: [{ response: { status: 200, body: 'ok' } }] })
    const { deliveryList } = await json<Event>('GET', `/api/v1/events/${event.id}`, org)
    expect(deliveryList.map(({ webhookId }) => webhookId).sort()).toEqual([slack.id, discord.id, zapier.id].sort())
  })

  it('is no webhook: not in their list, plan or overview, and not reachable by their routes or scopes', async () => {
    const org = await newTestOrg()
    const connector = await connect(org, { url: newInbox('slack/ok').url })
    const hook = await createHook(org, { url: newInbox().url })
    const webhooks = await json<Page<Webhook>>('GET', '/api/v1/webhooks', org)
    expect([webhooks.total, webhooks.data.map(({ id }) => id)]).toEqual([1, [hook.id]])
    const connectors = await json<Page<Connector>>('GET', '/api/v1/connectors', org)
    expect([connectors.total, connectors.data.map(({ id }) => id)]).toEqual([1, [connector.id]])
    expect((await call('GET', `/api/v1/webhooks/${connector.id}`, org)).status).toBe(404)
    expect((await call('GET', `/api/v1/connectors/${hook.id}`, org)).status).toBe(404)
    // Even an id with the prefix of the other kind finds nothing.
    const asWebhook = connector.id.replace('con_', 'whk_')
    await env.DB.prepare('UPDATE webhooks SET id = ?2 WHERE id = ?1').bind(connector.id, asWebhook).run()
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/test'],
      ['POST', '/rotate-secret'],
      ['GET', '/deliveries'],
    ] as const) {
      expect([path, (await call(method, `/api/v1/webhooks/${asWebhook}${path}`, org)).status]).toEqual([path, 404])
    }
    const { key } = await createKey(org, { scopes: ['webhooks:*', 'users:read'] })
    expect((await call('GET', '/api/v1/connectors', { key })).status).toBe(403)
  })

  it('keeps its URL sealed, and shows it nowhere', async () => {
    const org = await newTestOrg()
    const box = newInbox('echo/500')
    const made = await connect(org, { url: withToken(box.url), events: ['user.*'] })
    expect(made.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/…lack$/)
    await publish(org)
    await tried(org, made.id, 1)
    await json('PATCH', `/api/v1/connectors/${made.id}`, { ...org, body: { url: withToken(newInbox('echo/200').url) } })
    const tested = await json<TestResult>('POST', `/api/v1/connectors/${made.id}/test`, { ...org, body: {} })
    expect(tested.ok).toBe(true)
    const paths = [
      '/api/v1/connectors',
      `/api/v1/connectors/${made.id}`,
      `/api/v1/connectors/${made.id}/deliveries`,
      `/api/v1/connectors/${made.id}/deliveries/${(await deliveriesOf(org, made.id))[0]?.id}`,
      '/api/v1/audit-logs?limit=100',
      '/api/v1/event-logs?type=webhook',
    ]
    const texts = await Promise.all(paths.map(async (path) => (await call('GET', path, org)).text()))
    const tables = ['webhooks', 'deliveries', 'attempts', 'audit_logs', 'event_logs', 'alerts']
    const rows = await env.DB.batch(
      tables.map((table) =>
        env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`).bind(org.organizationId),
      ),
    )
    const everything = JSON.stringify([tested, texts, rows.map(({ results }) => results)])
    expect(everything).toContain(made.id)
    expect(everything).not.toContain(TOKEN)
    expect(everything).not.toContain(box.url.split('/').at(-3) ?? '')
    // The key of the database is needed to read it.
    const [received] = await box.received()
    expect(received).toBeDefined()
  })

  it.each<[string, string, string, string]>([
    ['slack', 'channel_is_archived', 'channel_archived', '410'],
    ['slack', 'no_service', 'webhook_removed', '404'],
    ['slack', 'action_prohibited', 'not_allowed', '403'],
    ['discord', 'unknown_webhook', 'webhook_removed', '404'],
  ])('of %s that answers %s is paused with the reason, and kept', async (provider, error, code, status) => {
    const org = await newTestOrg()
    const box = newInbox(`${provider}/${error}`)
    const { id, name } = await connect(org, { provider, url: box.url, events: ['user.*'] })
    await publish(org)
    const paused = await until(async () => {
      const one = await read(org, id)
      return one.status !== 'active' && one
    })
    expect(paused).toMatchObject({ status: 'paused', reason: { code, message: expect.stringMatching(/resume/) } })
    const [delivery] = await deliveriesOf(org, id)
    expect(delivery?.error?.message).toContain(status)
    expect(delivery?.error?.message).toContain(paused.reason?.message ?? 'no reason')
    await publish(org)
    const all = await until(async () => {
      const some = await deliveriesOf(org, id)
      return some.length === 2 && some
    })
    expect(all[0]?.status).toBe('held')
    expect((await box.received()).length).toBe(1)
    const { data: alerts } = await json<Page<Alert>>('GET', '/api/v1/alerts?status=open', org)
    const alert = alerts.find(({ target }) => target.id === id)
    expect(alert).toMatchObject({
      target: { type: 'connector', name },
      details: { paused: true, reason: code, words: paused.reason?.message },
    })
    const { data: audit } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs', org)
    expect(audit[0]).toMatchObject({ action: 'connector.paused', target: { id }, after: { disabledReason: code } })
    // It works again once the cause is gone: with the URL of another channel.
    const good = newInbox(`${provider}/ok`)
    await json('PATCH', `/api/v1/connectors/${id}`, { ...org, body: { url: good.url } })
    const resumed = await json<Connector>('POST', `/api/v1/connectors/${id}/resume`, {
      ...org,
      body: { sendHeld: true },
    })
    expect(resumed).toMatchObject({ status: 'active', reason: null })
    await until(async () => (await good.received()).length === 2)
  })

  it('waits as long as the 429 of its platform says, and does not try again what would be refused again', async () => {
    const org = await newTestOrg()
    const published = Date.now()
    const [slack, discord, refused] = await Promise.all([
      connect(org, { url: newInbox('slack/rate_limited').url }),
      connect(org, { provider: 'discord', url: newInbox('discord/rate_limited').url }),
      connect(org, { url: newInbox('slack/invalid_payload').url }),
    ])
    await publish(org)
    const [toSlack, toDiscord, toRefused] = await Promise.all(
      [slack, discord, refused].map(async ({ id }) => (await tried(org, id, 1))[0]),
    )
    const waits = [toSlack, toDiscord].map((one) => Date.parse(one?.nextAttemptAt ?? '') - published)
    expect(waits[0]).toBeGreaterThanOrEqual(600_000)
    // The JSON of Discord says 600.5 seconds; its header says less.
    expect(waits[1]).toBeGreaterThanOrEqual(600_500)
    expect(toRefused).toMatchObject({ status: 'failed', nextAttemptAt: null })
    expect((await read(org, refused.id)).status).toBe('active')
  })

  it('sends nothing while the bucket of Discord is empty', async () => {
    const org = await newTestOrg()
    const box = newInbox('discord/used_up')
    const { id } = await connect(org, { provider: 'discord', url: box.url })
    await publish(org)
    await tried(org, id, 1)
    await publish(org)
    await tried(org, id, 2)
    const [first, second] = await box.received()
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2900)
  })

  it('tells of alerts and approvals, and leads to the dashboard to decide', async () => {
    const org = await newTestOrg()
    const preview = await json<ConnectorPreview>('POST', '/api/v1/connectors/preview', {
      ...org,
      body: { provider: 'slack', eventType: 'approval.requested' },
    })
    expect(preview.message).toMatchObject({
      title: 'An agent asks for approval',
      link: {
        label: 'Review',
        url: expect.stringMatching(/^https?:\/\/[^/]+\/gateway-routes\?view=approvals&id=apr_/),
      },
    })
    expect(JSON.stringify(preview.body)).toContain('Support agent wants to run')
    const alerts = await json<ConnectorPreview>('POST', '/api/v1/connectors/preview', {
      ...org,
      body: { provider: 'discord', eventType: 'alert.raised' },
    })
    expect(alerts.message?.link?.url).toMatch(/\/alerts\?kind=auth_failures$/)
    const plain = await json<ConnectorPreview>('POST', '/api/v1/connectors/preview', {
      ...org,
      body: { provider: 'n8n', eventType: 'user.created', data: { name: 'Ada' } },
    })
    expect([plain.message, plain.body]).toEqual([null, plain.event])
    const box = newInbox('slack/ok')
    const { id } = await connect(org, { url: box.url, events: ['alert.*', 'approval.*'] })
    const bad = await connect(org, { name: 'Gone', url: newInbox('slack/no_service').url, events: ['user.*'] })
    await publish(org)
    await until(async () => (await read(org, bad.id)).status === 'paused')
    await publishAlerts.run(await jobDeps(Date.now()), null)
    await until(async () => (await box.received()).some(({ body }) => body.includes(`The connector \\"Gone\\"`)))
    expect((await deliveriesOf(org, id))[0]?.eventType).toBe('alert.raised')
  })

  it('can be read, changed, paused, resumed and disconnected, at its version, with an audit entry for each', async () => {
    const org = await newTestOrg()
    const { id } = await connect(org, { url: newInbox('slack/ok').url, events: ['user.*'] })
    const path = `/api/v1/connectors/${id}`
    const headers = { 'if-match': '"v7"' }
    expect((await call('PATCH', path, { ...org, headers, body: { name: 'Other' } })).status).toBe(412)
    const renamed = await call('PATCH', path, { ...org, headers: { 'if-match': '"v1"' }, body: { name: 'Other' } })
    expect([renamed.headers.get('etag'), (await renamed.json<Connector>()).name]).toEqual(['"v2"', 'Other'])
    await json('POST', `${path}/pause`, org)
    expect((await read(org, id)).status).toBe('paused')
    await publish(org)
    expect((await deliveriesOf(org, id))[0]?.status).toBe('held')
    expect((await read(org, id)).held.count).toBe(1)
    await json('POST', `${path}/resume`, org)
    expect((await call('DELETE', path, org)).status).toBe(204)
    expect((await call('GET', path, org)).status).toBe(404)
    expect((await call('GET', `${path}/deliveries`, org)).status).toBe(404)
    const { data: audit } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs', org)
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith('connector.'))).toEqual(
      ['deleted', 'resumed', 'paused', 'updated', 'created'].map((what) => `connector.${what}`),
    )
    expect(audit.every(({ action, environment }) => !action.startsWith('connector.') || environment === 'live')).toBe(
      true,
    )
    const sealed = await env.DB.prepare('SELECT sealed_secret AS secret FROM webhooks WHERE id = ?')
      .bind(id)
      .first<{ secret: ArrayBuffer }>()
    expect([...new Uint8Array(sealed?.secret ?? new ArrayBuffer(1))]).toEqual([])
  })

  it('asks for the scopes that read its events, and repeats an answer for the same Idempotency-Key', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { scopes: ['connectors:write', 'connectors:read'] })
    const body = { provider: 'slack', name: 'A', url: newInbox('slack/ok').url, events: ['user.*'] }
    const refused = await call('POST', '/api/v1/connectors', { key, body })
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([403, 'scope_missing'])
    const headers = { 'idempotency-key': 'once' }
    const [first, second] = [
      await json<Connector>('POST', '/api/v1/connectors', { ...org, headers, body }),
      await json<Connector>('POST', '/api/v1/connectors', { ...org, headers, body }),
    ]
    expect(second.id).toBe(first.id)
    expect((await call('PATCH', `/api/v1/connectors/${first.id}`, { key, body: { events: ['*'] } })).status).toBe(403)
    expect((await call('POST', `/api/v1/connectors/${first.id}/resume`, { key })).status).toBe(403)
    expect((await call('PATCH', `/api/v1/connectors/${first.id}`, { key, body: { name: 'B' } })).status).toBe(200)
  })

  it.each<[string, object, string]>([
    ['another platform', { provider: 'teams' }, 'provider'],
    ['no events', { events: [] }, 'events'],
    ['an event that nobody defined', { events: ['user.exploded'] }, 'events.0'],
    ['the page of a channel', { url: 'https://app.slack.com/client/T1/C1' }, 'url'],
    ['a workflow of Slack', { url: 'https://hooks.slack.com/triggers/T1/1/x' }, 'url'],
    ['a URL of Slack for Discord', { provider: 'discord', url: 'https://hooks.slack.com/services/T/B/x' }, 'url'],
    [
      'a Slack-compatible URL of Discord',
      { provider: 'discord', url: 'https://discord.com/api/webhooks/1/x/slack' },
      'url',
    ],
    ['a URL of Zapier elsewhere', { provider: 'zapier', url: 'https://zapier.com/app/zaps' }, 'url'],
    ['a URL of Make elsewhere', { provider: 'make', url: 'https://www.notmake.com/x' }, 'url'],
    ['a private address', { provider: 'n8n', url: 'https://10.0.0.1/webhook/x' }, 'url'],
    ['a field of its own choosing', { secret: 'x' }, 'secret'],
  ])('with %s is refused with a message that names the field', async (_, change, path) => {
    const org = await newTestOrg()
    const body = {
      provider: 'slack',
      name: 'A',
      url: 'https://hooks.slack.com/services/T/B/x',
      events: ['*'],
      ...change,
    }
    const response = await call('POST', '/api/v1/connectors', { key: org.key, body })
    const problem = await response.json<Problem>()
    expect([response.status, problem.errors?.map((error) => error.path)]).toEqual([422, [path]])
  })

  it('is limited by the plan, apart from webhooks', async () => {
    const org = await newTestOrg()
    await env.DB.prepare("UPDATE organizations SET plan = 'free' WHERE id = ?").bind(org.organizationId).run()
    await createHook(org, { url: newInbox().url, events: ['never.*'] })
    const url = newInbox('slack/ok').url
    for (let count = 0; count < 20; count++) await connect(org, { url, events: ['never.*'] })
    const body = { provider: 'slack', name: 'A', url, events: ['never.*'] }
    const refused = await call('POST', '/api/v1/connectors', { key: org.key, body })
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([409, 'plan_limit_reached'])
    expect((await createHook(org, { url: newInbox().url, events: ['never.*'] })).id).toMatch(/^whk_/)
  })

  it('is found in the event log by its id, with its name', async () => {
    const org = await newTestOrg()
    const { id, name } = await connect(org, { url: newInbox('slack/ok').url })
    await publish(org)
    const entry = await until(
      async () => (await json<Page<LogEntry>>('GET', `/api/v1/event-logs?webhookId=${id}`, org)).data[0],
    )
    expect(entry).toMatchObject({ type: 'webhook', webhookId: id, webhookName: name, status: 200 })
    expect(entry.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/…/)
  })
})
