import { setTimeout as sleep } from 'node:timers/promises'
import { claimedUrl } from './run-record.ts'
import { say } from './say.ts'
import { isHealthy } from './server.ts'
import { type Settings, UserError } from './settings.ts'

/** How long one that is starting is waited for, ms. */
const GIVE_UP_MS = 180_000

/**
 * Waits for the running copy with these settings to answer.
 *
 * @throws UserError when none is running there, or it does not come up
 */
export async function untilUp(settings: Settings): Promise<void> {
  const started = Date.now()
  let told = false
  while (!(await isHealthy(settings.url))) {
    const claimed = claimedUrl(settings)
    if (claimed !== settings.url || Date.now() - started > GIVE_UP_MS) {
      throw new UserError(
        `No Gatehouse answers at ${settings.url}${claimed ? `; the one with this data runs at ${claimed}` : ''}.\n` +
          'Start one in another terminal with `npm start`, and give both commands the same PORT and GATEHOUSE_STATE.',
      )
    }
    if (!told) say(`Gatehouse is still starting at ${settings.url}; waiting for it.`)
    told = true
    await sleep(300)
  }
}
