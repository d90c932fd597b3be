import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { soon } from '../../../test/support/until.ts'
import worker from '../../index.ts'
import type { AnyJob, JobRun } from './job.ts'
import { runJobs } from './run-jobs.ts'

const HOUR = 3_600_000
const NINE = Date.parse('2026-11-21T09:00:00.000Z')

/** A job of this test that records the cursors it ran with. */
function kept(
  name: string,
  run: (cursor: string | null) => Promise<JobRun<string>> | JobRun<string>,
  every: AnyJob['every'] = 'hour',
) {
  const cursors: (string | null)[] = []
  const job: AnyJob = {
    name,
    phase: 'sweep',
    every,
    figures: {},
    run: async (_, cursor) => {
      cursors.push(cursor)
      return run(cursor)
    },
  }
  return { job, cursors }
}

const done = { cursor: null, result: {} }
const rowOf = (job: string) =>
  env.DB.prepare('SELECT started_at, finished_at, cursor, result FROM job_runs WHERE job = ?')
    .bind(job)
    .first<{ started_at: number; finished_at: number | null; cursor: string | null; result: string }>()

describe('the jobs', () => {
  it('run once an hour, or at each trigger, and record what they did', async () => {
    const hourly = kept('hourly', () => ({ cursor: null, result: { swept: 3 } }))
    const always = kept('always', () => done, 'minute')
    for (const minute of [0, 1, 59, 60, 61]) {
      await runJobs(await jobDeps(NINE + minute * 60_000), [hourly.job, always.job])
    }
    expect(hourly.cursors).toHaveLength(2)
    expect(always.cursors).toHaveLength(5)
    const row = await rowOf('hourly')
    expect(row).toMatchObject({ started_at: NINE + HOUR, cursor: null, result: '{"swept":3}' })
    expect(row?.finished_at).not.toBeNull()
  })

  it('run every ten minutes, and record nothing while there is nothing to do', async () => {
    const often = kept('often', () => done, 'ten minutes')
    let work = false
    const idle = kept('idle', () => done, 'minute')
    const hasWork = async () => work
    for (const minute of [0, 1, 9, 10, 19, 20]) {
      work = minute === 10
      await runJobs(await jobDeps(NINE + minute * 60_000), [often.job, { ...idle.job, hasWork }])
      if (minute < 10) expect(await rowOf('idle')).toBeNull()
    }
    expect(often.cursors).toHaveLength(3)
    expect(idle.cursors).toHaveLength(1)
    const unsure = kept('unsure', () => done, 'minute')
    await runJobs(await jobDeps(NINE), [{ ...unsure.job, hasWork: () => Promise.reject(new Error('unavailable')) }])
    expect(unsure.cursors).toHaveLength(1)
  })

  it('continue each minute where they stopped, until they are done', async () => {
    const { job, cursors } = kept('long', (cursor) => ({
      cursor: cursor === null ? 'a' : cursor === 'a' ? 'b' : null,
      result: {},
    }))
    for (let minute = 0; minute < 6; minute++) await runJobs(await jobDeps(NINE + minute * 60_000), [job])
    expect(cursors).toEqual([null, 'a', 'b'])
  })

  it('do not block each other, and a failed one is tried again where it stopped', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    let fails = true
    const failing = kept('failing', (cursor) => {
      if (cursor === null) return { cursor: 'half', result: {} }
      if (fails) throw new TypeError('the reason')
      return done
    })
    const steady = kept('steady', () => done)
    await runJobs(await jobDeps(NINE), [failing.job, steady.job])
    await runJobs(await jobDeps(NINE + 60_000), [failing.job, steady.job])
    expect(await rowOf('failing')).toMatchObject({ cursor: 'half', result: '{"failed":"TypeError"}' })
    expect(reported.mock.calls.join()).toContain('job failing failed: TypeError: the reason')
    fails = false
    await runJobs(await jobDeps(NINE + 120_000), [failing.job, steady.job])
    await runJobs(await jobDeps(NINE + 180_000), [failing.job, steady.job])
    expect(failing.cursors).toEqual([null, 'half', 'half'])
    expect(steady.cursors).toHaveLength(1)
    reported.mockRestore()
  })

  it('never run twice at once, and are resumed when a run has died', async () => {
    let release: (run: JobRun<string>) => void = () => {}
    const slow = kept('slow', () => new Promise<JobRun<string>>((resolve) => (release = resolve)))
    const first = runJobs(await jobDeps(NINE), [slow.job])
    await soon(() => slow.cursors.length).toBe(1)
    await runJobs(await jobDeps(NINE + 60_000), [slow.job])
    expect(slow.cursors).toHaveLength(1)
    const second = runJobs(await jobDeps(NINE + 16 * 60_000), [slow.job])
    const theirs = release
    await soon(() => slow.cursors.length).toBe(2)
    // The dead one returns: its report is too late to count.
    theirs({ cursor: 'late', result: {} })
    await first
    expect(await rowOf('slow')).toMatchObject({ finished_at: null, cursor: null })
    release(done)
    await second
    expect((await rowOf('slow'))?.finished_at).not.toBeNull()
  })

  it('run before a job that ended the runtime, which runs last and records how often that happened', async () => {
    const order: string[] = []
    let ends = true
    const recorded = (name: string, run: () => Promise<JobRun<string>> | JobRun<string>) => () => {
      order.push(name)
      return run()
    }
    const poison = kept(
      'poison',
      recorded('poison', () => (ends ? new Promise(() => {}) : done)),
      'minute',
    )
    const other = kept(
      'other',
      recorded('other', () => done),
      'minute',
    )
    const jobs = [poison.job, other.job]
    const interruptions = () =>
      env.DB.prepare("SELECT interruptions FROM job_runs WHERE job = 'poison'").first<number>('interruptions')
    void runJobs(await jobDeps(NINE), jobs)
    await soon(() => order).toEqual(['poison'])
    // While it may still be running, the others run; after a quarter of an hour it is tried again, after them.
    await runJobs(await jobDeps(NINE + 60_000), jobs)
    expect(order).toEqual(['poison', 'other'])
    for (const times of [1, 2]) {
      void runJobs(await jobDeps(NINE + times * 16 * 60_000), jobs)
      await soon(() => order.slice(2 * times)).toEqual(['other', 'poison'])
      expect(await interruptions()).toBe(times)
    }
    ends = false
    await runJobs(await jobDeps(NINE + 48 * 60_000), jobs)
    expect(await interruptions()).toBe(0)
  })

  it('of Gatehouse all run at the first trigger', async () => {
    await worker.scheduled(createScheduledController({ scheduledTime: Date.now() }), env, createExecutionContext())
    for (const job of ['sweep', 'settle-key-alerts', 'review-keys']) {
      expect(await rowOf(job), job).toMatchObject({ cursor: null, result: expect.not.stringContaining('failed') })
    }
  })
})
