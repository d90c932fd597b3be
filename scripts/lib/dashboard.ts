import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, writeAtomically } from './files.ts'
import { acquireLock } from './lock.mjs'
import { startInGroup } from './process-group.mjs'
import { say, withProgress } from './say.ts'
import { ROOT, readIfThere, UserError } from './settings.ts'
import { collect } from './wrangler.ts'

const INPUTS = ['admin-ui', 'client', 'contract', 'vite.config.ts', 'package-lock.json']
const DIST = join(ROOT, 'dist')
const OUTPUT = join(DIST, 'admin-ui')
// Beside the directory, not in it: whatever lies in it is served.
const STAMP = join(DIST, 'admin-ui.inputs')

/**
 * Builds the dashboard unless what is built already comes from the same files.
 *
 * @throws UserError with Vite's own words when the build fails
 */
export async function buildDashboard(): Promise<void> {
  if (isFresh(hashOf(ROOT, INPUTS))) return
  const lock = await acquireLock(join(ROOT, '.local/dashboard.lock'), {
    onWait: () => say('Another Gatehouse command is building the dashboard; waiting for it to finish.'),
  })
  try {
    const inputs = hashOf(ROOT, INPUTS)
    if (isFresh(inputs)) return
    say('Building the dashboard.')
    clearLeftovers()
    const draft = join(DIST, `.draft-${process.pid}`)
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
    const run = startInGroup(
      process.execPath,
      [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
      {
        cwd: ROOT,
        stdout: 'pipe',
        stderr: 'pipe',
      },
    )
    lock.setGroup(await run.group)
    const { code, output } = await withProgress('Building the dashboard', () => collect(run))
    if (code !== 0) throw new UserError(`The dashboard could not be built:\n${output}`)
    swap(draft)
    writeAtomically(STAMP, inputs)
  } finally {
    lock.release()
  }
}

function isFresh(inputs: string): boolean {
  return existsSync(join(OUTPUT, 'index.html')) && readIfThere(STAMP) === inputs
}

/** A kill between the two renames leaves no stamp, so the next run builds again. */
function swap(draft: string): void {
  rmSync(STAMP, { force: true })
  const old = join(DIST, `.old-${process.pid}`)
  if (existsSync(OUTPUT)) renameSync(OUTPUT, old)
  renameSync(draft, OUTPUT)
  rmSync(old, { recursive: true, force: true })
}

function clearLeftovers(): void {
  if (!existsSync(DIST)) return
  for (const name of readdirSync(DIST)) {
    if (name.startsWith('.draft-') || name.startsWith('.old-'))
      rmSync(join(DIST, name), { recursive: true, force: true })
  }
}
