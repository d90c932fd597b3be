import { join } from 'node:path'
import { hashOf, writeAtomically } from './files.ts'
import { acquireLock } from './lock.mjs'
import { say, withProgress } from './say.ts'
import { ROOT, readIfExists, type Settings, stateFile, UserError } from './settings.ts'
import { collect, wrangler } from './wrangler.ts'

/**
 * Brings the local database up to date. It costs milliseconds if there is no new migration. Wrangler applies a
 * migration and records it in one batch, so a kill in the middle leaves none half done.
 *
 * @throws UserError with the output of wrangler if a migration fails
 */
export async function migrate(settings: Settings): Promise<void> {
  // The stamp is next to the database, so that both are deleted together.
  const stamp = join(settings.state, 'v3/d1/gatehouse-migrations')
  const wanted = hashOf(ROOT, ['migrations'])
  if (readIfExists(stamp) === wanted) return
  const lock = await acquireLock(stateFile(settings, 'migrate.lock'), {
    onWait: () => say('Another Gatehouse command is preparing the database; waiting for it to finish.'),
  })
  try {
    if (readIfExists(stamp) === wanted) return
    say('Applying the database migrations.')
    const run = wrangler(['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', settings.state], {
      stdout: 'pipe',
      stderr: 'pipe',
      // Otherwise wrangler asks for confirmation, and waits forever if nobody can answer.
      env: { CI: 'true' },
    })
    lock.setGroup(await run.group)
    const { code, output } = await withProgress('Applying the database migrations', () => collect(run))
    if (code !== 0) throw new UserError(`A database migration failed:\n${output}`)
    writeAtomically(stamp, wanted)
  } finally {
    lock.release()
  }
}
