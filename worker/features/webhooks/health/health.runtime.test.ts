import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../../contract/common.ts'
import { HEALTHS, type Webhook, type WebhookStats } from '../../../../contract/webhooks.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { allOver, createHook, newInbox, publish, until } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import { deliveryRoute } from '../../event-logs/rollups/delivery-route.ts'
import { listWebhookRows } from '../settings/store.ts'
import { healthOf, sampleOf } from './health.ts'

const HOUR = 3_600_000

/** An attempt as the log has it. `end`: how the delivery ended with it, null when another attempt comes. */
type Attempt = { at: number; end: 'succeeded' | 'failed' | null }

async function log(house: TestOrg, webhookId: string, attempts: readonly Attempt[]): Promise<void> {
  const entries = attempts.map(({ at, end }): LogRecord => {
    const failed = end !== 'succeeded'
    return {
      organizationId: house.organizationId,
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

const hookOf = (house: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, house)
const hookIn = (house: TestOrg) => createHook(house, { url: 'https://example.com/in' })

describe('the health of a webhook', () => {
  it('is that of its record, and a search finds what is shown, whichever batches of the log brought it', async () => {
    const house = await newTestOrg()
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
      const { id } = await hookIn(house)
      await env.DB.prepare('UPDATE webhooks SET consecutive_failures = ? WHERE id = ?').bind(failures, id).run()
      let recent = ''
      const hours: Record<string, [number, number]> = {}
      for (const batch of batches.filter(({ length }) => length > 0)) {
        await log(house, id, batch)
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
      expect(await hookOf(house, id)).toMatchObject({
        health,
        healthReason,
        successRate: sample.deliveries === 0 ? null : sample.succeeded / sample.deliveries,
        deliveries: batches.flat().filter(({ end }) => end !== null).length,
        attempts: batches.flat().length,
      })
    }
    for (const health of HEALTHS) {
      const found = await json<Page<Webhook>>('GET', `/api/v1/webhooks?limit=100&health=${health}`, house)
      const ids = [...expected].filter(([, one]) => one === health).map(([id]) => id)
      expect(found.data.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      expect(found.total).toBe(ids.length)
    }
  })

  it('is not changed by a new name, by pausing or by resuming', async () => {
    const house = await newTestOrg()
    const { id } = await hookIn(house)
    const now = Date.now()
    await log(house, id, [...Array<Attempt>(18).fill({ at: now, end: 'succeeded' }), { at: now, end: 'failed' }])
    await env.DB.prepare('UPDATE webhooks SET consecutive_failures = 3, failing_since = ? WHERE id = ?')
      .bind(now, id)
      .run()
    const { health, healthReason, successRate } = await hookOf(house, id)
    expect([health, healthReason.deliveries]).toEqual(['failing', 19])
    const path = `/api/v1/webhooks/${id}`
    await call('PATCH', path, { ...house, body: { name: 'Another name', timeoutSeconds: 20 } })
    expect(await hookOf(house, id)).toMatchObject({ health, healthReason, successRate })
    expect(await json('POST', `${path}/pause`, house)).toMatchObject({ health, healthReason, successRate })
    const resumed = await json('POST', `${path}/resume`, house)
    expect(resumed).toMatchObject({ health, healthReason, successRate, consecutiveFailures: 3 })
    expect(await hookOf(house, id)).toMatchObject({ health, healthReason, successRate, consecutiveFailures: 3 })
  })

  it('counts a delivery that arrives at its second try as one that succeeded, in list, details and statistics', async () => {
    const house = await newTestOrg()
    const [late, never] = await Promise.all([
      createHook(house, { url: newInbox('fail-first/1').url }),
      createHook(house, { url: newInbox('status/500').url, maxRetries: 0 }),
    ])
    await publish(house)
    await Promise.all([allOver(house, late.id, 1), allOver(house, never.id, 1)])
    const counted = async (id: string, attempts: number) =>
      until(async () => {
        const hook = await hookOf(house, id)
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
    const stats = (id: string) => json<WebhookStats>('GET', `/api/v1/webhooks/${id}/stats?days=2`, house)
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

  it('costs a page three rows read for each webhook, however many deliveries it has', async () => {
    const house = await newTestOrg()
    const now = Date.now()
    for (let n = 0; n < 10; n++) {
      const { id } = await hookIn(house)
      const many = Array.from({ length: 300 }, (_, index): Attempt => ({ at: now - index * 60_000, end: 'succeeded' }))
      await log(house, id, many)
    }
    const { bill, db } = billedDatabase()
    const asked = { limit: 20, sort: '-createdAt' } as const
    const sorted = { field: 'createdAt', descending: true, position: null } as const
    const read = async (more: object) => {
      bill.read = 0
      const found = await listWebhookRows(
        databaseOf(db),
        { organizationId: house.organizationId, environment: 'live' },
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
