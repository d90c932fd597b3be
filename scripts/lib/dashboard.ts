import { join } from 'node:path'
import { buildFolder } from './built-folder.ts'
import { compileMessages } from './messages.ts'
import { startInGroup } from './process-group.mjs'
import { ROOT, UserError } from './settings.ts'
import { collect } from './wrangler.ts'

const INPUTS = ['admin-ui', 'client', 'contract', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the dashboard in dist/admin-ui unless it is up to date.
 *
 * @throws UserError with the output of Vite if the build fails
 */
export async function buildDashboard(): Promise<void> {
  await compileMessages()
  await buildFolder({
    name: 'admin-ui',
    what: 'the dashboard',
    inputs: INPUTS,
    write: async (directory, lock) => {
      const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
      const run = startInGroup(
        process.execPath,
        [vite, 'build', '--outDir', directory, '--emptyOutDir', '--logLevel', 'warn'],
        { cwd: ROOT, stdout: 'pipe', stderr: 'pipe' },
      )
      lock.setGroup(await run.group)
      const { code, output } = await collect(run)
      if (code !== 0) throw new UserError(`The dashboard could not be built:\n${output}`)
    },
  })
}
