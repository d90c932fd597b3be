import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that these scripts belong to. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where one local copy of Gatehouse listens, keeps its data and finds its secrets. */
export type Settings = {
  port: number
  url: string
  /** The directory that wrangler calls its persistence directory. */
  state: string
  /** A file of NAME=value lines; `.dev.vars` unless a test brings its own. */
  varsFile: string
}

/** A mistake of the person at the keyboard: told in words, without a stack. */
export class UserError extends Error {}

/**
 * Reads PORT and GATEHOUSE_STATE.
 *
 * @throws UserError when PORT is no port
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PORT || 8787)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`PORT must be a number from 1 to 65535, not "${env.PORT}".`)
  }
  return settingsFor(port, resolve(ROOT, env.GATEHOUSE_STATE || '.wrangler/state'))
}

/** Settings for a port and a state directory of one's own. */
export function settingsFor(port: number, state: string, varsFile = join(ROOT, '.dev.vars')): Settings {
  return { port, state, varsFile, url: `http://localhost:${port}` }
}

/** Our own small files inside the state directory, away from wrangler's. */
export function stateFile(settings: Settings, name: string): string {
  return join(settings.state, 'gatehouse', name)
}

/** The content of a file, or null when there is none. */
export function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
