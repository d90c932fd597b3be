import { watchAncestors } from './ancestors.mjs'
import { stopAll } from './process-group.mjs'
import { say } from './say.ts'
import { UserError } from './settings.ts'

let firstAt = 0

/** Whether this process was told to end. Then errors of the commands that it ends are expected. */
export function isEnding(): boolean {
  return firstAt > 0
}

/**
 * Runs a command and ends the process with the exit code that `work` returns. A UserError is printed as a plain
 * sentence. An interrupt, or the death of npm, ends all commands started meanwhile, and then this process.
 *
 * @param interruptCode the exit code after an interrupt
 */
export async function main(work: () => Promise<number>, interruptCode = 130): Promise<never> {
  const interrupt = () => {
    // npm passes on the Ctrl-C that the terminal has already sent, so only a later one means that the user is in a
    // hurry.
    if (firstAt && Date.now() - firstAt > 1_000) process.exit(interruptCode)
    if (firstAt) return
    firstAt = Date.now()
    say('\nStopping.')
    void stopAll().then(() => process.exit(interruptCode))
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
  watchAncestors(interrupt)
  const ending = () => new Promise<never>(() => {})
  try {
    const code = await work()
    return firstAt ? ending() : process.exit(code)
  } catch (error) {
    // Errors of commands that were just ended are expected.
    if (firstAt) return ending()
    if (!(error instanceof UserError)) throw error
    say(`\n${error.message}`)
    await stopAll()
    process.exit(1)
  }
}
