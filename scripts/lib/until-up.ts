import { setTimeout as sleep } from 'node:timers/promises'
import { claimedUrl } from './run-record.ts'
import { say } from './say.ts'
import { isHealthy } from './server.ts'
import { type Settings, UserError } from './settings.ts'

/** How long to wait for a copy that is starting, ms. */
const GIVE_UP_MS = 180_000

/**
 * Waits for the running copy with these settings to answer.
 *
 * @throws UserError if none is running there, or it does not answer
 */
export async function untilUp(settings: Settings): Promise<void> {
  const started = Date.now()
  let hasReported = false
  while (!(await isHealthy(settings.url))) {
    const claimed = claimedUrl(settings)
    if (claimed !== settings.url || Date.now() - started > GIVE_UP_MS) {
      throw new UserError(
        `No Gatehouse answers at ${settings.url}${claimed ? `; the one with this data runs at ${claimed}` : ''}.\n` +
          'Start one in another terminal with `npm start`, and give both commands the same PORT and GATEHOUSE_STATE.',
      )
    }
    if (!hasReported) say(`Gatehouse is still starting at ${settings.url}; waiting for it.`)
    hasReported = true
    await sleep(300)
  }
}
