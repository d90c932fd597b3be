import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import type { Archive, ArchiveKind, ArchivePage, JobPage } from '../../../contract/maintenance.ts'
import { call, createKey, json, newTestOrg } from '../../../test/support/kit.ts'
import worker from '../../index.ts'
import { newId } from '../../platform/lib/ids.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import { gzipText } from '../../platform/retention/gzip.ts'

const NOW = Date.now()

/** An archive as a purge writes it. */
async function stored(organizationId: string, kind: ArchiveKind, daysAgo: number, lines: string): Promise<string> {
  const time = NOW - daysAgo * DAY_MS
  const id = newId('arc', time)
  const name = `${organizationId}/${kind}/${id}.jsonl.gz`
  const gzip = gzipText()
  await gzip.write(lines)
  const file = await gzip.finish()
  await env.ARCHIVE.put(name, file)
  await env.DB.prepare('INSERT INTO archives VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)')
    .bind(organizationId, id, kind, time, time, file.length, name, NOW)
    .run()
  return id
}

const list = (key: string, query = '') => json<ArchivePage>('GET', `/api/v1/archives?${query}`, { key })
const idsOf = (page: { data: Archive[] }) => page.data.map(({ id }) => id)

describe('archives', () => {
  it('are listed by pages, newest entries first, only those with content that the caller may read', async () => {
    const org = await newTestOrg()
    const [old, middle, young] = [
      await stored(org.organizationId, 'audit_logs', 400, '{}\n'),
      await stored(org.organizationId, 'deliveries', 50, '{}\n'),
      await stored(org.organizationId, 'event_logs', 40, '{}\n'),
    ]
    const all = await list(org.key)
    expect([idsOf(all), all.bucket, all.nextCursor]).toEqual([[young, middle, old], true, null])
    expect(all.data[0]).toMatchObject({ kind: 'event_logs', rows: 1, from: new Date(NOW - 40 * DAY_MS).toISOString() })
    const first = await list(org.key, 'limit=2')
    expect(idsOf(await list(org.key, `limit=2&cursor=${first.nextCursor}`))).toEqual([old])
    expect(idsOf(await list(org.key, 'kind=deliveries'))).toEqual([middle])
    for (const [scope, its] of [
      ['logs:read', young],
      ['webhooks:read', middle],
      ['audit:read', old],
    ] as const) {
      const { key } = await createKey(org, { scopes: [scope] })
      expect(idsOf(await list(key))).toEqual([its])
      const answers = [old, middle, young].map((id) => call('GET', `/api/v1/archives/${id}`, { key }))
      const statuses = (await Promise.all(answers)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 403)).toHaveLength(2)
    }
    const { key } = await createKey(org, { scopes: ['logs:read'] })
    expect((await call('GET', '/api/v1/archives?kind=audit_logs', { key })).status).toBe(403)
    for (const query of ['cursor=abc', 'kind=other', 'limit=0']) {
      expect((await call('GET', `/api/v1/archives?${query}`, org)).status).toBe(422)
    }
  })

  it('are downloaded as stored in the bucket, and the audit log says by whom', async () => {
    const org = await newTestOrg()
    const id = await stored(org.organizationId, 'event_logs', 40, '{"id":"log_1"}\n')
    const answer = await call('GET', `/api/v1/archives/${id}`, org)
    expect(answer.headers.get('content-type')).toBe('application/gzip')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="event-logs-\d{4}-\d\d-\d\d-arc_[0-9a-z]{26}\.jsonl\.gz"$/,
    )
    const text = await new Response(answer.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(text).toBe('{"id":"log_1"}\n')
    const { data } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=archive.downloaded', org)
    expect(data).toMatchObject([
      { target: { type: 'archive', id }, actor: { id: org.keyId }, after: { kind: 'event_logs', rows: 1 } },
    ])
  })

  it('of another organization are not found, and a missing file says so', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = await stored(other.organizationId, 'event_logs', 40, '{}\n')
    expect((await list(org.key)).data).toEqual([])
    const problems = await Promise.all(
      [theirs, newId('arc', NOW)].map(async (id) => {
        const { requestId: _, ...problem } = await json<Record<string, unknown>>('GET', `/api/v1/archives/${id}`, org)
        return problem
      }),
    )
    expect(problems[0]).toMatchObject({ status: 404, title: 'Archive not found' })
    expect(problems[1]).toEqual(problems[0])
    const own = await stored(org.organizationId, 'event_logs', 40, '{}\n')
    const { ARCHIVE: _, ...unbound } = env
    const without = { key: org.key, env: unbound as Cloudflare.Env }
    expect(await json('GET', `/api/v1/archives/${own}`, without)).toMatchObject({ status: 503, code: 'no_bucket' })
    expect((await json<ArchivePage>('GET', '/api/v1/archives', without)).bucket).toBe(false)
    await env.ARCHIVE.delete(`${org.organizationId}/event_logs/${own}.jsonl.gz`)
    expect(await json('GET', `/api/v1/archives/${own}`, org)).toMatchObject({ status: 410, code: 'archive_gone' })
    expect((await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=archive.downloaded', org)).data).toEqual([])
  })
})

const jobs = (key: string) => json<JobPage>('GET', '/api/v1/jobs', { key })
const fire = (at: number) =>
  worker.scheduled(createScheduledController({ scheduledTime: at }), env, createExecutionContext())
const jobIn = (page: JobPage, name: string) => page.data.find((job) => job.name === name)

describe('the jobs', () => {
  it('are listed with their result, when they are due, and whether the cron trigger works', async () => {
    const org = await newTestOrg()
    const never = await jobs(org.key)
    expect(never).toMatchObject({ firedAt: null, late: true })
    expect(jobIn(never, 'sweep')).toMatchObject({ state: 'never', lastStartedAt: null, result: 'It has not run yet.' })
    expect(jobIn(never, 'send-alert-mails')).toMatchObject({ state: 'off', nextAt: null })

    await fire(Date.now())
    const ran = await jobs(org.key)
    expect(ran.late).toBe(false)
    expect(Date.now() - Date.parse(ran.firedAt ?? '')).toBeLessThan(60_000)
    const unfinished = ran.data.filter(({ state }) => state !== 'done')
    expect(unfinished).toEqual([])
    const nextHour = Math.floor(Date.now() / 3_600_000 + 1) * 3_600_000
    const due = Date.parse(jobIn(ran, 'purge-event-logs')?.nextAt ?? '')
    expect([nextHour, nextHour - 3_600_000 + 60_000]).toContain(due)
    expect(Date.parse(jobIn(ran, 'deliveries')?.nextAt ?? '') - Date.now()).toBeLessThanOrEqual(60_000)

    const change = (text: string, job = 'sweep') =>
      env.DB.prepare(`UPDATE job_runs SET ${text} WHERE job = ?`).bind(job).run()
    await change(`result = '{"failed":"TypeError"}'`)
    expect(jobIn(await jobs(org.key), 'sweep')).toMatchObject({
      state: 'failed',
      result: expect.stringContaining('TypeError'),
    })
    await change(`result = '{"removed":1}', cursor = 'more'`)
    const other = await newTestOrg()
    await env.DB.prepare('INSERT INTO installation VALUES (1, ?, 0)').bind(other.organizationId).run()
    expect(jobIn(await jobs(org.key), 'sweep')).toMatchObject({ state: 'waiting', result: 'Done.' })
    expect(jobIn(await jobs(other.key), 'sweep')).toMatchObject({ result: '1 row removed.' })
    await change(`result = '{"kept":1}'`, 'purge-event-logs')
    expect(jobIn(await jobs(org.key), 'purge-event-logs')?.result).toContain('no bucket is bound')
    await change('finished_at = NULL')
    expect(jobIn(await jobs(org.key), 'sweep')).toMatchObject({ state: 'running' })
    await env.DB.prepare('UPDATE job_runs SET started_at = started_at - 660000').run()
    expect((await jobs(org.key)).late).toBe(true)
  })
})
