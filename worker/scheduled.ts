import { databaseOf } from './db/client.ts'
import { sweepExpired } from './upkeep.ts'

/** The cron fires each minute; upkeep runs on the full hour. */
export async function handleScheduled(controller: ScheduledController, env: Env): Promise<void> {
  if (new Date(controller.scheduledTime).getUTCMinutes() === 0) {
    await sweepExpired(databaseOf(env.DB), controller.scheduledTime)
  }
}
