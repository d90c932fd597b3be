import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../contract/common.ts'
import type { LogEntry } from '../../contract/event-logs.ts'
import { call, newHouse, signIn } from '../../test/support/kit.ts'
import { databaseOf } from '../db/client.ts'
import { newId } from '../lib/ids.ts'
import type { LogRecord } from './entry.ts'
import { writeLogBatch } from './write-batch.ts'

const ENTRIES = 9000
const RARE = 4

const RARE_KEY = 'key_01kaj3v5e8w2m4q6t8y0z2b4d6'

/**
 * An organisation with a long log in which few entries are out of the ordinary, the last of them deep down. `step`: ms from
 * one moment to the next.
 */
async function longLog(step: number) {
  const house = await newHouse('owner', { withKey: false })
  const start = Date.now() - (ENTRIES / 3) * step
  const entries = Array.from({ length: ENTRIES }, (_, n): LogRecord => {
    const rare = n % Math.floor(ENTRIES / RARE) === 7
    // Many fall on the same moment: pages must neither lose nor repeat one at their edges.
    const time = start + Math.floor(n / 3) * step
    return {
      organizationId: house.organizationId,
      time,
      id: newId('log', time),
      type: rare ? 'auth' : 'api_call',
      environment: rare ? 'test' : 'live',
      keyId: rare ? RARE_KEY : null,
      webhookId: null,
      appId: null,
      route: '/r',
      endpoint: rare ? '/rare/path' : '/r',
      method: rare ? 'DELETE' : 'GET',
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
  return { cookie: await signIn(house), entries }
}

/** The database, summing up the rows that it says it has read for the log. */
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

describe('a filter of a long log', () => {
  it.each([
    ['all in an hour or two', 1000, 20],
    ['over some weeks', 12 * 60_000, 12],
  ])(
    '%s reads at most 5,000 rows for a page, whatever it looks for, and finds all there is by going on',
    async (_, step, most) => {
      const { cookie, entries } = await longLog(step)
      const rare = entries.filter(({ status }) => status === 418).map(({ id }) => id)
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
            const found: string[] = []
            let cursor: string | null = null
            let pages = 0
            do {
              const { meter, DB } = meteredDatabase()
              const next: string = cursor === null ? '' : `&cursor=${cursor}`
              const answer = await call('GET', `/api/v1/event-logs?limit=${limit}&${chosen.join('&')}${next}`, {
                cookie,
                env: { ...env, DB },
              })
              const page = await answer.json<Page<LogEntry>>()
              expect(meter.rows).toBeGreaterThan(0)
              expect(meter.rows).toBeLessThanOrEqual(5000)
              found.push(...page.data.map(({ id }) => id))
              cursor = page.nextCursor
              pages++
            } while (cursor !== null && pages < most)
            expect(found).toEqual(rare.toReversed())
            // Hours without a match are not read at all, where roll-ups can tell.
            const told = chosen.some((part) => /^(keyId|type|status|environment)=/.test(part))
            if (step > 1000 && told && limit >= RARE) expect(pages).toBe(1)
          },
        ),
        { numRuns: 6 },
      )
    },
  )

  it('that filters nothing reads what it shows', async () => {
    const { cookie } = await longLog(1000)
    const { meter, DB } = meteredDatabase()
    const answer = await call('GET', '/api/v1/event-logs?limit=50', { cookie, env: { ...env, DB } })
    expect((await answer.json<Page<LogEntry>>()).data).toHaveLength(50)
    expect(meter.rows).toBeLessThanOrEqual(110)
  })
})
