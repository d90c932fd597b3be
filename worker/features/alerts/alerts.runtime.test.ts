import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert, ListAlerts } from '../../../contract/alerts.ts'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import { alertRow, type NewAlert, raiseConditions, resolveAlerts } from '../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'

const db = databaseOf(env.DB)
const NOW = Date.parse('2026-11-21T09:00:00.000Z')

type Told = Page<Alert> & { open: number }
const list = (key: string, query: Partial<Record<keyof ListAlerts, string>> = {}) =>
  json<Told>('GET', `/api/v1/alerts?${new URLSearchParams(query)}`, { key })
const set = (key: string, ids: string[], status: string) =>
  call('PATCH', '/api/v1/alerts', { key, body: { ids, status } })

const leak = (organizationId: string, name: string, more: Partial<NewAlert> = {}): NewAlert => ({
  organizationId,
  kind: 'key_leaked',
  severity: 'critical',
  target: { type: 'api_key', id: `key_of_${name}`, name },
  details: { source: 'a scanner' },
  ...more,
})
const raise = (alert: NewAlert, at = NOW) => runBatch(db, alertRow(alert, at))

const unused = (organizationId: string, since = NOW - 1000) => ({
  organizationId,
  kind: 'key_unused' as const,
  severity: 'warning' as const,
  target: { type: 'api_key', id: 'key_idle', name: 'Idle' },
  details: { lastUsedAt: null },
  since,
})

describe('an alert', () => {
  it('that is raised again while it is open is counted, moves up and shows the latest details', async () => {
    const { organizationId, key } = await newTestOrg()
    await raise(leak(organizationId, 'a'))
    await raise(leak(organizationId, 'b'), NOW + 1000)
    await raise(leak(organizationId, 'a', { details: { source: 'another' } }), NOW + 2000)
    const { data, open } = await list(key)
    expect(open).toBe(2)
    expect(data.map((one) => [one.target.name, one.count])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect(data[0]).toMatchObject({
      kind: 'key_leaked',
      severity: 'critical',
      target: { type: 'api_key', id: 'key_of_a', name: 'a' },
      details: { source: 'another' },
      status: 'open',
      firstAt: new Date(NOW).toISOString(),
      lastAt: new Date(NOW + 2000).toISOString(),
      resolvedAt: null,
      resolvedBy: null,
    })
  })

  it('that is raised again after it was resolved is a new one', async () => {
    const { organizationId, key } = await newTestOrg()
    await raise(leak(organizationId, 'a'))
    const [first] = (await list(key)).data
    expect(await (await set(key, [first?.id ?? ''], 'resolved')).json()).toEqual({ updated: 1 })
    await raise(leak(organizationId, 'a'), NOW + 1000)
    const { data, open } = await list(key)
    expect(open).toBe(1)
    expect(data.map((one) => [one.status, one.count])).toEqual([
      ['open', 1],
      ['resolved', 1],
    ])
  })

  it('raised ten times at once is one alert, counted ten times', async () => {
    const { organizationId, key } = await newTestOrg()
    await Promise.all(Array.from({ length: 10 }, () => raise(leak(organizationId, 'a'))))
    expect((await list(key)).data.map((one) => one.count)).toEqual([10])
  })

  it('is written together with its change, or not at all', async () => {
    const { organizationId, key } = await newTestOrg()
    await expect(
      runBatch(db, alertRow(leak(organizationId, 'a'), NOW), {
        toSQL: () => ({ sql: 'INSERT INTO installation (id) VALUES (NULL)', params: [] }),
      }),
    ).rejects.toThrow()
    expect((await list(key)).data).toEqual([])
  })
})

describe('an alert about a condition', () => {
  it('is raised once, however often its condition is found', async () => {
    const { organizationId, key } = await newTestOrg()
    for (let n = 0; n < 3; n++) await raiseConditions(db, [unused(organizationId)], NOW + n)
    const { data } = await list(key)
    expect(data.map((one) => [one.kind, one.count, one.lastAt])).toEqual([
      ['key_unused', 1, new Date(NOW).toISOString()],
    ])
    expect(data[0]?.id).toMatch(/^alr_[0-9a-hjkmnp-tv-z]{26}$/)
  })

  it('stays resolved by a person until its condition ends and returns', async () => {
    const { organizationId, key } = await newTestOrg()
    await raiseConditions(db, [unused(organizationId)], NOW)
    const [first] = (await list(key)).data
    await set(key, [first?.id ?? ''], 'resolved')
    await raiseConditions(db, [unused(organizationId)], NOW + 1)
    expect((await list(key)).open).toBe(0)
    await raiseConditions(db, [unused(organizationId, NOW + 5)], NOW + 10)
    expect((await list(key)).open).toBe(1)
  })

  it('opens again after it resolved itself, unless another alert of its cause is open', async () => {
    const { organizationId, key } = await newTestOrg()
    await raiseConditions(db, [unused(organizationId)], NOW)
    const [first] = (await list(key)).data
    await resolveAlerts(db, [{ organizationId, id: first?.id ?? '' }], NOW + 1)
    expect((await list(key)).data[0]).toMatchObject({ status: 'resolved', resolvedBy: null })
    await raiseConditions(db, [unused(organizationId)], NOW + 2)
    expect((await list(key)).data[0]).toMatchObject({ id: first?.id, status: 'open', resolvedAt: null, count: 2 })
    await resolveAlerts(db, [{ organizationId, id: first?.id ?? '' }], NOW + 3)
    await raiseConditions(db, [unused(organizationId, NOW + 3)], NOW + 4)
    await raiseConditions(db, [unused(organizationId)], NOW + 5)
    const { data, open } = await list(key)
    expect([open, data.length, data[0]?.id === first?.id]).toEqual([1, 2, false])
  })

  it('changes its severity and details while it is open', async () => {
    const { organizationId, key } = await newTestOrg()
    await raiseConditions(db, [unused(organizationId)], NOW)
    await raiseConditions(db, [{ ...unused(organizationId), severity: 'info', details: { days: 9 } }], NOW + 1)
    expect((await list(key)).data.map((one) => [one.severity, one.details, one.count])).toEqual([
      ['info', { days: 9 }, 1],
    ])
  })
})

describe('the list of alerts', () => {
  it('shows each once over all pages, newest first, while new ones arrive', async () => {
    const { organizationId, key } = await newTestOrg()
    // Two have the same time: the id decides their order.
    for (const [n, at] of [0, 1, 1, 2, 3, 4].entries()) await raise(leak(organizationId, `n${n}`), NOW + at)
    const seen: Alert[] = []
    let cursor: string | null = null
    do {
      const page: Told = await list(key, { limit: '2', ...(cursor ? { cursor } : {}) })
      seen.push(...page.data)
      cursor = page.nextCursor
      await raise(leak(organizationId, `later ${seen.length}`), NOW + 1000)
    } while (cursor)
    expect(seen).toHaveLength(6)
    expect(new Set(seen.map((one) => one.id)).size).toBe(6)
    expect(seen.map((one) => one.lastAt)).toEqual(
      seen
        .map((one) => one.lastAt)
        .toSorted()
        .reverse(),
    )
  })

  it('filters by status, kind and severity, and counts all open alerts', async () => {
    const { organizationId, key } = await newTestOrg()
    await raise(leak(organizationId, 'a'))
    await raise(leak(organizationId, 'b', { kind: 'key_rotated', severity: 'info' }))
    await raise(leak(organizationId, 'c', { kind: 'key_unused', severity: 'warning' }))
    const [c] = (await list(key, { kind: 'key_unused' })).data
    await set(key, [c?.id ?? ''], 'resolved')
    const names = async (query: Partial<Record<keyof ListAlerts, string>>) => {
      const { data, open } = await list(key, query)
      expect(open).toBe(2)
      return data.map((one) => one.target.name).sort()
    }
    expect(await names({ status: 'open' })).toEqual(['a', 'b'])
    expect(await names({ status: 'resolved' })).toEqual(['c'])
    expect(await names({ severity: 'info' })).toEqual(['b'])
    expect(await names({ kind: 'key_leaked', severity: 'critical', status: 'open' })).toEqual(['a'])
    expect(await names({ kind: 'key_leaked', status: 'resolved' })).toEqual([])
  })

  it.each(['status=closed', 'kind=noise', 'severity=9', 'limit=0', 'cursor=YWJj', 'surprise=1'])(
    'refuses ?%s',
    async (query) => {
      const org = await newTestOrg()
      expect((await call('GET', `/api/v1/alerts?${query}`, org)).status).toBe(422)
    },
  )

  it('shows nothing of another organization, not even with its cursor', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    for (let n = 0; n < 3; n++) await raise(leak(other.organizationId, `theirs ${n}`), NOW + n)
    await raise(leak(org.organizationId, 'ours'))
    const theirs = await list(other.key, { limit: '1' })
    const page = await list(org.key, { cursor: theirs.nextCursor ?? '' })
    expect(page.data.map((one) => one.target.name)).toEqual(['ours'])
    expect(page.open).toBe(1)
  })
})

describe('resolving alerts', () => {
  it('works for up to 100 at once, with the name of the person and an audit entry each, and can be undone', async () => {
    const { organizationId, key } = await newTestOrg()
    for (let n = 0; n < 100; n++) await raise(leak(organizationId, `n${n}`))
    const ids = (await list(key, { limit: '100' })).data.map((one) => one.id)
    expect(await (await set(key, ids, 'resolved')).json()).toEqual({ updated: 100 })
    const { data, open } = await list(key, { limit: '100' })
    expect(open).toBe(0)
    expect(data.every((one) => one.resolvedBy === 'Everything' && one.resolvedAt !== null)).toBe(true)
    const audit = (action: string) =>
      json<Page<AuditEntry>>('GET', `/api/v1/audit-logs?limit=100&action=${action}`, { key })
    expect(new Set((await audit('alert.resolved')).data.map((one) => one.target.id))).toEqual(new Set(ids))
    expect(await (await set(key, ids.slice(0, 3), 'resolved')).json()).toEqual({ updated: 0 })
    expect((await audit('alert.resolved')).data).toHaveLength(100)
    expect(await (await set(key, ids.slice(0, 3), 'open')).json()).toEqual({ updated: 3 })
    expect((await list(key)).open).toBe(3)
    expect((await audit('alert.reopened')).data).toHaveLength(3)
  })

  it('cannot be undone while another alert of the same cause is open', async () => {
    const { organizationId, key } = await newTestOrg()
    for (let n = 0; n < 3; n++) {
      await raise(leak(organizationId, 'a'), NOW + n)
      if (n < 2) await set(key, [(await list(key)).data[0]?.id ?? ''], 'resolved')
    }
    const [latest, second, first] = (await list(key)).data.map((one) => one.id)
    const refused = await set(key, [first ?? '', second ?? ''], 'open')
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([409, 'open_already'])
    await set(key, [latest ?? ''], 'resolved')
    expect(await (await set(key, [first ?? '', second ?? ''], 'open')).json()).toEqual({ updated: 1 })
    expect((await list(key)).open).toBe(1)
  })

  it('changes nothing if one of the ids is unknown or of another organization', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await raise(leak(org.organizationId, 'ours'))
    await raise(leak(other.organizationId, 'theirs'))
    const [ours] = (await list(org.key)).data
    const [theirs] = (await list(other.key)).data
    const answers = new Set<string>()
    for (const id of [theirs?.id ?? '', 'alr_01kaj3v5e8w2m4q6t8y0z2b4d6']) {
      const answer = await set(org.key, [ours?.id ?? '', id], 'resolved')
      const { requestId: _, ...problem } = await answer.json<Problem>()
      answers.add(JSON.stringify(problem))
      expect(answer.status).toBe(404)
    }
    expect(answers.size).toBe(1)
    expect([(await list(org.key)).open, (await list(other.key)).open]).toEqual([1, 1])
  })

  it.each<[string, object, string]>([
    ['no alerts', { ids: [], status: 'resolved' }, 'ids'],
    ['ids of something else', { ids: ['key_01kaj3v5e8w2m4q6t8y0z2b4d6'], status: 'resolved' }, 'ids.0'],
    ['another status', { ids: ['alr_01kaj3v5e8w2m4q6t8y0z2b4d6'], status: 'muted' }, 'status'],
    ['ids as a text', { ids: 'alr_01kaj3v5e8w2m4q6t8y0z2b4d6', status: 'open' }, 'ids'],
    ['an unknown field', { ids: ['alr_01kaj3v5e8w2m4q6t8y0z2b4d6'], status: 'open', note: 'x' }, 'note'],
    ['101 alerts', { ids: Array(101).fill('alr_01kaj3v5e8w2m4q6t8y0z2b4d6'), status: 'open' }, 'ids'],
  ])('with %s is refused with a message that names the field', async (_, body, path) => {
    const org = await newTestOrg()
    const answer = await call('PUT', '/api/v1/alerts', { key: org.key, body })
    expect(answer.status).toBe(422)
    expect((await answer.json<Problem>()).errors?.map((error) => error.path)).toContain(path)
  })

  it('needs its own scope', async () => {
    const org = await newTestOrg()
    const reader = await createKey(org, { scopes: ['alerts:read'] })
    expect((await call('GET', '/api/v1/alerts', { key: reader.key })).status).toBe(200)
    expect((await set(reader.key, ['alr_01kaj3v5e8w2m4q6t8y0z2b4d6'], 'open')).status).toBe(403)
  })
})
