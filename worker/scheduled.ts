import './features.ts'
import { boundTo } from './platform/deps.ts'
import { alertMailOf, archiveOf, configOf } from './platform/env.ts'
import { reportError } from './platform/lib/report.ts'
import { loadParts } from './platform/manifest/feature.ts'
import { loadJobs } from './platform/manifest/jobs.ts'
import { runJobs } from './platform/scheduler/run-jobs.ts'
import { checkSecrets } from './platform/secrets/check-secrets.ts'

/** The cron trigger fires each minute. It runs the tasks of each minute first, then the jobs that are due. */
export async function handleScheduled(controller: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  const bound = boundTo(env)
  for (const task of await loadParts(({ minuteTasks }) => minuteTasks)) {
    try {
      await task.run(bound, Date.now())
    } catch (error) {
      reportError(`${task.name} failed; the next minute tries again`, error)
    }
  }
  const config = configOf(env)
  try {
    await checkSecrets({ ...bound, config }, Date.now())
  } catch (error) {
    reportError('the secrets could not be checked; the next minute tries again', error)
  }
  await runJobs(
    {
      ...bound,
      config,
      mail: alertMailOf(env),
      archive: archiveOf(env),
      waitUntil: (work) => ctx.waitUntil(work),
      now: controller.scheduledTime,
    },
    await loadJobs(),
  )
}
