import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { KeysByDay, KeyUsage } from '../../../../contract/api-keys.ts'
import type { Problem } from '../../../../contract/common.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { DAY_MS, HOUR_MS } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'

const write = (entries: LogRecord[]) =>
  writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])

async function newSignedInOrg(zone = 'UTC') {
  const org = await newTestOrg('owner', { withKey: false })
  await env.DB.prepare('UPDATE organizations SET time_zone = ? WHERE id = ?').bind(zone, org.organizationId).run()
  return { organizationId: org.organizationId, cookie: await signIn(org) }
}

const byDay = (ids: string, by: object) => json<KeysByDay>('GET', `/api/v1/api-keys/usage?ids=${ids}`, by)

describe('the calls of keys by day', () => {
  it('are those of their statistics, with days in the time zone of the organization', async () => {
    for (const zone of ['UTC', 'Pacific/Auckland', 'America/St_Johns']) {
      const org = await newSignedInOrg(zone)
      const [one, two, quiet] = await Promise.all(
        ['One', 'Two', 'Quiet'].map((name) => createKey({ cookie: org.cookie }, { name })),
      )
      const now = Date.now()
      const of = (keyId: string | undefined, time: number, more: Partial<LogRecord> = {}) =>
        logEntry(org.organizationId, { keyId: keyId ?? null, time, ...more })
      const midnight = startOfDayIn(zone, now)
      const week = startOfDayIn(zone, now, -6)
      // Batches as they come: each moves the countries of the day before out of the row of the key.
      await write([of(one?.id, week - 1), of(one?.id, week), of(one?.id, week + HOUR_MS, { country: 'FR' })])
      await write([of(one?.id, midnight - 1), of(two?.id, midnight - DAY_MS, { status: 500 })])
      await write([of(one?.id, midnight), of(one?.id, now, { country: null }), of(one?.id, now, { type: 'auth' })])
      // A refused credential is no use of the key, and a late call still counts for its day.
      await write([of(one?.id, now, { type: 'auth', status: 401 }), of(two?.id, midnight - 2 * DAY_MS)])
      const ids = [one, two, quiet].map((key) => key?.id ?? '')
      const answer = await byDay(ids.join(','), { cookie: org.cookie })
      expect(answer.timeZone).toBe(zone)
      expect(answer.days).toHaveLength(7)
      for (const id of ids) {
        const usage = await json<KeyUsage>('GET', `/api/v1/api-keys/${id}/usage?days=7`, { cookie: org.cookie })
        const found = answer.data.find((key) => key.id === id)
        expect(usage.byDay.map(({ day, calls }) => [day, calls])).toEqual(
          answer.days.map((day, index) => [day, found?.calls[index]]),
        )
      }
      expect(answer.data.find(({ id }) => id === one?.id)?.calls).toEqual([2, 0, 0, 0, 0, 1, 3])
      expect(answer.data.find(({ id }) => id === quiet?.id)?.calls).toEqual([0, 0, 0, 0, 0, 0, 0])
    }
  })

  it('leave out keys of others, and of the environment that was not named', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const test = await createKey(org, { environment: 'test' })
    const ids = [org.keyId, other.keyId, test.id].join(',')
    const seen = async (query = '') => (await byDay(`${ids}${query}`, org)).data.map(({ id }) => id)
    expect(await seen()).toEqual([org.keyId])
    expect(await seen('&environment=test')).toEqual([test.id])
  })

  it('are refused for more than a page of keys, or what is no id', async () => {
    const org = await newTestOrg()
    const many = Array.from({ length: 21 }, () => org.keyId).join(',')
    for (const query of [`ids=${many}`, 'ids=', 'ids=key_1', `ids=${org.keyId},`, '']) {
      const answer = await call('GET', `/api/v1/api-keys/usage?${query}`, org)
      expect([answer.status, (await answer.json<Problem>()).errors?.[0]?.path], query).toEqual([422, 'ids'])
    }
  })

  it('of a full page read a row or two per key, and one per past day and country, however many routes and keys there are', async () => {
    const org = await newSignedInOrg()
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, n) => createKey({ cookie: org.cookie }, { name: `${n}` })),
    )
    const others = Array.from({ length: 300 }, (_, n) => `key_of_another_${n}`)
    const now = Date.now()
    for (let age = 8; age >= 0; age--) {
      const entries = [...keys.map(({ id }) => id), ...others].flatMap((keyId, n) =>
        ['DE', 'FR'].map((country) =>
          logEntry(org.organizationId, { keyId, country, route: `/r/${n}`, time: now - age * DAY_MS }),
        ),
      )
      await write(entries.slice(0, 300))
      await write(entries.slice(300))
    }
    const { db, bill } = billedDatabase()
    const ids = keys.map(({ id }) => id).join(',')
    const answer = await call('GET', `/api/v1/api-keys/usage?ids=${ids}`, {
      cookie: org.cookie,
      env: { ...env, DB: db },
    })
    const { data } = await answer.json<KeysByDay>()
    expect(data.map(({ calls }) => calls)).toEqual(keys.map(() => [2, 2, 2, 2, 2, 2, 2]))
    // A row per past day and country, and a few per key: itself, its usage, and the countries of today.
    expect(bill.read).toBeGreaterThan(20 * 2 * 6)
    expect(bill.read).toBeLessThanOrEqual(20 * (2 * 6 + 9) + 10)
  })
})
