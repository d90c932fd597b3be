import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../../contract/common.ts'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import { call, newTestOrg, signIn } from '../../../../test/support/kit.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../ingest/write-batch.ts'

const ENTRIES = 9000
const RARE = 4
/** One in so many is of a kind that fills a page, but not from the newest entries. */
const UNCOMMON = 38

const RARE_KEY = 'key_01kaj3v5e8w2m4q6t8y0z2b4d6'

/**
 * An organization with a long log that has few unusual entries, the last of them far back. `step`: ms between moments;
 * `routes`: how many routes are called in turn.
 */
async function longLog(step: number, routes = 1) {
  const org = await newTestOrg()
  const start = Date.now() - (ENTRIES / 3) * step
  const entries = Array.from({ length: ENTRIES }, (_, n): LogRecord => {
    const rare = n % Math.floor(ENTRIES / RARE) === 7
    const uncommon = n % UNCOMMON === 11
    const isAtAnEnd = n % 8 === 0 && (n > ENTRIES - 400 || n < 100)
    // Many have the same time: pages must neither lose nor repeat one at their boundaries.
    const time = start + Math.floor(n / 3) * step
    return {
      organizationId: org.organizationId,
      time,
      id: newId('log', time),
      type: rare ? 'auth' : 'api_call',
      environment: rare ? 'test' : 'live',
      keyId: rare ? RARE_KEY : uncommon ? org.keyId : null,
      webhookId: null,
      appId: null,
      route: `/r/${n % routes}`,
      endpoint: rare ? '/rare/path' : `/r/${n % routes}`,
      method: rare ? 'DELETE' : uncommon ? 'PUT' : isAtAnEnd ? 'HEAD' : 'GET',
      status: rare ? 418 : 200,
      durationMs: 1,
      ip: rare ? '2001:db8::9' : '203.0.113.1',
      country: null,
      userAgent: null,
      requestId: `req-${n}`,
      previousSecret: false,
    }
  })
  await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])
  return { cookie: await signIn(org), entries }
}

/** The database, with a sum of the rows that it reports as read for the log. */
function meteredDatabase() {
  const meter = { rows: 0 }
  const watch = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, property) {
        if (property === 'bind') return (...values: unknown[]) => watch(target.bind(...values))
        if (property === 'raw') {
          return async () => {
            meter.rows += (await target.all()).meta.rows_read
            return target.raw()
          }
        }
        return Reflect.get(target, property, target)
      },
    })
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'prepare') {
        return (text: string) => {
          const statement = target.prepare(text)
          return /"event_logs"|"usage_hourly"/.test(text) ? watch(statement) : statement
        }
      }
      return Reflect.get(target, property, target).bind(target)
    },
  })
  return { meter, DB }
}

/** All matches, page by page. */
async function readAll(cookie: string, query: string, limit: number) {
  const all = { ids: [] as string[], pages: 0, mostRows: 0 }
  let cursor: string | null = null
  do {
    const { meter, DB } = meteredDatabase()
    const next: string = cursor === null ? '' : `&cursor=${cursor}`
    const path = `/api/v1/event-logs?limit=${limit}&${query}${next}`
    const page: Page<LogEntry> = await (await call('GET', path, { cookie, env: { ...env, DB } })).json()
    expect(meter.rows).toBeGreaterThan(0)
    all.ids.push(...page.data.map(({ id }) => id))
    all.mostRows = Math.max(all.mostRows, meter.rows)
    all.pages++
    cursor = page.nextCursor
  } while (cursor !== null && all.pages < 20)
  return all
}

const idsOf = (entries: readonly LogRecord[]) => entries.map(({ id }) => id).toReversed()

describe('a filter of a long log', () => {
  it.each([
    ['all in an hour or two', 1000, 1, 4],
    ['over some weeks', 12 * 60_000, 1, 3],
    ['of nearly as many roll-ups as entries', 1000, 3000, 3],
  ])(
    '%s reads at most 5,000 rows for a page, whatever it looks for, and finds all there is by going on',
    async (_, step, routes, most) => {
      const { cookie, entries } = await longLog(step, routes)
      const rare = idsOf(entries.filter(({ status }) => status === 418))
      const parts = [
        `keyId=${RARE_KEY}`,
        'type=auth',
        'status=418',
        'method=DELETE',
        'path=RARE',
        'ip=2001:db8::9',
        'environment=test',
      ]
      await fc.assert(
        fc.asyncProperty(
          fc.subarray(parts, { minLength: 1 }),
          fc.integer({ min: 1, max: 100 }),
          async (chosen, limit) => {
            const { ids, pages, mostRows } = await readAll(cookie, chosen.join('&'), limit)
            expect(ids).toEqual(rare)
            expect(mostRows).toBeLessThanOrEqual(5000)
            expect(pages).toBeLessThanOrEqual(most + Math.floor(RARE / limit))
            // If roll-ups show that an hour has no match, it is not read at all.
            const usesRollUps = chosen.some((part) => /^(keyId|type|status|environment)=/.test(part))
            if (step > 1000 && usesRollUps && limit >= RARE) expect(pages).toBe(1)
          },
        ),
        { numRuns: 6 },
      )
      const puts = idsOf(entries.filter(({ method }) => method === 'PUT'))
      // Pages may end anywhere, also within a moment, next to a match.
      for (let last = ENTRIES - 1; routes > 1 && last > ENTRIES - 1 - UNCOMMON; last -= 3) {
        const to = new Date(entries[last]?.time ?? 0).toISOString()
        const { ids } = await readAll(cookie, `method=PUT&to=${to}`, 100)
        expect(ids).toEqual(puts.slice(-ids.length))
        expect(ids).toHaveLength(entries.slice(0, last + 1).filter(({ method }) => method === 'PUT').length)
      }
      for (const query of ['method=PUT', 'method=PUT&environment=live', 'method=HEAD', 'method=HEAD&type=api_call']) {
        const { ids, mostRows } = await readAll(cookie, query, 100)
        expect(ids).toEqual(idsOf(entries.filter(({ method }) => query.startsWith(`method=${method}`))))
        expect(mostRows).toBeLessThanOrEqual(5000)
      }
    },
  )

  it('without a filter reads only what it shows', async () => {
    const { cookie } = await longLog(1000)
    const { meter, DB } = meteredDatabase()
    const answer = await call('GET', '/api/v1/event-logs?limit=50', { cookie, env: { ...env, DB } })
    expect((await answer.json<Page<LogEntry>>()).data).toHaveLength(50)
    expect(meter.rows).toBeLessThanOrEqual(110)
  })
})
