import { mkdirSync } from 'node:fs'
import { writeAtomically } from './files.ts'
import { acquireLock, type Lock, LockHeld, lockHolder } from './lock.mjs'
import { say } from './say.ts'
import { readIfThere, type Settings, stateFile, UserError } from './settings.ts'

/** A copy whose npm was killed needs up to a second to notice it, and some more to end. */
const PATIENCE_MS = 6_000

/**
 * Makes this process the only one that works with a state directory. Two runtimes on the same database would each
 * believe that they alone hold a Durable Object. What an earlier, killed run left behind is ended first.
 *
 * @throws UserError when a living copy already uses the directory
 */
export async function claimState(settings: Settings): Promise<Lock> {
  mkdirSync(settings.state, { recursive: true })
  try {
    const lock = await acquireLock(lockFile(settings), {
      patienceMs: PATIENCE_MS,
      onWait: () => say('Another Gatehouse uses this data; waiting a few seconds in case it is ending.'),
    })
    writeAtomically(stateFile(settings, 'url'), settings.url)
    return lock
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    const url = readIfThere(stateFile(settings, 'url')) ?? settings.url
    throw new UserError(
      `Gatehouse already runs with this data at ${url} (process ${error.holder.owner.pid}).\n` +
        'Use that one, or start a second copy with its own port and data:\n' +
        '  PORT=8788 GATEHOUSE_STATE=.wrangler/second npm start',
    )
  }
}

/** Where the copy with this state directory runs, or is about to; null when none does. */
export function claimedUrl(settings: Settings): string | null {
  return lockHolder(lockFile(settings)) && readIfThere(stateFile(settings, 'url'))
}

function lockFile(settings: Settings): string {
  return stateFile(settings, 'run.lock')
}
