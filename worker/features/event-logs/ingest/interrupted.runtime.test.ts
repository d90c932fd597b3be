import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import { json, newTestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import worker from '../../../index.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { packMessage } from '../../../platform/request-log/message-codec.ts'

type Sent = { id: string; attempts: number; entries: LogRecord[] }

/** Hands messages to the consumer; returns those that the queue must repeat. */
async function consume(messages: readonly Sent[], bindings: Cloudflare.Env = env): Promise<string[]> {
  const batch = createMessageBatch(
    'request-logs',
    messages.map(({ id, attempts, entries }) => ({
      id,
      attempts,
      timestamp: new Date(),
      body: packMessage({ id, entries, counters: [] }),
    })),
  )
  const ctx = createExecutionContext()
  await worker.queue(batch, bindings, ctx)
  return (await getQueueResult(batch, ctx)).retryMessages.map(({ msgId }) => msgId)
}

/** Simulates a runtime that ends in the middle: the consumer gets as far as the first transaction of these entries. */
async function endWhileWriting(messages: readonly Sent[]): Promise<void> {
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const DB = new Proxy(env.DB, {
    get: (target, property) => {
      const value = Reflect.get(target, property, target)
      if (property !== 'batch') return typeof value === 'function' ? value.bind(target) : value
      return () => {
        resolve()
        return new Promise(() => {})
      }
    },
  })
  void consume(messages, { ...env, DB })
  await reached
}

async function org() {
  const { organizationId, key } = await newTestOrg()
  const message = (more: Partial<LogRecord> = {}, attempts = 1): Sent => ({
    id: crypto.randomUUID(),
    attempts,
    entries: [logEntry(organizationId, more), logEntry(organizationId)],
  })
  const count = async (table: string, where = '') => {
    const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ? ${where}`)
      .bind(organizationId)
      .first<{ n: number }>()
    return row?.n
  }
  const dropped = async () =>
    (
      await env.DB.prepare("SELECT sum(calls) AS n FROM log_counters WHERE organization_id = ? AND kind = 'dropped'")
        .bind(organizationId)
        .first<{ n: number | null }>()
    )?.n ?? 0
  const alerts = async () => (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=log_entries_dropped', { key })).data
  return { message, logged: () => count('event_logs'), dropped, alerts }
}

/** A row that the database refuses: it has no route. */
const REFUSED = { route: null as unknown as string }
const again = (one: Sent): Sent => ({ ...one, attempts: one.attempts + 1 })

describe('a message of the log', () => {
  it('that cannot be written does not affect its batch, and is finally counted as dropped, with an alert', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { message, logged, dropped, alerts } = await org()
    const bad = message(REFUSED)
    expect(await consume([message(), bad, message()])).toEqual([bad.id])
    expect([await logged(), await dropped()]).toEqual([4, 0])
    for (let attempts = 2; attempts <= 10; attempts++) expect(await consume([{ ...bad, attempts }])).toEqual([bad.id])
    expect(await consume([{ ...bad, attempts: 11 }])).toEqual([])
    expect([await logged(), await dropped()]).toEqual([4, 2])
    expect(await alerts()).toMatchObject([{ status: 'open', details: { entries: 2 } }])
    reported.mockRestore()
  })

  it('that ends the runtime twice while it is processed alone is set aside, and nothing else is lost', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { message, logged, dropped, alerts } = await org()
    let poison = message()
    let other = message()
    await endWhileWriting([poison, other])
    for (let times = 0; times < 2; times++) {
      poison = again(poison)
      other = again(other)
      // The other one is written before or after; the poison message must be in progress when the runtime ends.
      await endWhileWriting([poison])
    }
    expect(await consume([again(poison), again(other)])).toEqual([])
    expect([await logged(), await dropped()]).toEqual([2, 2])
    expect(await alerts()).toMatchObject([{ status: 'open', count: 1, details: { entries: 2 } }])
    // If it is repeated, it is neither written nor counted again.
    expect(await consume([{ ...poison, attempts: 5 }])).toEqual([])
    expect([await logged(), await dropped()]).toEqual([2, 2])
    reported.mockRestore()
  })

  it('that was only in the same batch is written, and leaves no mark', async () => {
    const { message, logged, dropped } = await org()
    const innocent = message()
    await endWhileWriting([innocent, message()])
    await endWhileWriting([again(innocent)])
    expect(await consume([{ ...innocent, attempts: 3 }])).toEqual([])
    expect([await logged(), await dropped()]).toEqual([2, 0])
    const mark = await env.DB.prepare('SELECT tries FROM interrupted_messages WHERE id = ?').bind(innocent.id).first()
    expect(mark).toBeNull()
  })

  it('is repeated with all others if the database refuses everything', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { message, logged } = await org()
    const some = Array.from({ length: 8 }, () => message())
    const DB = new Proxy(env.DB, {
      get: (target, property) => {
        const value = Reflect.get(target, property, target)
        if (property === 'batch') return () => Promise.reject(new Error('D1_ERROR: database is locked'))
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    expect(await consume(some, { ...env, DB })).toEqual(some.map(({ id }) => id))
    expect(await consume(some.map(again))).toEqual([])
    expect(await logged()).toBe(16)
    reported.mockRestore()
  })
})
