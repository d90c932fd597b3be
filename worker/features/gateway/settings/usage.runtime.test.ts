import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { GatewayRoute, GatewayRouteUsage } from '../../../../contract/gateway.ts'
import { createKey, json, newTestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { writeLogBatch } from '../../event-logs/ingest/write-batch.ts'

describe('the usage of a route', () => {
  it('counts calls and tools of its pattern, by day and outcome, for the environment that asks', async () => {
    const org = await newTestOrg()
    const other = await newTestOrg()
    const body = { name: 'Forum', prefix: 'forum', upstream: 'https://forum.example.com' }
    const { id, pattern } = await json<GatewayRoute>('POST', '/api/v1/gateway-routes', { ...org, body })
    const now = Date.now()
    const entry = (more: object, owner = org) =>
      logEntry(owner.organizationId, { type: 'gateway', route: pattern, durationMs: 100, time: now, ...more })
    const entries = [
      entry({}),
      entry({ type: 'tool' }),
      entry({ status: 504, outcome: 'upstream_timed_out', durationMs: 1000 }),
      entry({ time: now - 2 * DAY_MS }),
      entry({ time: now - 40 * DAY_MS }),
      entry({ environment: 'test', status: 403, outcome: 'scope_missing' }),
      entry({ type: 'api_call' }),
      entry({ route: '/gateway/forum' }),
      entry({}, other),
    ]
    await writeLogBatch(databaseOf(env.DB), [{ id: crypto.randomUUID(), entries, counters: [] }])
    const usage = (by: { key: string }, query = '') =>
      json<GatewayRouteUsage>('GET', `/api/v1/gateway-routes/${id}/usage?${query}`, by)
    const live = await usage(org)
    expect(live).toMatchObject({ calls: 4, failed: 1, averageMs: 325 })
    expect(live.p95Ms).toBeGreaterThan(180)
    expect(live.days).toHaveLength(30)
    expect(live.days.map(({ calls, failed }) => [calls, failed]).slice(-3)).toEqual([
      [1, 0],
      [0, 0],
      [3, 1],
    ])
    expect(live.outcomes).toEqual([
      { outcome: 'ok', calls: 3 },
      { outcome: 'upstream_timed_out', calls: 1 },
    ])
    expect(await usage(org, 'days=1')).toMatchObject({ calls: 3 })
    const test = await createKey(org, { environment: 'test', scopes: ['gateway:read'] })
    const seen = { calls: 1, failed: 1, outcomes: [{ outcome: 'scope_missing', calls: 1 }] }
    expect(await usage(test)).toMatchObject(seen)
    expect(await usage(org, 'environment=test')).toMatchObject(seen)
  })
})
