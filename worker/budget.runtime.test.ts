import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { call, createKey, newHouse, settled, watchedEnv } from '../test/support/kit.ts'
import { databaseOf } from './db/client.ts'
import type { LogMessage } from './event-logs/entry.ts'
import { writeLogBatch } from './event-logs/write-batch.ts'

/** The request-logs queue, kept: what the Worker sends is what the consumer gets. */
function keptQueue() {
  const messages: LogMessage[] = []
  return {
    messages,
    queue: new Proxy(env.REQUEST_LOGS, {
      get: (target, property) =>
        property === 'send'
          ? async (one: LogMessage) => void messages.push(one)
          : Reflect.get(target, property, target),
    }),
  }
}

/** The database, with the rows it bills for summed up from what it reports itself. */
function billedDatabase() {
  const bill = { written: 0, read: 0 }
  const add = (results: D1Result[]) => {
    for (const { meta } of results) {
      bill.written += meta.rows_written
      bill.read += meta.rows_read
    }
    return results
  }
  const db = new Proxy(env.DB, {
    get: (target, property) =>
      property === 'batch'
        ? async (statements: D1PreparedStatement[]) => add(await target.batch(statements))
        : typeof Reflect.get(target, property) === 'function'
          ? Reflect.get(target, property, target).bind(target)
          : Reflect.get(target, property, target),
  })
  return { bill, db }
}

describe('the budget of the hot path', () => {
  it.each([
    ['edge', 0.25],
    ['strict', 1],
  ] as const)(
    'of a key with %s consistency is no query, %d object calls and 0.05 messages per warm call',
    async (consistency, hops) => {
      const house = await newHouse()
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
    const house = await newHouse()
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
})
