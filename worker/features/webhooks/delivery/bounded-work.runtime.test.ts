import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { createHook, newInbox, publish } from '../../../../test/support/hooks.ts'
import { keptQueues } from '../../../../test/support/kept-queues.ts'
import { call, createKey, newTestOrg, settled, watchedEnv } from '../../../../test/support/kit.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { hourOf } from '../../../platform/lib/time/time.ts'
import type { LogMessage } from '../../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'

/** The request-logs queue, recorded: the consumer gets what the Worker sends. */
function keptLogs() {
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
      const org = await newTestOrg()
      const { key } = await createKey(org, { rateLimit: { perMinute: 100_000 }, consistency })
      await call('GET', '/api/v1/me', { key })
      const { env: watched, counts } = watchedEnv()
      const { messages, queue } = keptLogs()
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
    const org = await newTestOrg()
    const keys = await Promise.all(Array.from({ length: 3 }, () => createKey(org)))
    const { messages, queue } = keptLogs()
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
    // As the queue does it: messages within a second are one batch.
    for (let start = 0; start < messages.length; start += 5) {
      await writeLogBatch(databaseOf(db), messages.slice(start, start + 5))
    }
    expect(entries).toHaveLength(2000)
    expect(bill.written).toBeGreaterThanOrEqual(2000)
    expect(bill.written).toBeLessThanOrEqual(2000 * 1.1)
  })

  it('is one more row written and four more read by the consumer with captured headers and bodies', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { rateLimit: { perMinute: 100_000 } })
    await call('PATCH', '/api/v1/organization', { key: org.key, body: { captureBodies: true } })
    await call('GET', '/api/v1/me', { key })
    await settled()
    const { env: watched, counts } = watchedEnv()
    const { messages, queue } = keptLogs()
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
    const org = await newTestOrg()
    const { messages, queue } = keptLogs()
    await call('GET', '/api/v1/me', { key: org.key, env: { ...env, REQUEST_LOGS: queue } })
    await settled()
    const [one] = messages.flatMap(({ entries }) => entries)
    if (!one) throw new Error('nothing was logged')
    const start = hourOf(Date.now()) - 3_600_000
    const { bill, db } = billedDatabase()
    const calls = 20 * 180
    // One message every 250 ms. A batch contains the messages within a second of its first one, which are five.
    for (let first = 0; first < calls; first += 25) {
      const entries = Array.from({ length: 25 }, (_, n) => {
        // Three minutes around a full hour; the past hour is summed up then.
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
  it('is at most 6 rows written for one webhook at the first attempt, including the log', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const hook = await createHook(org, { url: inbox.url })
    const { bill, db } = billedDatabase()
    const { messages: logs, queue: REQUEST_LOGS } = keptLogs()
    const kept = keptQueues({ ...env, DB: db, REQUEST_LOGS })
    const events = 200
    for (let n = 0; n < events; n += 20) {
      await Promise.all(Array.from({ length: 20 }, () => publish(org, {}, { env: kept.env })))
    }
    await settled()
    await kept.deliver()
    const delivered = await env.DB.prepare(
      "SELECT count(*) AS n FROM deliveries WHERE webhook_id = ? AND status = 'succeeded'",
    )
      .bind(hook.id)
      .first<{ n: number }>()
    expect(delivered?.n).toBe(events)
    // The publishing calls are like any others, and part of the budget above.
    const attempts = logs.map((one) => ({ ...one, entries: one.entries.filter(({ type }) => type === 'webhook') }))
    expect(attempts.flatMap((one) => one.entries)).toHaveLength(events)
    for (let start = 0; start < attempts.length; start += 5) {
      await writeLogBatch(databaseOf(db), attempts.slice(start, start + 5))
    }
    expect(bill.written).toBeGreaterThanOrEqual(events * 5)
    expect(bill.written).toBeLessThanOrEqual(events * 6)
  })
})
