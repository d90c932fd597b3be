import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeAtomically } from './files.ts'
import { acquireLock, type Lock, LockHeld, lockHolder } from './lock.mjs'
import { say } from './say.ts'
import { readIfExists, type Settings, stateFile, UserError } from './settings.ts'

/** A copy whose npm was killed needs up to a second to notice, and some more to end. */
const PATIENCE_MS = 6_000

/**
 * Makes this process the only one that works with a state directory. Two runtimes on the same database would both
 * assume that they alone hold a Durable Object. What an earlier, killed run left is ended first.
 *
 * @throws UserError if a living copy already uses the directory, or if it cannot be used
 */
export async function claimState(settings: Settings): Promise<Lock> {
  prepareState(settings)
  try {
    const lock = await acquireLock(lockFile(settings), {
      patienceMs: PATIENCE_MS,
      onWait: () => say('Another Gatehouse uses this data; waiting a few seconds in case it is ending.'),
    })
    writeAtomically(stateFile(settings, 'url'), settings.url)
    return lock
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    const url = readIfExists(stateFile(settings, 'url')) ?? settings.url
    throw new UserError(
      `Gatehouse already runs with this data at ${url} (process ${error.holder.owner.pid}).\n` +
        'Use that one, or start a second copy with its own port and data:\n' +
        '  PORT=8788 GATEHOUSE_STATE=.wrangler/second npm start',
    )
  }
}

/** Creates the state directory. Throws UserError if it is not writable. */
export function prepareState(settings: Settings): void {
  const ours = dirname(stateFile(settings, 'url'))
  try {
    mkdirSync(ours, { recursive: true })
    for (const path of [settings.state, ours]) accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new UserError(
      `Gatehouse cannot keep its data in ${settings.state}: ${REASONS[String(code)] ?? String(code)}.\n` +
        'Choose a directory that you can write to:\n' +
        '  GATEHOUSE_STATE=.wrangler/state npm start',
    )
  }
}

const REASONS: Record<string, string> = {
  EEXIST: 'it is a file, not a directory',
  ENOTDIR: 'a part of this path is a file, not a directory',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
}

/** Where the copy with this state directory runs, or is starting; null if there is none. */
export function claimedUrl(settings: Settings): string | null {
  return lockHolder(lockFile(settings)) && readIfExists(stateFile(settings, 'url'))
}

function lockFile(settings: Settings): string {
  return stateFile(settings, 'run.lock')
}
