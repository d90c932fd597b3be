import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { createHook, newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, createKey, newTestOrg, settled, watchedEnv } from '../../../../test/support/kit.ts'
import worker from '../../../index.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { hourOf } from '../../../platform/lib/time/time.ts'
import type { LogMessage } from '../../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'
import type { DeliveryMessage } from './delivery-ref.ts'

/** The request-logs queue, kept: what the Worker sends is what the consumer gets. */
function keptQueue() {
  const messages: LogMessage[] = []
  return {
    messages,
    queue: new Proxy(env.REQUEST_LOGS, {
      get: (target, property) =>
        property === 'send'
          ? async (one: PackedMessage) => void messages.push(unpackMessage(one))
          : Reflect.get(target, property, target),
    }),
  }
}

describe('the budget of the hot path', () => {
  it.each([
    ['edge', 0.25],
    ['strict', 1],
  ] as const)(
    'of a key with %s consistency is no query, %d object calls and 0.05 messages per warm call',
    async (consistency, hops) => {
      const house = await newTestOrg()
      const { key } = await createKey(house, { rateLimit: { perMinute: 100_000 }, consistency })
      await call('GET', '/api/v1/me', { key })
      const { env: watched, counts } = watchedEnv()
      const { messages, queue } = keptQueue()
      const calls = 1000
      for (let n = 0; n < calls; n += 100) {
        const answers = await Promise.all(
          Array.from({ length: 100 }, () =>
            call('GET', '/api/v1/me', { key, env: { ...watched, REQUEST_LOGS: queue } }),
          ),
        )
        expect(answers.every((one) => one.status === 200)).toBe(true)
      }
      await settled()
      expect(counts.queries).toBe(0)
      expect(counts.objectCalls).toBeLessThanOrEqual(calls * hops)
      if (consistency === 'strict') expect(counts.objectCalls).toBe(calls)
      expect(messages.flatMap((one) => one.entries)).toHaveLength(calls)
      expect(messages.length).toBeLessThanOrEqual(calls * 0.05)
    },
  )

  it('is at most 1.1 rows written per logged call at a steady rate', async () => {
    const house = await newTestOrg()
    const keys = await Promise.all(Array.from({ length: 3 }, () => createKey(house)))
    const { messages, queue } = keptQueue()
    for (let n = 0; n < 2000; n += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          call('GET', '/api/v1/me', { key: keys[i % 3]?.key ?? '', env: { ...env, REQUEST_LOGS: queue } }),
        ),
      )
    }
    await settled()
    const { bill, db } = billedDatabase()
    const entries = messages.flatMap((one) => one.entries)
    // As the queue hands them over: what arrives within a second is one batch.
    for (let start = 0; start < messages.length; start += 5) {
      await writeLogBatch(databaseOf(db), messages.slice(start, start + 5))
    }
    expect(entries).toHaveLength(2000)
    expect(bill.written).toBeGreaterThanOrEqual(2000)
    expect(bill.written).toBeLessThanOrEqual(2000 * 1.1)
  })

  it('is one row written and four read by the consumer more where headers and bodies are kept', async () => {
    const house = await newTestOrg()
    const { key } = await createKey(house, { rateLimit: { perMinute: 100_000 } })
    await call('PATCH', '/api/v1/organization', { key: house.key, body: { captureBodies: true } })
    await call('GET', '/api/v1/me', { key })
    await settled()
    const { env: watched, counts } = watchedEnv()
    const { messages, queue } = keptQueue()
    const calls = 400
    for (let n = 0; n < calls; n += 20) {
      await Promise.all(
        Array.from({ length: 20 }, () => call('GET', '/api/v1/me', { key, env: { ...watched, REQUEST_LOGS: queue } })),
      )
    }
    await settled()
    expect(counts.queries).toBe(0)
    const entries = messages.flatMap((one) => one.entries)
    const written = async (some: LogMessage[]) => {
      const { bill, db } = billedDatabase()
      await writeLogBatch(databaseOf(db), some)
      return bill
    }
    const bare = entries.map(({ captured: _, ...entry }) => ({ ...entry, id: newId('log', entry.time) }))
    const without = await written([{ id: crypto.randomUUID(), entries: bare, counters: [] }])
    const bill = await written([{ id: crypto.randomUUID(), entries, counters: [] }])
    expect(bill.written - without.written).toBe(calls)
    expect(bill.read - without.read).toBeLessThanOrEqual(calls * 4 + 10)
  })
})

describe('the budget of the log', () => {
  it('is at most 1.1 rows written and 4 read per call of a key that makes 20 a second', async () => {
    const house = await newTestOrg()
    const { messages, queue } = keptQueue()
    await call('GET', '/api/v1/me', { key: house.key, env: { ...env, REQUEST_LOGS: queue } })
    await settled()
    const [one] = messages.flatMap(({ entries }) => entries)
    if (!one) throw new Error('nothing was logged')
    const start = hourOf(Date.now()) - 3_600_000
    const { bill, db } = billedDatabase()
    const calls = 20 * 180
    // A message each 250 ms. A batch takes what comes within a second of its first message, and that is five of them.
    for (let first = 0; first < calls; first += 25) {
      const entries = Array.from({ length: 25 }, (_, n) => {
        // Three minutes around the turn of an hour, which is summed up then.
        const time = start - 90_000 + (first + n) * 50
        return { ...one, time, id: newId('log', time) }
      })
      await writeLogBatch(databaseOf(db), [{ id: crypto.randomUUID(), entries, counters: [] }])
    }
    expect(bill.written).toBeGreaterThanOrEqual(calls)
    expect(bill.written / calls).toBeLessThanOrEqual(1.1)
    expect(bill.read / calls).toBeLessThanOrEqual(4)
  })
})

describe('the budget of an event', () => {
  it('that one webhook gets at the first attempt is at most 6 rows written, its log included', async () => {
    const house = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(house, { url: inbox.url })
    const { bill, db } = billedDatabase()
    const { messages: logs, queue: REQUEST_LOGS } = keptQueue()
    const sent: DeliveryMessage[] = []
    const DELIVERIES = new Proxy(env.DELIVERIES, {
      get: (target, property) =>
        property === 'sendBatch'
          ? async (batch: Iterable<MessageSendRequest<DeliveryMessage>>) => {
              sent.push(...[...batch].map(({ body }) => body))
            }
          : Reflect.get(target, property, target),
    })
    const bindings = { ...env, DB: db, REQUEST_LOGS, DELIVERIES }
    const events = 200
    for (let n = 0; n < events; n += 20) {
      await Promise.all(Array.from({ length: 20 }, () => publish(house, {}, { env: bindings })))
    }
    await settled()
    for (let start = 0; start < sent.length; start += 10) {
      const batch = createMessageBatch(
        'deliveries',
        sent.slice(start, start + 10).map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body })),
      )
      const ctx = createExecutionContext()
      await worker.queue(batch, bindings, ctx)
      await waitOnExecutionContext(ctx)
    }
    const delivered = await env.DB.prepare(
      "SELECT count(*) AS n FROM deliveries WHERE webhook_id = ? AND status = 'succeeded'",
    )
      .bind(hook.id)
      .first<{ n: number }>()
    expect(delivered?.n).toBe(events)
    // The calls that published are calls like any other, and stand in the budget above.
    const attempts = logs.map((one) => ({ ...one, entries: one.entries.filter(({ type }) => type === 'webhook') }))
    expect(attempts.flatMap((one) => one.entries)).toHaveLength(events)
    for (let start = 0; start < attempts.length; start += 5) {
      await writeLogBatch(databaseOf(db), attempts.slice(start, start + 5))
    }
    expect(bill.written).toBeGreaterThanOrEqual(events * 5)
    expect(bill.written).toBeLessThanOrEqual(events * 6)
  })
})
