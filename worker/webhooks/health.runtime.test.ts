import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../contract/common.ts'
import { HEALTHS, type Webhook } from '../../contract/webhooks.ts'
import { billedDatabase } from '../../test/support/billed.ts'
import { createHook } from '../../test/support/hooks.ts'
import { call, type House, json, newHouse } from '../../test/support/kit.ts'
import { databaseOf } from '../db/client.ts'
import { newId } from '../lib/ids.ts'
import { healthOf } from './health.ts'
import { listWebhookRows } from './store.ts'

const HOUR = 3_600_000

const STANDS = {
  arrived: { status: 'succeeded', attempts: 1, from: 0, error: null },
  arrivedLate: { status: 'succeeded', attempts: 3, from: 0, error: null },
  failed: { status: 'failed', attempts: 1, from: 0, error: 'status' },
  sentAgainByHand: { status: 'succeeded', attempts: 4, from: 3, error: null },
  waits: { status: 'pending', attempts: 0, from: 0, error: null },
  waitsAgain: { status: 'pending', attempts: 4, from: 4, error: 'status' },
} as const
/** How a delivery stands. */
type Mark = keyof typeof STANDS
const TROUBLE = new Set<Mark>(['failed', 'arrivedLate'])
const UNTRIED = new Set<Mark>(['waits', 'waitsAgain'])

async function insertDeliveries(house: House, webhookId: string, marks: readonly Mark[], newest = Date.now()) {
  const rows = marks.map((mark, n) => {
    const at = newest - n
    const { status, attempts, from, error } = STANDS[mark]
    return [newId('dlv', at), newId('evt', at), status, attempts, from, attempts > 0 ? at : null, error]
  })
  await env.DB.prepare(
    `INSERT INTO deliveries (organization_id, webhook_id, id, event_id, event_type, status, attempts, schedule_from,
       started_at, error_kind)
     SELECT ?1, ?2, value->>0, value->>1, 'user.created', value->>2, value->>3, value->>4, value->>5, value->>6
     FROM json_each(?3)`,
  )
    .bind(house.organizationId, webhookId, JSON.stringify(rows))
    .run()
}

/** A webhook that last changed a while ago, with this record. */
async function hookWith(house: House, marks: readonly Mark[], failures = 0, newest?: number): Promise<string> {
  const { id } = await createHook(house, { url: 'https://example.com/in' })
  await env.DB.prepare('UPDATE webhooks SET updated_at = ?, consecutive_failures = ? WHERE id = ?')
    .bind(Date.now() - 30 * 24 * HOUR, failures, id)
    .run()
  await insertDeliveries(house, id, marks, newest)
  return id
}

const healthIn = async (house: House, id: string) =>
  (await json<Webhook>('GET', `/api/v1/webhooks/${id}`, house)).health

describe('the health of a webhook', () => {
  it('is that of its latest deliveries that were tried, and a search finds what is shown', async () => {
    const house = await newHouse()
    const record = fc.record({
      marks: fc.array(
        fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom<Mark>('arrived', 'sentAgainByHand', 'waits', 'waitsAgain') },
          { weight: 1, arbitrary: fc.constantFrom<Mark>('failed', 'arrivedLate') },
        ),
        { maxLength: 50 },
      ),
      failures: fc.constantFrom(0, 0, 0, 0, 1, 4, 5, 9),
    })
    const edge = (arrived: number) => ({
      marks: [...Array<Mark>(arrived).fill('arrived'), 'failed', 'failed'] satisfies Mark[],
      failures: 0,
    })
    const records = [edge(18), edge(19), ...fc.sample(record, 60)]
    const expected = new Map<string, string>()
    for (const { marks, failures } of records) {
      const id = await hookWith(house, marks, failures)
      const tried = marks.filter((mark) => !UNTRIED.has(mark)).slice(0, 20)
      const troubles = tried.map((mark) => TROUBLE.has(mark))
      expected.set(id, healthOf({ status: 'active', consecutiveFailures: failures, failingSince: null }, troubles))
    }
    const { data } = await json<Page<Webhook>>('GET', '/api/v1/webhooks?limit=100', house)
    expect(new Map(data.map(({ id, health }) => [id, health]))).toEqual(new Map([...expected].toReversed()))
    for (const health of HEALTHS) {
      const found = await json<Page<Webhook>>('GET', `/api/v1/webhooks?limit=100&health=${health}`, house)
      const ids = [...expected].filter(([, one]) => one === health).map(([id]) => id)
      expect(found.data.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      expect(found.total).toBe(ids.length)
    }
  })

  it('forgets what is older than a week, and what was sent before the webhook was changed or went on', async () => {
    const house = await newHouse()
    const now = Date.now()
    const [lately, longAgo] = await Promise.all([
      hookWith(house, ['arrived', 'failed', 'failed'], 0, now - 6 * 24 * HOUR),
      hookWith(house, ['arrived', 'failed', 'failed'], 0, now - 7 * 24 * HOUR),
    ])
    expect(await healthIn(house, lately)).toBe('degraded')
    expect(await healthIn(house, longAgo)).toBe('healthy')
    const changed = await call('PATCH', `/api/v1/webhooks/${lately}`, { ...house, body: { timeoutSeconds: 20 } })
    expect((await changed.json<Webhook>()).health).toBe('healthy')
    expect(await healthIn(house, lately)).toBe('healthy')
  })

  it('costs a page at most 20 rows read for each webhook, however many deliveries it has', async () => {
    const house = await newHouse()
    for (let n = 0; n < 10; n++) await hookWith(house, Array<Mark>(300).fill('arrived'))
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
        Date.now(),
      )
      expect(found.rows).toHaveLength(10)
      return bill.read
    }
    expect(await read({})).toBeLessThanOrEqual(10 * 22 + 20)
    // Asked for, it is worked out for the page, for the count, and for what is shown.
    expect(await read({ health: 'healthy' })).toBeLessThanOrEqual(10 * 62 + 20)
  })
})
