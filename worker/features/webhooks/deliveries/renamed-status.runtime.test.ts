import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page } from '../../../../contract/common.ts'
import type { Event } from '../../../../contract/events.ts'
import type { RetryAccepted, RetryJob } from '../../../../contract/webhooks.ts'
import { allOver, createHook, deliveriesOf, deliveryOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { soon } from '../../../../test/support/until.ts'

const run = (text: string, ...values: unknown[]) =>
  env.DB.prepare(text)
    .bind(...values)
    .run()

/**
 * A webhook with a canceled, a held and a delivered delivery and two retry jobs, stored as the previous version wrote
 * them.
 */
async function storedBefore() {
  const org = await newTestOrg()
  const hook = await createHook(org, { url: newInbox().url })
  const path = `/api/v1/webhooks/${hook.id}`
  await publish(org)
  const [delivered] = await allOver(org, hook.id, 1)
  await call('POST', `${path}/pause`, org)
  const event = await publish(org)
  await publish(org)
  const [held, canceled] = await deliveriesOf(org, hook.id)
  if (!delivered || !held || !canceled) throw new Error('a delivery is missing')
  expect((await call('POST', `${path}/deliveries/${canceled.id}/skip`, org)).status).toBe(200)
  for (const [id, status, filter] of [
    ['job_1', 'running', '{"status":"cancelled","fromId":null,"toId":null}'],
    ['job_2', 'cancelled', '{"status":"failed","fromId":null,"toId":null}'],
  ]) {
    await run(
      `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, cursor, created_at)
       VALUES (?, ?, ?, ?, ?, 1, '', ?)`,
      ...[org.organizationId, hook.id, id, status, filter, Date.now()],
    )
  }
  await run("UPDATE deliveries SET status = 'cancelled' WHERE id = ?", canceled.id)
  await run(
    "UPDATE audit_logs SET action = 'webhook.retry_cancelled' WHERE organization_id = ? AND action = 'webhook.delivery_skipped'",
    org.organizationId,
  )
  return { org, hook, path, event, delivered, held, canceled }
}

async function expectCanceled({ org, hook, path, event, ...its }: Awaited<ReturnType<typeof storedBefore>>) {
  const { delivered, held, canceled } = its
  expect((await deliveriesOf(org, hook.id)).map(({ id, status }) => [id, status])).toEqual([
    [held.id, 'held'],
    [canceled.id, 'canceled'],
    [delivered.id, 'succeeded'],
  ])
  expect((await deliveriesOf(org, hook.id, 'status=canceled')).map(({ id }) => id)).toEqual([canceled.id])
  expect((await deliveryOf(org, hook.id, canceled.id)).status).toBe('canceled')
  const { deliveryCounts, deliveryList } = await json<Event>('GET', `/api/v1/events/${event.id}`, org)
  expect(deliveryCounts).toMatchObject({ held: 0, canceled: 1 })
  expect(deliveryList.map(({ status }) => status)).toEqual(['canceled'])
  const jobs = await json<{ data: RetryJob[] }>('GET', `${path}/retries`, org)
  expect(jobs.data.map(({ id, status }) => [id, status])).toEqual([
    ['job_2', 'canceled'],
    ['job_1', 'running'],
  ])
  const audit = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=webhook.retry_canceled', org)
  expect(audit.data.map(({ action, after }) => [action, after])).toEqual([
    ['webhook.retry_canceled', { delivery: canceled.id }],
  ])
}

/** Retries canceled ones by filter. */
async function expectSentAgain({ org, hook, path, canceled }: Awaited<ReturnType<typeof storedBefore>>) {
  await call('POST', `${path}/resume`, org)
  const answer = await json<RetryAccepted>('POST', `${path}/deliveries/retry`, {
    ...org,
    body: { status: 'canceled' },
  })
  expect(answer.count).toBe(1)
  await expectStatus(org, hook.id, canceled.id, 'succeeded')
}

const expectStatus = (org: TestOrg, hook: string, id: string, status: string) =>
  soon(async () => (await deliveryOf(org, hook, id)).status).toBe(status)

describe('the status that was called cancelled', () => {
  it('is renamed by the migration, which writes the rows with the old spelling alone', async () => {
    const stored = await storedBefore()
    const migration = env.TEST_MIGRATIONS.find(({ name }) => name.startsWith('0017_'))
    const results = await env.DB.batch((migration?.queries ?? []).map((query) => env.DB.prepare(query)))
    const { org, hook, canceled } = stored
    const rows = await env.DB.prepare('SELECT id, status, filter FROM retry_jobs WHERE webhook_id = ? ORDER BY id')
      .bind(hook.id)
      .all()
    expect(rows.results).toEqual([
      { id: 'job_1', status: 'running', filter: '{"status":"canceled","fromId":null,"toId":null}' },
      { id: 'job_2', status: 'canceled', filter: '{"status":"failed","fromId":null,"toId":null}' },
    ])
    const left = await env.DB.prepare(
      `SELECT (SELECT status FROM deliveries WHERE id = ?1) AS status,
         (SELECT count(*) FROM audit_logs WHERE organization_id = ?2 AND action LIKE '%cancelled') AS changes`,
    )
      .bind(canceled.id, org.organizationId)
      .first()
    expect(left).toEqual({ status: 'canceled', changes: 0 })
    expect(results.map(({ meta }) => meta.rows_written)).toEqual([1, 1, 1, 1])
    await expectCanceled(stored)
    await expectSentAgain(stored)
  })

  it('is read as canceled where the Worker of before still wrote it, and can be sent again', async () => {
    const stored = await storedBefore()
    await expectCanceled(stored)
    await expectSentAgain(stored)
  })

  it('is no status that a filter of the API takes', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox().url })
    expect((await call('GET', `/api/v1/webhooks/${hook.id}/deliveries?status=cancelled`, org)).status).toBe(422)
  })
})
