import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type {
  IncomingRequest,
  IncomingWebhookWithToken,
  ReplayAccepted,
  ReplayJob,
} from '../../../../contract/incoming.ts'
import type { ModuleRecord } from '../../../../contract/records.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { findJob } from '../../../platform/batch-jobs/job-store.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import { idFloor, newId } from '../../../platform/lib/ids.ts'
import { continueReplay } from './replay-job.ts'
import { runReplays } from './run-replays.ts'

/** Records of `calls` are not unique, so that whatever is done twice shows. */
const CALLS = {
  slug: 'calls',
  name: 'Calls',
  fields: [
    { name: 'number', type: 'number', required: true },
    { name: 'text', type: 'text' },
  ],
}

/** What refuses everything: no payload has this value. */
const WRONG = { number: 'nowhere' }
const RIGHT = { number: 'n' }

async function newHook(more: object = {}): Promise<{ org: TestOrg; hook: IncomingWebhookWithToken; path: string }> {
  const org = await newTestOrg()
  await json('POST', '/api/v1/modules', { key: org.key, body: CALLS })
  const hook = await json<IncomingWebhookWithToken>('POST', '/api/v1/incoming-webhooks', {
    key: org.key,
    body: { name: 'Calls', module: 'calls', mapping: WRONG, ...more },
  })
  return { org, hook, path: `/api/v1/incoming-webhooks/${hook.id}` }
}

async function send(hook: { token: string }, numbers: readonly unknown[], more: object = {}): Promise<void> {
  for (const n of numbers) await call('POST', `/api/v1/webhooks/incoming/${hook.token}`, { body: { n, ...more } })
}

const mend = (org: TestOrg, path: string, mapping: object = RIGHT) =>
  json('PATCH', path, { key: org.key, body: { mapping } })

const replay = (org: TestOrg, path: string, body: object = { verdict: 'refused' }) =>
  json<ReplayAccepted>('POST', `${path}/requests/replay`, { key: org.key, body })

const jobsOf = async (org: TestOrg, path: string) => (await json<Page<ReplayJob>>('GET', `${path}/replays`, org)).data

const ended = (org: TestOrg, path: string) =>
  until(async () => (await jobsOf(org, path)).every(({ status }) => status !== 'running'))

/** The numbers in the order in which they became records. */
async function numbersOf(org: TestOrg): Promise<unknown[]> {
  const { data } = await json<Page<ModuleRecord>>('GET', '/api/v1/records/calls?limit=100', org)
  return data.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((record) => record.data.number)
}

const requestsOf = async (org: TestOrg, path: string) =>
  (await json<Page<IncomingRequest>>('GET', `${path}/requests?limit=100`, org)).data

/** A job as it is stored right after it was started, which nothing runs yet. */
async function storedJob(org: TestOrg, webhookId: string, total: number) {
  const id = newId('job', Date.now())
  const filter = { verdict: 'refused', fromId: null, toId: idFloor('inr', Date.now() + 1) }
  await env.DB.prepare(
    `INSERT INTO retry_jobs (organization_id, webhook_id, id, status, filter, total, cursor, created_at, kind)
     VALUES (?, ?, ?, 'running', ?, ?, '', ?, 'replay')`,
  )
    .bind(org.organizationId, webhookId, id, JSON.stringify(filter), total, Date.now())
    .run()
  return async () => {
    const row = await findJob(databaseOf(env.DB), org.organizationId, webhookId, id)
    if (!row) throw new Error('the job is gone')
    return row
  }
}

describe('a replay of everything that was refused', () => {
  it('handles each by the settings of now, the oldest first, and says which are refused again', async () => {
    const { org, hook, path } = await newHook()
    await send(hook, [1, 2, 'three', 4])
    expect(await replay(org, path, { verdict: 'refused', dryRun: true })).toEqual({ count: 4, job: null })
    await mend(org, path)
    const { count, job } = await replay(org, path)
    expect([count, job]).toMatchObject([4, { status: 'running', total: 4, done: 0, refused: 0 }])
    await ended(org, path)
    const after = await json<ReplayJob>('GET', `${path}/replays/${job?.id}`, org)
    expect(after).toMatchObject({ status: 'done', total: 4, done: 4, refused: 1 })
    expect(after.finishedAt).not.toBeNull()
    expect(await numbersOf(org)).toEqual([1, 2, 4])
    const made = (await requestsOf(org, path)).filter((one) => one.replay)
    expect(made.map(({ verdict }) => verdict).toSorted()).toEqual(['accepted', 'accepted', 'accepted', 'refused'])

    // What was accepted since is not offered again.
    expect(await replay(org, path, { verdict: 'refused', dryRun: true })).toMatchObject({ count: 1 })
    const { data } = await json<Page<{ action: string; after: object }>>('GET', '/api/v1/audit-logs', org)
    expect(data.find(({ action }) => action === 'incoming_webhook.requests_replayed')?.after).toEqual({
      job: job?.id,
      count: 4,
    })
  })

  it('leaves out what the sender itself sent again, and what came after it was started', async () => {
    const { org, hook, path } = await newHook({ senderId: { path: 'delivery' } })
    await send(hook, [1], { delivery: 'one' })
    await send(hook, [2], { delivery: 'two' })
    await mend(org, path)
    await send(hook, [2], { delivery: 'two' })
    expect(await replay(org, path)).toMatchObject({ count: 1 })
    await ended(org, path)
    expect(await numbersOf(org)).toEqual([2, 1])
    // The sender's own repetition of what was replayed does nothing.
    await send(hook, [1], { delivery: 'one' })
    expect(await numbersOf(org)).toEqual([2, 1])
  })

  it('can be narrowed by time, and accepted requests by their result', async () => {
    const { org, hook, path } = await newHook({ mapping: RIGHT })
    await send(hook, [1, 2])
    const [second] = await requestsOf(org, path)
    const from = second?.receivedAt
    const later = new Date(Date.now() + 60_000).toISOString()
    const count = async (body: object) => (await replay(org, path, { dryRun: true, ...body })).count
    expect(await count({ verdict: 'accepted' })).toBe(2)
    expect(await count({ verdict: 'accepted', result: 'created', from })).toBeLessThanOrEqual(2)
    expect(await count({ verdict: 'accepted', from: later })).toBe(0)
    expect(await count({ verdict: 'accepted', result: 'updated' })).toBe(0)
    expect(await count({ verdict: 'refused' })).toBe(0)
    await replay(org, path, { verdict: 'accepted' })
    await ended(org, path)
    expect(await numbersOf(org)).toEqual([1, 2, 1, 2])
  })

  it('is refused with the field that is wrong, and with too many requests for one job', async () => {
    const { org, hook, path } = await newHook()
    const now = new Date().toISOString()
    const wrong: [object, string][] = [
      [{}, 'verdict'],
      [{ verdict: 'repeated' }, 'verdict'],
      [{ verdict: 'refused', ids: ['inr_01kaj3v5e8w2m4q6t8y0z2b4d6'] }, 'verdict'],
      [{ ids: ['inr_01kaj3v5e8w2m4q6t8y0z2b4d6'], from: now }, 'ids'],
      [{ verdict: 'refused', result: 'created' }, 'result'],
      [{ verdict: 'refused', from: now, to: '2020-01-01T00:00:00Z' }, 'to'],
    ]
    const ask = (body: object) => call('POST', `${path}/requests/replay`, { key: org.key, body })
    for (const [body, field] of wrong) {
      const answer = await ask(body)
      const problem = await answer.json<Problem>()
      expect([answer.status, problem.errors?.[0]?.path], JSON.stringify(body)).toEqual([422, field])
    }
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)
       INSERT INTO incoming_requests (organization_id, webhook_id, id, environment, verdict, outcome, size_bytes, headers, body)
       SELECT ?, ?, ? || printf('%016d', i), 'live', 'refused', 'invalid', 0, '{}', x'7b7d' FROM n`,
    )
      .bind(org.organizationId, hook.id, idFloor('inr', Date.now() - 1000))
      .run()
    const many = await ask({ verdict: 'refused' })
    expect([many.status, (await many.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'from'])
    expect(await jobsOf(org, path)).toEqual([])
  })
})

describe('a replay that was interrupted', () => {
  it('is continued by the next minute where it stood, and by two runs at once without doing anything twice', async () => {
    const { org, hook, path } = await newHook()
    const all = [1, 2, 3, 4, 5, 6, 7, 8]
    await send(hook, all)
    await mend(org, path)
    const read = await storedJob(org, hook.id, all.length)
    const deps = await jobDeps(Date.now())
    const atFirst = await read()
    await continueReplay(deps, atFirst, { left: 3 })
    expect(await read()).toMatchObject({ status: 'running', done: 3 })
    // The runs start from the same place, one of them from what it read long ago.
    const stands = await read()
    await Promise.all([atFirst, stands, stands].map((job) => continueReplay(deps, job, { left: 2 })))
    expect(await numbersOf(org)).toEqual(all.slice(0, (await read()).done))
    while ((await read()).status === 'running') await runReplays.run(deps, null)
    expect(await read()).toMatchObject({ status: 'done', done: 8, refused: 0 })
    expect(await numbersOf(org)).toEqual(all)
    expect(await runReplays.hasWork?.(deps)).toBe(false)
  })

  it('replays nothing more once it was stopped', async () => {
    const { org, hook, path } = await newHook()
    await send(hook, [1, 2, 3])
    await mend(org, path)
    const read = await storedJob(org, hook.id, 3)
    const deps = await jobDeps(Date.now())
    await continueReplay(deps, await read(), { left: 1 })
    const before = await read()
    const stopped = await json<ReplayJob>('DELETE', `${path}/replays/${before.id}`, org)
    expect(stopped).toMatchObject({ status: 'canceled', done: 1 })
    // A run that has not seen it yet.
    expect(await continueReplay(deps, before, { left: 10 })).toBe(0)
    expect(await numbersOf(org)).toEqual([1])
    expect(await read()).toMatchObject({ status: 'canceled', done: 1 })
  })

  it('ends when its incoming webhook is deleted', async () => {
    const { org, hook, path } = await newHook()
    await send(hook, [1])
    await mend(org, path)
    const read = await storedJob(org, hook.id, 1)
    await call('DELETE', path, org)
    await runReplays.run(await jobDeps(Date.now()), null)
    expect(await read()).toMatchObject({ status: 'canceled', done: 0 })
    expect(await numbersOf(org)).toEqual([])
  })
})
