import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../contract/alerts.ts'
import type { Page } from '../../../contract/common.ts'
import { catalogEvent } from '../../../contract/event-catalog.ts'
import type { Event, EventSummary } from '../../../contract/events.ts'
import { StreamMessage } from '../../../contract/live.ts'
import { allOver, createHook, newInbox, publish, until } from '../../../test/support/hooks.ts'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, settled, type TestOrg } from '../../../test/support/kit.ts'
import { alertRow, type NewAlert } from '../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'
import { newDataChecker } from '../events/check-data.ts'
import { publishAlerts } from './publish-alerts.ts'
import { sendAlertMails } from './send-mails.ts'

const db = databaseOf(env.DB)
const SECRET = 'a1B2'.repeat(12)

const run = async (now = Date.now()) => publishAlerts.run(await jobDeps(now), null)
const raise = (house: TestOrg, more: Partial<NewAlert> = {}, at = Date.now()) =>
  runBatch(
    db,
    alertRow(
      {
        organizationId: house.organizationId,
        kind: 'key_leaked',
        severity: 'critical',
        target: { type: 'api_key', id: 'key_1', name: 'Mobile App' },
        details: { source: `sk_live_${SECRET} on a page`, action: 'disabled' },
        ...more,
      },
      at,
    ),
  )
const eventsOf = async (house: TestOrg, type: string): Promise<EventSummary[]> =>
  (await json<Page<EventSummary>>('GET', `/api/v1/events?limit=100&type=${type}`, house)).data
const alertsOf = async (house: TestOrg): Promise<Alert[]> =>
  (await json<AlertPage>('GET', '/api/v1/alerts?limit=100', house)).data
const set = (house: TestOrg, id: string, status: string) =>
  call('PATCH', '/api/v1/alerts', { key: house.key, body: { ids: [id], status } })
const rule = (house: TestOrg, rules: object) => call('PUT', '/api/v1/alert-rules', { key: house.key, body: { rules } })

describe('an alert as an event', () => {
  it('about a test key reaches the webhooks of the test environment, and no live one', async () => {
    const house = await newTestOrg()
    const [live, test] = [newInbox(), newInbox()]
    await createHook(house, { url: live.url, events: ['alert.*'] })
    const hook = await createHook(house, { url: test.url, events: ['alert.*'], environment: 'test' })
    const key = await createKey(house, { environment: 'test' })
    await call('POST', `/api/v1/api-keys/${key.id}/regenerate?environment=test`, house)
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

  it('reaches the webhooks that listen once, in words, in the live environment, without a secret', async () => {
    const house = await newTestOrg()
    const [live, test] = [newInbox(), newInbox()]
    const hook = await createHook(house, { url: live.url, events: ['alert.*'] })
    await createHook(house, { url: test.url, events: ['*'], environment: 'test' })
    await raise(house)
    await Promise.all(Array.from({ length: 5 }, () => run()))
    await run()
    await settled()
    await allOver(house, hook.id, 1)
    const [received, ...others] = await live.received()
    expect(others).toEqual([])
    expect(await test.received()).toEqual([])
    const sent = JSON.parse(received?.body ?? '')
    const [alert] = await alertsOf(house)
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
    await raise(house)
    await run()
    expect(await eventsOf(house, 'alert.raised')).toHaveLength(1)
  })

  it('is followed by its end, and comes again when it opens again', async () => {
    const house = await newTestOrg()
    await raise(house)
    await run()
    const [alert] = await alertsOf(house)
    await set(house, alert?.id ?? '', 'resolved')
    await Promise.all(Array.from({ length: 3 }, () => run()))
    const [ended, ...others] = await eventsOf(house, 'alert.resolved')
    expect(others).toEqual([])
    const { data, orderingKey } = await json<Event>('GET', `/api/v1/events/${ended?.id}`, house)
    expect(data).toMatchObject({ id: alert?.id, resolvedBy: 'Everything' })
    expect(orderingKey).toBe(alert?.id)
    await set(house, alert?.id ?? '', 'open')
    await run()
    await run()
    expect(await eventsOf(house, 'alert.raised')).toHaveLength(2)
    expect(await eventsOf(house, 'alert.resolved')).toHaveLength(1)
  })

  it('that was resolved before it left, and one of three days ago, are not published', async () => {
    const house = await newTestOrg()
    await raise(house)
    await set(house, (await alertsOf(house))[0]?.id ?? '', 'resolved')
    await raise(house, { kind: 'webhook_disabled' }, Date.now() - 4 * 86_400_000)
    await run()
    expect(await eventsOf(house, 'alert.raised')).toEqual([])
    expect(await eventsOf(house, 'alert.resolved')).toEqual([])
  })

  it('is published only where its rule says so, and is not raised at all where it is muted', async () => {
    const [silent, muted, other] = [await newTestOrg(), await newTestOrg(), await newTestOrg()]
    await rule(silent, { key_leaked: { asEvent: false } })
    await rule(muted, { key_leaked: { mutedUntil: new Date(Date.now() + 3_600_000).toISOString() } })
    for (const house of [silent, muted, other]) await raise(house)
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

  it('is told to those who watch the live log of its organization, and to nobody else', async () => {
    const [house, other] = [await newTestOrg(), await newTestOrg()]
    const listen = async ({ key }: TestOrg) => {
      const { webSocket } = await call('GET', '/api/v1/event-logs/stream', { key, headers: { upgrade: 'websocket' } })
      const kinds: string[] = []
      webSocket?.addEventListener('message', ({ data }) =>
        kinds.push(StreamMessage.parse(JSON.parse(String(data))).kind),
      )
      webSocket?.accept()
      return { kinds, close: () => webSocket?.close() }
    }
    const [ours, theirs] = [await listen(house), await listen(other)]
    await raise(house)
    await run()
    await until(async () => ours.kinds.includes('alerts'))
    await run()
    expect(ours.kinds.filter((kind) => kind === 'alerts')).toHaveLength(1)
    expect(theirs.kinds).not.toContain('alerts')
    for (const listener of [ours, theirs]) listener.close()
  })

  it('costs nothing where there is nothing to publish', async () => {
    await run()
    expect(await publishAlerts.hasWork?.(await jobDeps(Date.now()))).toBe(false)
    await raise(await newTestOrg())
    expect(await publishAlerts.hasWork?.(await jobDeps(Date.now()))).toBe(true)
  })

  it('about a failing webhook that is told to that very webhook ends there', async () => {
    const house = await newTestOrg()
    const hook = await createHook(house, { url: newInbox('status/500').url, maxRetries: 0 })
    for (let n = 0; n < 6; n++) await publish(house)
    await settled()
    await allOver(house, hook.id, 6)
    await until(async () => (await alertsOf(house)).length > 0)
    for (let round = 1; round <= 3; round++) {
      await run()
      await settled()
      await allOver(house, hook.id, 7)
    }
    expect((await alertsOf(house)).map(({ kind }) => kind)).toEqual(['webhook_failing'])
    expect(await eventsOf(house, 'alert.raised')).toHaveLength(1)
  })
})

describe('an alert by email', () => {
  it('leaves only where its rule says so, the gravest first', async () => {
    const house = await newTestOrg()
    const to = `${house.organizationId}@example.com`
    await call('PATCH', '/api/v1/organization', { key: house.key, body: { alertEmail: to } })
    await rule(house, { key_leaked: { byEmail: false } })
    const key = await createKey(house, { name: 'Quiet' })
    await raise(house)
    await call('POST', `/api/v1/api-keys/${key.id}/regenerate`, { key: house.key, body: {} })
    await raise(house, { kind: 'webhook_disabled', target: { type: 'webhook', id: 'whk_1', name: 'Orders' } })
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
