import { env } from 'cloudflare:workers'
import { databaseOf } from '../../worker/db/client.ts'
import { configOf } from '../../worker/env.ts'
import type { JobDeps } from '../../worker/job.ts'

/** What a job works with when the cron trigger fires at `now` (ms). */
export const jobDeps = async (
  now: number,
  mail: JobDeps['mail'] = null,
  bindings: Cloudflare.Env = env,
): Promise<JobDeps> => ({
  db: databaseOf(bindings.DB),
  guards: bindings.KEY_GUARD,
  quotas: bindings.ORG_QUOTA,
  config: await configOf(env),
  waitUntil: (work) => void work,
  mail,
  now,
})
