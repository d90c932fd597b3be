import { env } from 'cloudflare:workers'
import { boundTo } from '../../worker/deps.ts'
import { archiveOf, configOf } from '../../worker/env.ts'
import type { JobDeps } from '../../worker/job.ts'

/** What a job works with when the cron trigger fires at `now` (ms). */
export const jobDeps = async (
  now: number,
  mail: JobDeps['mail'] = null,
  bindings: Cloudflare.Env = env,
): Promise<JobDeps> => ({
  ...boundTo(bindings),
  config: await configOf(env),
  waitUntil: (work) => void work,
  mail,
  archive: archiveOf(bindings),
  now,
})
