import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { DELIVERIES_COUNTED, DELIVERY_STATES } from '../../../../contract/webhooks.data.ts'
import type { Delivery, DeliveryStateCounts, RetryAccepted } from '../../../../contract/webhooks.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { createHook, deliveriesOf, newInbox } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { newId } from '../../../platform/lib/ids.ts'

type Row = {
  status: Delivery['status']
  attempts?: number
  scheduleFrom?: number
  nextAt?: number
  at?: number
  type?: string
}

/** Stores deliveries as they are; nothing sends them. */
async function store(org: TestOrg, webhookId: string, rows: readonly Row[]): Promise<string[]> {
  const insert = env.DB.prepare(
    `INSERT INTO deliveries
      (organization_id, webhook_id, id, event_id, event_type, status, attempts, schedule_from, next_at, response_status)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const ids = rows.map(({ at = Date.now() }) => newId('dlv', at))
  await env.DB.batch(
    rows.map(
      ({ status, attempts = 0, scheduleFrom = 0, nextAt = null, type = 'user.created', at = Date.now() }, index) =>
        insert.bind(
          org.organizationId,
          webhookId,
          ids[index],
          newId('evt', at),
          type,
          status,
          attempts,
          scheduleFrom,
          nextAt,
          attempts > 0 ? (status === 'succeeded' ? 200 : 503) : null,
        ),
    ),
  )
  return ids
}

const countsOf = (by: TestOrg, id: string, query = '', more: object = {}) =>
  json<DeliveryStateCounts>('GET', `/api/v1/webhooks/${id}/deliveries/counts?${query}`, { key: by.key, ...more })

const FAR = Date.now() + 3_600_000

/** Some of each state, and those that are easily taken for another one. */
const ROWS: Row[] = [
  { status: 'pending' },
  { status: 'delivering' },
  // Sent again by hand after it had failed or succeeded.
  { status: 'pending', attempts: 3, scheduleFrom: 3 },
  { status: 'pending', attempts: 1, nextAt: FAR },
  { status: 'delivering', attempts: 2 },
  // Failed again since it was sent again.
  { status: 'pending', attempts: 4, scheduleFrom: 3, nextAt: FAR },
  { status: 'succeeded', attempts: 1 },
  { status: 'succeeded', attempts: 2 },
  { status: 'failed', attempts: 8 },
  { status: 'held' },
  { status: 'canceled' },
]
const EXPECTED = { queued: 3, delivered: 2, retrying: 3, failed: 1, held: 1, canceled: 1 }

describe('the state of deliveries', () => {
  it('is queued until an attempt failed, and retrying after that; the filter, the rows and the counts agree', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    await store(org, hook.id, ROWS)
    for (const state of DELIVERY_STATES) {
      const found = await deliveriesOf(org, hook.id, `state=${state}`)
      expect(found.map((one) => one.state)).toEqual(Array.from({ length: EXPECTED[state] }, () => state))
    }
    expect(await countsOf(org, hook.id)).toEqual({ states: EXPECTED, total: ROWS.length, capped: false })
    expect(await deliveriesOf(org, hook.id, 'state=retrying&status=delivering')).toHaveLength(1)
  })

  it('selects what is sent again: only those that wait for another attempt', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    await store(org, hook.id, ROWS)
    const path = `/api/v1/webhooks/${hook.id}/deliveries/retry`
    const ask = (body: object) => json<RetryAccepted>('POST', path, { key: org.key, body: { ...body, dryRun: true } })
    expect((await ask({ state: 'retrying' })).count).toBe(2)
    expect((await ask({ state: 'queued' })).count).toBe(0)
    expect((await ask({ state: 'failed' })).count).toBe(1)
    await call('POST', path, { key: org.key, body: { state: 'retrying' } })
    await expect
      .poll(async () => (await deliveriesOf(org, hook.id, 'state=retrying')).filter((one) => one.nextAttemptAt))
      .toEqual([])
  })

  it('is counted for the same time, event and code as the list, in its own organization only', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    const hour = 3_600_000
    const now = Date.now()
    await store(org, hook.id, [
      { status: 'failed', attempts: 1, at: now - 3 * hour },
      { status: 'failed', attempts: 1, at: now - hour },
      { status: 'succeeded', attempts: 1, at: now - hour, type: 'post.created' },
      { status: 'held', at: now - hour },
    ])
    const since = `from=${new Date(now - 2 * hour).toISOString()}`
    expect(await countsOf(org, hook.id, since)).toMatchObject({
      states: { failed: 1, delivered: 1, held: 1 },
      total: 3,
    })
    expect(await countsOf(org, hook.id, `to=${new Date(now - 2 * hour).toISOString()}`)).toMatchObject({
      states: { failed: 1, delivered: 0 },
      total: 1,
    })
    expect(await countsOf(org, hook.id, `${since}&event=post.created`)).toMatchObject({
      states: { failed: 0, delivered: 1, held: 0 },
      total: 1,
    })
    expect(await countsOf(org, hook.id, 'code=5xx')).toMatchObject({ states: { failed: 2, held: 0 }, total: 2 })
    const neighbor = await newTestOrg()
    expect((await call('GET', `/api/v1/webhooks/${hook.id}/deliveries/counts`, neighbor)).status).toBe(404)
  })

  it('is counted by reading a bounded number of rows, and the answer says when there are more', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    const fill = (count: number, status: string, at: number) =>
      env.DB.prepare(
        `INSERT INTO deliveries (organization_id, webhook_id, id, event_id, event_type, status, attempts)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         SELECT ?, ?, ? || printf('%06d', i), 'evt_' || i, 'user.created', ?, 1 FROM n`,
      )
        .bind(count, org.organizationId, hook.id, newId('dlv', at).slice(0, -6), status)
        .run()
    const now = Date.now()
    await fill(10, 'failed', now - 60_000)
    await fill(DELIVERIES_COUNTED - 10, 'succeeded', now)
    expect(await countsOf(org, hook.id)).toMatchObject({
      states: { failed: 10, delivered: DELIVERIES_COUNTED - 10 },
      capped: false,
    })
    await fill(2000, 'succeeded', now + 1)
    const { bill, db } = billedDatabase()
    const counts = await countsOf(org, hook.id, '', { env: { ...env, DB: db } })
    expect(counts).toMatchObject({ states: { failed: 0, delivered: DELIVERIES_COUNTED + 1 }, capped: true })
    // Besides, the caller and the webhook.
    expect(bill.read).toBeLessThanOrEqual(DELIVERIES_COUNTED + 30)
  })
})
