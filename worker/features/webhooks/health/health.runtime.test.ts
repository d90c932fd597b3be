import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../../contract/common.ts'
import { HEALTHS } from '../../../../contract/webhooks.data.ts'
import type { Webhook, WebhookStats } from '../../../../contract/webhooks.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { allOver, createHook, newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { deliveryRoute } from '../../event-logs/rollups/delivery-route.ts'
import { listWebhookRows } from '../settings/store.ts'
import { healthOf, sampleOf } from './health.ts'

const HOUR = 3_600_000

/** An attempt as in the log. `end`: how the delivery ended with it, null if another attempt follows. */
type Attempt = { at: number; end: 'succeeded' | 'failed' | null }

async function log(org: TestOrg, webhookId: string, attempts: readonly Attempt[]): Promise<void> {
  const entries = attempts.map(({ at, end }): LogRecord => {
    const failed = end !== 'succeeded'
    return {
      organizationId: org.organizationId,
      time: at,
      id: newId('log', at),
      type: 'webhook',
      environment: 'live',
      keyId: null,
      webhookId,
      appId: null,
      route: deliveryRoute(failed ? 'status' : null, end === 'failed'),
      endpoint: 'https://example.com/in',
      method: 'POST',
      status: failed ? 500 : 200,
      durationMs: 0,
      ip: null,
      country: null,
      userAgent: null,
      requestId: newId('dlv', at),
      previousSecret: false,
    }
  })
  await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])
}

const hookOf = (org: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, org)
const hookIn = (org: TestOrg) => createHook(org, { url: 'https://example.com/in' })

describe('the health of a webhook', () => {
  it('follows its record, and the filter finds what is shown, in any batches of the log', async () => {
    const org = await newTestOrg()
    const now = Date.now()
    const attempt = fc.record({
      at: fc.integer({ min: 0, max: 30 * HOUR }).map((ago) => now - ago),
      end: fc.oneof(
        { weight: 30, arbitrary: fc.constant<Attempt['end']>('succeeded') },
        { weight: 1, arbitrary: fc.constantFrom<Attempt['end']>('failed', null) },
      ),
    })
    const record = fc.record({
      batches: fc.array(fc.array(attempt, { maxLength: 40 }), { maxLength: 3 }),
      failures: fc.constantFrom(0, 0, 0, 0, 4, 5),
    })
    const expected = new Map<string, string>()
    for (const { batches, failures } of fc.sample(record, 20)) {
      const { id } = await hookIn(org)
      await env.DB.prepare('UPDATE webhooks SET consecutive_failures = ? WHERE id = ?').bind(failures, id).run()
      let recent = ''
      const hours: Record<string, [number, number]> = {}
      for (const batch of batches.filter(({ length }) => length > 0)) {
        await log(org, id, batch)
        const ends = batch.filter(({ end }) => end !== null).sort((a, b) => b.at - a.at)
        recent = (ends.map(({ end }) => (end === 'failed' ? 'x' : '.')).join('') + recent).slice(0, 20)
        for (const { at, end } of ends) {
          const hour = hours[Math.floor(at / HOUR)] ?? [0, 0]
          hour[end === 'failed' ? 1 : 0]++
          hours[Math.floor(at / HOUR)] = hour
        }
      }
      const sample = sampleOf({ recent, hours }, Date.now())
      const { health, healthReason } = healthOf(
        { status: 'active', consecutiveFailures: failures, failingSince: null },
        sample,
      )
      expected.set(id, health)
      expect(await hookOf(org, id)).toMatchObject({
        health,
        healthReason,
        successRate: sample.deliveries === 0 ? null : sample.succeeded / sample.deliveries,
        deliveries: batches.flat().filter(({ end }) => end !== null).length,
        attempts: batches.flat().length,
      })
    }
    for (const health of HEALTHS) {
      const found = await json<Page<Webhook>>('GET', `/api/v1/webhooks?limit=100&health=${health}`, org)
      const ids = [...expected].filter(([, one]) => one === health).map(([id]) => id)
      expect(found.data.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      expect(found.total).toBe(ids.length)
    }
  })

  it('is not changed by a new name, by pausing or by resuming', async () => {
    const org = await newTestOrg()
    const { id } = await hookIn(org)
    const now = Date.now()
    await log(org, id, [...Array<Attempt>(18).fill({ at: now, end: 'succeeded' }), { at: now, end: 'failed' }])
    await env.DB.prepare('UPDATE webhooks SET consecutive_failures = 3, failing_since = ? WHERE id = ?')
      .bind(now, id)
      .run()
    const { health, healthReason, successRate } = await hookOf(org, id)
    expect([health, healthReason.deliveries]).toEqual(['failing', 19])
    const path = `/api/v1/webhooks/${id}`
    await call('PATCH', path, { ...org, body: { name: 'Another name', timeoutSeconds: 20 } })
    expect(await hookOf(org, id)).toMatchObject({ health, healthReason, successRate })
    expect(await json('POST', `${path}/pause`, org)).toMatchObject({ health, healthReason, successRate })
    const resumed = await json('POST', `${path}/resume`, org)
    expect(resumed).toMatchObject({ health, healthReason, successRate, consecutiveFailures: 3 })
    expect(await hookOf(org, id)).toMatchObject({ health, healthReason, successRate, consecutiveFailures: 3 })
  })

  it('counts a delivery that succeeds at its second attempt as one success, in list, details and statistics', async () => {
    const org = await newTestOrg()
    const [late, never] = await Promise.all([
      createHook(org, { url: newInbox('fail-first/1').url }),
      createHook(org, { url: newInbox('status/500').url, maxRetries: 0 }),
    ])
    await publish(org)
    await Promise.all([allOver(org, late.id, 1), allOver(org, never.id, 1)])
    const counted = async (id: string, attempts: number) =>
      until(async () => {
        const hook = await hookOf(org, id)
        return hook.attempts === attempts && hook
      })
    expect(await counted(late.id, 2)).toMatchObject({ deliveries: 1, attempts: 2, successRate: 1, health: 'healthy' })
    expect(await counted(never.id, 1)).toMatchObject({
      deliveries: 1,
      attempts: 1,
      successRate: 0,
      health: 'failing',
      healthReason: { code: 'success_rate', window: 'last_20_deliveries', deliveries: 1, succeeded: 0 },
    })
    const stats = (id: string) => json<WebhookStats>('GET', `/api/v1/webhooks/${id}/stats?days=2`, org)
    expect(await stats(late.id)).toMatchObject({
      deliveries: 1,
      deliveriesFailed: 0,
      attempts: 2,
      failures: 1,
      errors: [{ kind: 'status', attempts: 1 }],
    })
    expect(await stats(never.id)).toMatchObject({
      deliveries: 1,
      deliveriesFailed: 1,
      attempts: 1,
      failures: 1,
      errors: [{ kind: 'status', attempts: 1 }],
    })
  })

  it('has attempts by hour: delivered, failed with another to follow, failed for good; without those of a day ago', async () => {
    const org = await newTestOrg()
    const { id } = await hookIn(org)
    const hour = Math.floor(Date.now() / HOUR) * HOUR
    await log(org, id, [
      { at: hour, end: 'succeeded' },
      { at: hour - 2 * HOUR, end: null },
      { at: hour - 2 * HOUR + 5000, end: null },
      { at: hour - HOUR - 1, end: 'failed' },
      { at: hour - 23 * HOUR, end: 'succeeded' },
      { at: hour - 23 * HOUR - 1, end: 'failed' },
    ])
    const stats = await json<WebhookStats>('GET', `/api/v1/webhooks/${id}/stats?hours=24`, org)
    expect(stats.buckets).toHaveLength(24)
    const at = (ago: number) => stats.buckets.find(({ start }) => Date.parse(start) === hour - ago * HOUR)
    expect(at(0)).toMatchObject({ delivered: 1, retried: 0, failed: 0 })
    expect(at(2)).toMatchObject({ delivered: 0, retried: 2, failed: 1 })
    expect(at(23)).toMatchObject({ delivered: 1, failed: 0 })
    expect(stats).toMatchObject({ deliveries: 3, deliveriesFailed: 1, attempts: 5, failures: 3 })
    expect(stats.byDay.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(5)
    const week = await json<WebhookStats>('GET', `/api/v1/webhooks/${id}/stats?days=7`, org)
    expect(week.buckets).toHaveLength(7)
    expect(week.buckets.reduce((sum, { failed }) => sum + failed, 0)).toBe(2)
    expect((await call('GET', `/api/v1/webhooks/${id}/stats?days=7&hours=24`, org)).status).toBe(422)
  })

  it('costs a page three rows read per webhook, for any number of deliveries', async () => {
    const org = await newTestOrg()
    const now = Date.now()
    for (let n = 0; n < 10; n++) {
      const { id } = await hookIn(org)
      const many = Array.from({ length: 300 }, (_, index): Attempt => ({ at: now - index * 60_000, end: 'succeeded' }))
      await log(org, id, many)
    }
    const { bill, db } = billedDatabase()
    const asked = { limit: 20, sort: '-createdAt' } as const
    const sorted = { field: 'createdAt', descending: true, position: null } as const
    const read = async (more: object) => {
      bill.read = 0
      const found = await listWebhookRows(
        databaseOf(db),
        { organizationId: org.organizationId, environment: 'live' },
        { ...asked, ...more },
        sorted,
        now,
      )
      expect(found.rows).toHaveLength(10)
      return bill.read
    }
    const plain = await read({})
    const searched = await read({ health: 'healthy' })
    expect(plain).toBeLessThanOrEqual(10 * 3 + 20)
    expect(searched).toBeLessThanOrEqual(10 * 60 + 20)
  })
})
