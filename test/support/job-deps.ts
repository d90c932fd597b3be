import { env } from 'cloudflare:workers'
import { boundTo } from '../../worker/platform/deps.ts'
import { archiveOf, configOf } from '../../worker/platform/env.ts'
import type { JobDeps } from '../../worker/platform/scheduler/job.ts'

/** The dependencies of a job when the cron trigger fires at `now` (ms). */
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
