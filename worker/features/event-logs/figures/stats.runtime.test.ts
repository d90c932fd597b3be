import { env } from 'cloudflare:workers'
import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyUsage } from '../../../../contract/api-keys.ts'
import type { Page } from '../../../../contract/common.ts'
import type { LogEntry, Stats, UsageOver } from '../../../../contract/event-logs.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, signIn } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { rollUpDays } from '../ingest/daily-rollup.ts'
import { writeLogBatch } from '../ingest/write-batch.ts'

const db = databaseOf(env.DB)

const record = (organizationId: string, time: number, more: Partial<LogRecord> = {}): LogRecord =>
  logEntry(organizationId, { time, country: null, ...more })

const write = (entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])
const close = async () => rollUpDays.run(await jobDeps(Date.now()), null)

/** A signed-in person: calls of the dashboard are not logged, so the log contains only the calls of the test. */
async function newSignedInOrg() {
  const org = await newTestOrg('owner', { withKey: false })
  return { organizationId: org.organizationId, cookie: await signIn(org) }
}

describe('statistics', () => {
  it('agree exactly with the log, before and after days are closed', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const keys = await Promise.all([
      createKey({ cookie: org.cookie }, { name: 'One' }),
      createKey({ cookie: org.cookie }, { name: 'Two' }),
    ])
    const ages = [0, 0, 0, 2, 2, 5, 6.5, 8, 20, 28]
    const entries = ages.map((days, n) =>
      record(org.organizationId, now - days * DAY_MS, {
        keyId: keys[n % 3 === 0 ? 0 : 1]?.id ?? null,
        route: n % 2 === 0 ? '/a' : '/b',
        status: n % 5 === 0 ? 500 : 200,
      }),
    )
    await write([
      ...entries,
      record(org.organizationId, now - 40 * DAY_MS),
      record(org.organizationId, now, { type: 'auth' }),
    ])
    const read = () => json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
    const before = await read()
    expect(before.calls).toEqual({
      today: entries.filter(({ time }) => time >= startOfDay(now)).length,
      week: entries.filter(({ time }) => time >= startOfDay(now) - 6 * DAY_MS).length,
      month: 10,
    })
    expect(before.errorRate).toBe(0.2)
    expect(before.mostUsedKey).toEqual({ id: keys[1]?.id, name: 'Two', calls: 6, errors: 1 })
    expect(before.topEndpoints).toEqual([
      { endpoint: '/a', calls: 5, errors: 1 },
      { endpoint: '/b', calls: 5, errors: 1 },
    ])
    expect(before.byDay).toHaveLength(30)
    expect(before.byDay.reduce((sum, one) => sum + one.calls, 0)).toBe(10)
    expect(before.byHourOfDay.reduce((sum, one) => sum + one.calls, 0)).toBe(10)
    await close()
    await close()
    expect(await read()).toEqual(before)
    const usage = await json<UsageOver>('GET', '/api/v1/stats/usage?days=7', { cookie: org.cookie })
    expect(usage).toMatchObject({ days: 7, calls: before.calls.week, timeZone: 'UTC' })
    expect(usage.byDay).toHaveLength(7)
  })

  it('of a past hour without further calls are summed up by the cron trigger, and stay the same', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    await write(
      [1, 2, 3].map((n) => record(org.organizationId, now - 2 * HOUR_MS, { route: `/r/${n}`, status: 150 * n })),
    )
    const read = () => json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
    const hours = () =>
      env.DB.prepare("SELECT calls, errors FROM usage_hours WHERE organization_id = ? AND type = 'api_call'")
        .bind(org.organizationId)
        .all()
    const before = await read()
    expect([before.calls.month, (await hours()).results]).toEqual([3, []])
    await close()
    expect((await hours()).results).toEqual([{ calls: 3, errors: 1 }])
    expect(await read()).toEqual(before)
    // Late calls are added to it.
    await write([record(org.organizationId, now - 2 * HOUR_MS)])
    expect((await hours()).results).toEqual([{ calls: 4, errors: 1 }])
    expect((await read()).calls.month).toBe(4)
  })

  it('use days in the time zone of the organization', async () => {
    const org = await newSignedInOrg()
    const zone = 'Pacific/Auckland'
    await env.DB.prepare('UPDATE organizations SET time_zone = ? WHERE id = ?').bind(zone, org.organizationId).run()
    const midnight = startOfDayIn(zone, Date.now())
    await write([record(org.organizationId, midnight), record(org.organizationId, midnight - HOUR_MS)])
    const { calls, byDay, timeZone } = await json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
    expect([timeZone, calls.today, calls.week]).toEqual([zone, 1, 2])
    expect(byDay.slice(-2).map((one) => one.calls)).toEqual([1, 1])
  })

  it('equal those of a model that counts entries, in any zone, at any minute, closed or not', async () => {
    const zones = [
      'Asia/Kolkata',
      'America/St_Johns',
      'Asia/Kathmandu',
      'America/New_York',
      'Australia/Lord_Howe',
      'UTC',
    ]
    const ago = fc.integer({ min: 0, max: 31 * DAY_MS })
    for (const zone of zones) {
      const org = await newSignedInOrg()
      await env.DB.prepare('UPDATE organizations SET time_zone = ? WHERE id = ?').bind(zone, org.organizationId).run()
      const { id } = await createKey({ cookie: org.cookie })
      const now = Date.now()
      const month = startOfDayIn(zone, now, -29)
      const midnights = Array.from({ length: 5 }, (_, n) => startOfDayIn(zone, now, -n * 7))
      const edges = fc.tuple(fc.constantFrom(...midnights), fc.integer({ min: -HOUR_MS, max: HOUR_MS }))
      const time = fc.oneof(
        ago.map((ms) => now - ms),
        edges.map(([at, ms]) => Math.min(at + ms, now)),
      )
      const [times] = fc.sample(fc.array(time, { minLength: 80, maxLength: 80 }), { numRuns: 1, seed: zone.length })
      const entries = (times ?? []).map((at, n) =>
        record(org.organizationId, at, {
          keyId: id,
          route: n % 3 === 0 ? '/a' : '/b',
          status: n % 4 === 0 ? 500 : 200,
        }),
      )
      await write(entries.slice(0, 40))
      await write(entries.slice(40))
      const local = (at: number) => new TZDate(at, zone)
      const dayOf = (at: number) => local(at).toISOString().slice(0, 10)
      const since = (from: number) => entries.filter((one) => one.time >= from)
      for (let closing = 0; closing < 2; closing++) {
        const stats = await json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
        const what = `${zone} ${closing}`
        expect(stats.calls, what).toEqual({
          today: since(startOfDayIn(zone, now)).length,
          week: since(startOfDayIn(zone, now, -6)).length,
          month: since(month).length,
        })
        for (const { day, calls } of stats.byDay) {
          expect(calls, `${what} ${day}`).toBe(since(month).filter((one) => dayOf(one.time) === day).length)
        }
        for (const { hour, calls } of stats.byHourOfDay) {
          expect(calls, `${what} ${hour}`).toBe(
            since(month).filter((one) => local(one.time).getHours() === hour).length,
          )
        }
        expect(
          stats.hourly.reduce((sum, one) => sum + one.calls, 0),
          what,
        ).toBe(since(Date.parse(stats.hourly[0]?.hour ?? '')).length)
        expect(stats.topEndpoints.find((one) => one.endpoint === '/a')?.calls ?? 0, what).toBe(
          since(month).filter((one) => one.route === '/a').length,
        )
        const usage = await json<KeyUsage>('GET', `/api/v1/api-keys/${id}/usage?days=30`, { cookie: org.cookie })
        expect(usage.byDay, what).toEqual(stats.byDay)
        expect(
          usage.byCountry.map((one) => one.calls),
          what,
        ).toEqual([since(month).length])
        const today = await json<Page<LogEntry>>('GET', '/api/v1/event-logs?range=today&limit=100', {
          cookie: org.cookie,
        })
        expect(today.data, what).toHaveLength(since(startOfDayIn(zone, now)).length)
        for (let left = true; left; ) left = (await close()).cursor !== null
      }
    }
  }, 120_000)

  it('neither lose nor double calls when the time zone changes', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    const zones = ['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'UTC', 'America/New_York']
    for (const [n, zone] of zones.entries()) {
      await env.DB.prepare('UPDATE organizations SET time_zone = ? WHERE id = ?').bind(zone, org.organizationId).run()
      await write(Array.from({ length: 8 }, (_, at) => record(org.organizationId, now - at * 17 * 60_000 - n)))
      if (n === 2) await close()
    }
    const stats = await json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
    expect([stats.calls.month, stats.calls.week]).toEqual([40, 40])
    expect(stats.hourly.reduce((sum, one) => sum + one.calls, 0)).toBe(40)
    const found = new Set<string>()
    let cursor: string | null = null
    do {
      const path: string = `/api/v1/event-logs?limit=7&type=api_call${cursor ? `&cursor=${cursor}` : ''}`
      const page: Page<LogEntry> = await json<Page<LogEntry>>('GET', path, { cookie: org.cookie })
      for (const { id } of page.data) {
        expect(found.has(id)).toBe(false)
        found.add(id)
      }
      cursor = page.nextCursor
    } while (cursor)
    expect(found.size).toBe(40)
  })

  it('of any calls are the sums of the log, in any batches', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.record({ hours: fc.nat(600), route: fc.constantFrom('/a', '/b', '/c'), failed: fc.boolean() }), {
            minLength: 1,
            maxLength: 30,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (batches) => {
          for (const batch of batches) {
            const entries = batch.map(({ hours, route, failed }) =>
              record(org.organizationId, now - hours * HOUR_MS, { route, status: failed ? 404 : 200 }),
            )
            await write(entries)
            // A queue may do so: once more.
            await write(entries.slice(0, 3))
          }
          await close()
          const { results } = await env.DB.prepare(
            `SELECT count(*) AS calls, coalesce(sum(status >= 400), 0) AS errors FROM event_logs
             WHERE organization_id = ? AND type = 'api_call' AND time >= ?`,
          )
            .bind(org.organizationId, startOfDay(now) - 29 * DAY_MS)
            .all<{ calls: number; errors: number }>()
          const stats = await json<Stats>('GET', '/api/v1/stats', { cookie: org.cookie })
          expect(stats.calls.month).toBe(results[0]?.calls)
          expect(stats.byDay.reduce((sum, one) => sum + one.errors, 0)).toBe(results[0]?.errors)
        },
      ),
      { numRuns: 10 },
    )
  })

  it('read at most 2,500 rows, for any number of entries and keys', async () => {
    const org = await newSignedInOrg()
    const now = Date.now()
    // Within the 30 days that are shown, at any time of the day.
    const HOURS = 690
    const entries = Array.from({ length: 9000 }, (_, n) =>
      record(org.organizationId, now - (n % HOURS) * HOUR_MS - (n % 60) * 1000, {
        keyId: `key_${n % 97}`,
        route: `/route/${n % 31}`,
        status: 200 + (n % 3) * 100,
      }),
    )
    // So many roll-ups in one hour that its figures cannot be read from them.
    const wide = Array.from({ length: 1500 }, (_, n) => record(org.organizationId, now, { route: `/wide/${n}` }))
    await write(entries)
    await write(wide.slice(0, 200))
    await write(wide.slice(200))
    for (let left = true; left; ) {
      const { cursor } = await close()
      left = cursor !== null
    }
    let rows = 0
    const count = (results: D1Result[]) => {
      for (const { meta } of results) rows += meta.rows_read
      return results
    }
    const DB = new Proxy(env.DB, {
      get: (target, property) =>
        property === 'batch'
          ? async (statements: D1PreparedStatement[]) => count(await target.batch(statements))
          : Reflect.get(target, property, target).bind(target),
    })
    const answer = await call('GET', '/api/v1/stats', { cookie: org.cookie, env: { ...env, DB } })
    const stats = await answer.json<Stats>()
    expect(stats.calls.month).toBe(10_500)
    expect(rows).toBeGreaterThan(0)
    expect(rows).toBeLessThanOrEqual(2500)
  })
})
