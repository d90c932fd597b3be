import { sweepDeliveries } from './features/webhooks/delivery/sweep.ts'
import { boundTo } from './platform/deps.ts'
import { alertMailOf, archiveOf, configOf } from './platform/env.ts'
import { reportError } from './platform/lib/report.ts'
import { runJobs } from './platform/scheduler/run-jobs.ts'
import { checkSecrets } from './platform/secrets/check-secrets.ts'

/**
 * The cron fires each minute: the sweep of deliveries each time, and jobs.ts knows which job is due. The sweep is no job
 * there: it must not wait for one that was cut off, and may well run twice at a time.
 */
export async function handleScheduled(controller: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  const bound = boundTo(env)
  try {
    await sweepDeliveries({ db: bound.db, queue: env.DELIVERIES }, Date.now())
  } catch (error) {
    reportError('the sweep of deliveries failed; the next minute tries again', error)
  }
  const config = configOf(env)
  try {
    await checkSecrets({ ...bound, config }, Date.now())
  } catch (error) {
    reportError('the secrets could not be checked; the next minute tries again', error)
  }
  await runJobs({
    ...bound,
    config,
    mail: alertMailOf(env),
    archive: archiveOf(env),
    waitUntil: (work) => ctx.waitUntil(work),
    now: controller.scheduledTime,
  })
}
