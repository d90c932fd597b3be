import { boundTo } from './deps.ts'
import { alertMailOf, configOf } from './env.ts'
import { runJobs } from './jobs.ts'

/** The cron fires each minute; jobs.ts knows which job is due. */
export async function handleScheduled(controller: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  await runJobs({
    ...boundTo(env),
    config: await configOf(env),
    mail: alertMailOf(env),
    waitUntil: (work) => ctx.waitUntil(work),
    now: controller.scheduledTime,
  })
}
