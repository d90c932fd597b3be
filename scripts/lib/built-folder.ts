import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, writeAtomically } from './files.ts'
import { acquireLock, type Lock } from './lock.mjs'
import { say, withProgress } from './say.ts'
import { ROOT, readIfExists } from './settings.ts'

type Build = {
  /** The name of its folder in dist/. */
  name: string
  /** As in "Building the dashboard". */
  what: string
  /** The files and directories that the result depends on. */
  inputs: string[]
  /** Writes all files into the new, empty directory. It sets the group of the lock if it starts another program. */
  write: (directory: string, lock: Lock) => Promise<void>
}

const DIST = join(ROOT, 'dist')

/**
 * Builds a folder of dist/ unless it is up to date, and returns its path. Concurrent processes take turns. A failed or
 * interrupted build leaves the old files, and is repeated by the next process.
 */
export async function buildFolder({ name, what, inputs, write }: Build): Promise<string> {
  const output = join(DIST, name)
  // Next to the directory, not in it: everything in it is served or deployed.
  const stamp = join(DIST, `${name}.inputs`)
  const isFresh = (wanted: string) => existsSync(output) && readIfExists(stamp) === wanted
  if (isFresh(hashOf(ROOT, inputs))) return output
  const lock = await acquireLock(join(ROOT, `.local/${name}.lock`), {
    onWait: () => say(`Another Gatehouse command is building ${what}; waiting for it to finish.`),
  })
  try {
    const wanted = hashOf(ROOT, inputs)
    if (isFresh(wanted)) return output
    say(`Building ${what}.`)
    mkdirSync(DIST, { recursive: true })
    for (const left of readdirSync(DIST)) {
      if (left.startsWith(`.${name}-`)) rmSync(join(DIST, left), { recursive: true, force: true })
    }
    const draft = join(DIST, `.${name}-draft-${process.pid}`)
    mkdirSync(draft)
    await withProgress(`Building ${what}`, () => write(draft, lock))
    // A kill between the two renames leaves no stamp, so the next process builds again.
    rmSync(stamp, { force: true })
    const old = join(DIST, `.${name}-old-${process.pid}`)
    if (existsSync(output)) renameSync(output, old)
    renameSync(draft, output)
    rmSync(old, { recursive: true, force: true })
    writeAtomically(stamp, wanted)
    return output
  } finally {
    lock.release()
  }
}
