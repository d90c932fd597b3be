import { runningJobs } from '../../../platform/batch-jobs/job-store.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { continueReplay, MAX_RUN } from './replay-job.ts'

/** Continues the replays of many requests that have not ended: those of many requests, and those that were interrupted. */
export const runReplays: Job<'requests'> = {
  name: 'replay-requests',
  phase: 'sweep',
  every: 'minute',
  figures: { requests: ['request replayed', 'requests replayed'] },
  hasWork: async ({ db }) => (await runningJobs(db, 'replay')).length > 0,
  run: async (deps) => {
    const budget = { left: MAX_RUN }
    let requests = 0
    for (const job of await runningJobs(deps.db, 'replay')) requests += await continueReplay(deps, job, budget)
    return { cursor: null, result: { requests } }
  },
}
