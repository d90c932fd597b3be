import { databaseOf } from './db/client.ts'
import { alertMailOf, configOf } from './env.ts'
import { runJobs } from './jobs.ts'

/** The cron fires each minute; jobs.ts knows which job is due. */
export async function handleScheduled(controller: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  await runJobs({
    db: databaseOf(env.DB),
    guards: env.KEY_GUARD,
    quotas: env.ORG_QUOTA,
    config: await configOf(env),
    mail: alertMailOf(env),
    waitUntil: (work) => ctx.waitUntil(work),
    now: controller.scheduledTime,
  })
}
