import { join } from 'node:path'
import { startInGroup } from './process-group.mjs'
import { ROOT } from './settings.ts'

/**
 * Runs a program of bench/ to its end, with the arguments of this command, and answers its exit code. It stands in a
 * process group of its own, so that runtime and load end with this command, however it ends.
 */
export function benchProgram(name: string): Promise<number> {
  const program = join(ROOT, 'bench', `${name}.ts`)
  return startInGroup(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    // Reading wrangler.toml would else remark on secrets, of which the bench makes its own.
    env: { ...process.env, WRANGLER_LOG: 'none' },
  }).exited
}
