import type { Context } from 'hono'
import { configOf } from '../env.ts'
import { findSecrets } from '../redaction/secret-finders.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** Bodies in which secrets are allowed: they are not stored in readable form, or their verb refuses secrets itself. */
export type SecretBodies = {
  path: string
  /** Whether paths below it count too. */
  below?: boolean
  /** The fields in which secrets are allowed. If left out, they are allowed in every field. */
  field?: (path: string) => boolean
}

let allowed: readonly SecretBodies[] = []

/** Sets the bodies in which secrets are allowed, of all features. Called once, when the Worker starts. */
export function installSecretBodies(bodies: readonly SecretBodies[]): void {
  allowed = bodies
}

const MAX_ERRORS = 50

/**
 * Refuses a body that contains a complete secret of this installation, such as an API key, in any field, and names the
 * field. It checks every JSON body that passed its schema, so new routes are covered automatically.
 */
export function refuseSecrets(c: Context<App>, body: unknown): Response | undefined {
  const { pathname } = new URL(callOf(c).url)
  const exempt = allowed.find(({ path, below }) => (below ? pathname.startsWith(path) : pathname === path))
  if (exempt && !exempt.field) return undefined
  const errors = findSecrets(configOf(c.env), body, exempt?.field)
  return errors.length === 0 ? undefined : problem(c, { kind: 'invalid', errors: errors.slice(0, MAX_ERRORS) })
}
