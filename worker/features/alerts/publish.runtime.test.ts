import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../contract/alerts.ts'
import type { Page } from '../../../contract/common.ts'
import { catalogEvent } from '../../../contract/event-catalog.data.ts'
import type { Event, EventSummary } from '../../../contract/events.ts'
import { StreamMessage } from '../../../contract/live.ts'
import { allOver, createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'
import { alertRow, type NewAlert } from '../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'
import { newDataChecker } from '../events/check-data.ts'
import { publishAlerts } from './publish-alerts.ts'
import { sendAlertMails } from './send-mails.ts'

const db = databaseOf(env.DB)
const SECRET = 'a1B2'.repeat(12)

const run = async (now = Date.now()) => publishAlerts.run(await jobDeps(now), null)
const raise = (org: TestOrg, more: Partial<NewAlert> = {}, at = Date.now()) =>
  runBatch(
    db,
    alertRow(
      {
        organizationId: org.organizationId,
        kind: 'key_leaked',
        severity: 'critical',
        target: { type: 'api_key', id: 'key_1', name: 'Mobile App' },
        details: { source: `sk_live_${SECRET} on a page`, action: 'disabled' },
        ...more,
      },
      at,
    ),
  )
const eventsOf = async (org: TestOrg, type: string): Promise<EventSummary[]> =>
  (await json<Page<EventSummary>>('GET', `/api/v1/events?limit=100&type=${type}`, org)).data
const alertsOf = async (org: TestOrg): Promise<Alert[]> =>
  (await json<AlertPage>('GET', '/api/v1/alerts?limit=100', org)).data
const set = (org: TestOrg, id: string, status: string) =>
  call('PATCH', '/api/v1/alerts', { key: org.key, body: { ids: [id], status } })
const rule = (org: TestOrg, rules: object) => call('PUT', '/api/v1/alert-rules', { key: org.key, body: { rules } })

describe('an alert as an event', () => {
  it('about a test key reaches only webhooks of the test environment', async () => {
    const org = await newTestOrg()
    const [live, test] = [newInbox(), newInbox()]
    await createHook(org, { url: live.url, events: ['alert.*'] })
    const hook = await createHook(org, { url: test.url, events: ['alert.*'], environment: 'test' })
    const key = await createKey(org, { environment: 'test' })
    await call('POST', `/api/v1/api-keys/${key.id}/regenerate?environment=test`, org)
    await run()
    await settled()
    await until(async () => (await test.received()).length === 1)
    const [received] = await test.received()
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      type: 'alert.raised',
      environment: 'test',
      data: { kind: 'key_regenerated', target: { id: key.id } },
    })
    expect(await live.received()).toEqual([])
    expect(hook.environment).toBe('test')
  })

  it('reaches subscribed webhooks once, with a message, in the live environment, without a secret', async () => {
    const org = await newTestOrg()
    const [live, test] = [newInbox(), newInbox()]
    const hook = await createHook(org, { url: live.url, events: ['alert.*'] })
    await createHook(org, { url: test.url, events: ['*'], environment: 'test' })
    await raise(org)
    await Promise.all(Array.from({ length: 5 }, () => run()))
    await run()
    await settled()
    await allOver(org, hook.id, 1)
    const [received, ...others] = await live.received()
    expect(others).toEqual([])
    expect(await test.received()).toEqual([])
    const sent = JSON.parse(received?.body ?? '')
    const [alert] = await alertsOf(org)
    expect(sent).toMatchObject({
      type: 'alert.raised',
      environment: 'live',
      data: {
        id: alert?.id,
        kind: 'key_leaked',
        severity: 'critical',
        target: { type: 'api_key', id: 'key_1', name: 'Mobile App' },
        message: expect.stringContaining('The key "Mobile App" was found in public'),
        count: 1,
      },
    })
    expect(received?.body).not.toContain(SECRET)
    expect(JSON.stringify(alert)).toContain('sk_live_a1B... on a page')
    const schema = JSON.parse(JSON.stringify(catalogEvent('alert.raised')?.schema))
    delete schema.properties.details
    expect((await newDataChecker()).check(schema, sent.data)).toEqual([])
    await raise(org)
    await run()
    expect(await eventsOf(org, 'alert.raised')).toHaveLength(1)
  })

  it('is followed by an event about its end, and published again when it opens again', async () => {
    const org = await newTestOrg()
    await raise(org)
    await run()
    const [alert] = await alertsOf(org)
    await set(org, alert?.id ?? '', 'resolved')
    await Promise.all(Array.from({ length: 3 }, () => run()))
    const [ended, ...others] = await eventsOf(org, 'alert.resolved')
    expect(others).toEqual([])
    const { data, orderingKey } = await json<Event>('GET', `/api/v1/events/${ended?.id}`, org)
    expect(data).toMatchObject({ id: alert?.id, resolvedBy: 'Everything' })
    expect(orderingKey).toBe(alert?.id)
    await set(org, alert?.id ?? '', 'open')
    await run()
    await run()
    expect(await eventsOf(org, 'alert.raised')).toHaveLength(2)
    expect(await eventsOf(org, 'alert.resolved')).toHaveLength(1)
  })

  it('that was resolved before publishing, or is three days old, is not published', async () => {
    const org = await newTestOrg()
    await raise(org)
    await set(org, (await alertsOf(org))[0]?.id ?? '', 'resolved')
    await raise(org, { kind: 'webhook_disabled' }, Date.now() - 4 * 86_400_000)
    await run()
    expect(await eventsOf(org, 'alert.raised')).toEqual([])
    expect(await eventsOf(org, 'alert.resolved')).toEqual([])
  })

  it('is published only if its rule says so, and is not raised if it is muted', async () => {
    const [silent, muted, other] = [await newTestOrg(), await newTestOrg(), await newTestOrg()]
    await rule(silent, { key_leaked: { asEvent: false } })
    await rule(muted, { key_leaked: { mutedUntil: new Date(Date.now() + 3_600_000).toISOString() } })
    for (const org of [silent, muted, other]) await raise(org)
    await run()
    expect(await eventsOf(silent, 'alert.raised')).toEqual([])
    expect(await alertsOf(silent)).toHaveLength(1)
    expect(await eventsOf(muted, 'alert.raised')).toEqual([])
    expect(await alertsOf(muted)).toEqual([])
    expect(await eventsOf(other, 'alert.raised')).toHaveLength(1)
    await rule(muted, { key_leaked: { mutedUntil: null } })
    await raise(muted)
    expect(await alertsOf(muted)).toHaveLength(1)
  })

  it('is sent to listeners of the live log of its organization, and to no others', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const listen = async ({ key }: TestOrg) => {
      const { webSocket } = await call('GET', '/api/v1/event-logs/stream', { key, headers: { upgrade: 'websocket' } })
      const kinds: string[] = []
      webSocket?.addEventListener('message', ({ data }) =>
        kinds.push(StreamMessage.parse(JSON.parse(String(data))).kind),
      )
      webSocket?.accept()
      return { kinds, close: () => webSocket?.close() }
    }
    const [ours, theirs] = [await listen(org), await listen(other)]
    await raise(org)
    await run()
    await until(async () => ours.kinds.includes('alerts'))
    await run()
    expect(ours.kinds.filter((kind) => kind === 'alerts')).toHaveLength(1)
    expect(theirs.kinds).not.toContain('alerts')
    for (const listener of [ours, theirs]) listener.close()
  })

  it('costs nothing if there is nothing to publish', async () => {
    await run()
    expect(await publishAlerts.hasWork?.(await jobDeps(Date.now()))).toBe(false)
    await raise(await newTestOrg())
    expect(await publishAlerts.hasWork?.(await jobDeps(Date.now()))).toBe(true)
  })

  it('about a failing webhook that is sent to the same webhook raises no further alert', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('status/500').url, maxRetries: 0 })
    for (let n = 0; n < 6; n++) await publish(org)
    await settled()
    await allOver(org, hook.id, 6)
    await until(async () => (await alertsOf(org)).length > 0)
    for (let round = 1; round <= 3; round++) {
      await run()
      await settled()
      await allOver(org, hook.id, 7)
    }
    expect((await alertsOf(org)).map(({ kind }) => kind)).toEqual(['webhook_failing'])
    expect(await eventsOf(org, 'alert.raised')).toHaveLength(1)
  })
})

describe('an alert by email', () => {
  it('is sent only if its rule says so, the most severe first', async () => {
    const org = await newTestOrg()
    const to = `${org.organizationId}@example.com`
    await call('PATCH', '/api/v1/organization', { key: org.key, body: { alertEmail: to } })
    await rule(org, { key_leaked: { byEmail: false } })
    const key = await createKey(org, { name: 'Quiet' })
    await raise(org)
    await call('POST', `/api/v1/api-keys/${key.id}/regenerate`, { key: org.key, body: {} })
    await raise(org, { kind: 'webhook_disabled', target: { type: 'webhook', id: 'whk_1', name: 'Orders' } })
    const sent: { to: string; text: string }[] = []
    const binding = new Proxy(env.ALERTS_EMAIL, {
      get: (target, property) =>
        property === 'send'
          ? async (mail: { to: string; text: string }) => void sent.push(mail)
          : Reflect.get(target, property, target),
    })
    await sendAlertMails.run(await jobDeps(Date.now(), { binding, from: 'alerts@gatehouse.test' }), null)
    const ours = sent.filter((mail) => mail.to === to)
    expect(ours).toHaveLength(1)
    expect(ours[0]?.text).toMatch(
      /CRITICAL: The webhook "Orders"[\s\S]*INFO: The key "Quiet" was regenerated by Everything/,
    )
    expect(ours[0]?.text).not.toContain('found in public')
  })
})
