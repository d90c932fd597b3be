import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import type { CreatedWebhook, Webhook } from '../../../contract/webhooks.ts'
import { createHook, deliveriesOf, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { logEntry } from '../../../test/support/log-entries.ts'
import { databaseOf } from '../../platform/db/client.ts'
import { writeLogBatch } from '../event-logs/ingest/write-batch.ts'

const createWith = (org: TestOrg, how: string, more: object = {}) =>
  createHook(org, { url: newInbox(how).url, sendTest: true, maxRetries: 0, ...more })

describe('the answer to the creation of a webhook', () => {
  it('says that the endpoint answered, and with what', async () => {
    const org = await newTestOrg()
    const made = await createWith(org, 'ok')
    const [delivery] = await deliveriesOf(org, made.id)
    expect(made.firstTest).toEqual({
      deliveryId: delivery?.id,
      ok: true,
      status: 200,
      durationMs: expect.any(Number),
      error: null,
    })
  })

  it('says why the endpoint did not accept the test', async () => {
    const org = await newTestOrg()
    const [refusing, closed] = await Promise.all([
      createWith(org, 'status/503'),
      createWith(org, '', { url: 'http://127.0.0.1:1/in' }),
    ])
    expect(refusing.firstTest).toMatchObject({ ok: false, status: 503, error: { kind: 'status' } })
    expect(closed.firstTest).toMatchObject({ ok: false, status: null, error: { kind: 'connection' } })
  })

  it('does not wait longer than some seconds for a result', async () => {
    const org = await newTestOrg()
    const { firstTest } = await createWith(org, 'slow/9000', { timeoutSeconds: 12 })
    expect(firstTest).toMatchObject({ ok: null, status: null, durationMs: null, error: null })
  }, 20_000)

  it('has no test where none was wanted, and where the first answer is repeated', async () => {
    const org = await newTestOrg()
    expect((await createWith(org, 'ok', { sendTest: false })).firstTest).toBeNull()
    const body = { name: 'Once', url: newInbox().url, events: ['*'] }
    const create = () =>
      json<CreatedWebhook>('POST', '/api/v1/webhooks', { key: org.key, body, headers: { 'idempotency-key': 'once' } })
    const [first, again] = [await create(), await create()]
    expect([first.firstTest?.ok, again.firstTest, again.id]).toEqual([true, null, first.id])
    expect(await deliveriesOf(org, first.id)).toHaveLength(1)
  })
})

describe('a webhook that is created paused', () => {
  it('gets no test, and holds what is published until it is resumed', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const made = await createHook(org, { url: inbox.url, status: 'paused', sendTest: true })
    expect([made.status, made.firstTest]).toEqual(['paused', null])
    expect(await deliveriesOf(org, made.id)).toEqual([])
    await publish(org)
    expect((await deliveriesOf(org, made.id)).map(({ status }) => status)).toEqual(['held'])
    expect(await inbox.received()).toEqual([])
    const { data } = await json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?targetId=${made.id}`, org)
    expect(data[0]).toMatchObject({ action: 'webhook.created', after: { status: 'paused' } })
    const resumed = await call('POST', `/api/v1/webhooks/${made.id}/resume`, { key: org.key, body: { sendHeld: true } })
    expect((await resumed.json<Webhook>()).status).toBe('active')
  })
})

describe('a webhook', () => {
  it('says when it last succeeded and last failed, whatever the order of the batches', async () => {
    const org = await newTestOrg()
    const { id } = await createHook(org, { url: 'https://example.com/in' })
    const read = async () => {
      const { lastSuccessAt, lastFailureAt } = await json<Webhook>('GET', `/api/v1/webhooks/${id}`, org)
      return [lastSuccessAt, lastFailureAt]
    }
    const at = Date.parse('2026-11-21T09:30:00.000Z')
    const log = (minutes: number, status: number) =>
      writeLogBatch(databaseOf(env.DB), [
        {
          id: crypto.randomUUID(),
          counters: [],
          entries: [
            logEntry(org.organizationId, {
              type: 'webhook',
              webhookId: id,
              time: at + minutes * 60_000,
              durationMs: 1000,
              status,
              route: status < 400 ? 'delivery' : 'delivery:status',
            }),
          ],
        },
      ])
    expect(await read()).toEqual([null, null])
    await log(10, 500)
    expect(await read()).toEqual([null, '2026-11-21T09:40:01.000Z'])
    await log(5, 200)
    await log(2, 200)
    await log(1, 500)
    expect(await read()).toEqual(['2026-11-21T09:35:01.000Z', '2026-11-21T09:40:01.000Z'])
  })
})
