import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that these scripts belong to. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where one local installation listens, stores its data and finds its secrets. */
export type Settings = {
  port: number
  url: string
  /** The directory that wrangler calls its persistence directory. */
  state: string
  /** A file of NAME=value lines; `.dev.vars` unless a test uses its own. */
  varsFile: string
}

/** An error of the user: printed as a sentence, without a stack. */
export class UserError extends Error {}

/**
 * Reads PORT and GATEHOUSE_STATE.
 *
 * @throws UserError if PORT is not a port
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PORT || 8787)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`PORT must be a number from 1 to 65535, not "${env.PORT}".`)
  }
  return settingsFor(port, resolve(ROOT, env.GATEHOUSE_STATE || '.wrangler/state'))
}

/** Settings for another port and state directory. */
export function settingsFor(port: number, state: string, varsFile = join(ROOT, '.dev.vars')): Settings {
  return { port, state, varsFile, url: `http://localhost:${port}` }
}

/** Our own small files in the state directory, separate from those of wrangler. */
export function stateFile(settings: Settings, name: string): string {
  return join(settings.state, 'gatehouse', name)
}

/** The content of a file, or null if it does not exist. */
export function readIfExists(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
