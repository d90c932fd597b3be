import { join } from 'node:path'
import { startInGroup } from './process-group.mjs'
import { ROOT } from './settings.ts'

/**
 * Runs a program of bench/ with the arguments of this command, and returns its exit code. It has its own process group,
 * so that runtime and load end with this command in every case.
 */
export function benchProgram(name: string): Promise<number> {
  const program = join(ROOT, 'bench', `${name}.ts`)
  return startInGroup(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    // Otherwise wrangler warns about secrets when it reads wrangler.toml; the bench makes its own.
    env: { ...process.env, WRANGLER_LOG: 'none' },
  }).exited
}
