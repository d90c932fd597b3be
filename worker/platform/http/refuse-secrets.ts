import type { Context } from 'hono'
import { configOf } from '../env.ts'
import { findSecrets } from '../redaction/secret-finders.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** Bodies in which secrets are allowed: they are not stored in readable form, or their verb refuses secrets itself. */
export type SecretBodies = {
  path: string
  /** Whether the paths below count too. */
  below?: boolean
  /** Left out: secrets are allowed in every field. */
  field?: (path: string) => boolean
}

let allowed: readonly SecretBodies[] = []

/** Makes the bodies of all features known in which secrets are allowed. Called once, when the Worker starts. */
export function installSecretBodies(bodies: readonly SecretBodies[]): void {
  allowed = bodies
}

const MAX_ERRORS = 50

/**
 * Refuses a body that holds a whole secret of this installation, such as an API key, in any field, by the field's name. It
 * looks at every JSON body that passed its schema, so a new route is covered without a line of its own.
 */
export function refuseSecrets(c: Context<App>, body: unknown): Response | undefined {
  const { pathname } = new URL(callOf(c).url)
  const exempt = allowed.find(({ path, below }) => (below ? pathname.startsWith(path) : pathname === path))
  if (exempt && !exempt.field) return undefined
  const errors = findSecrets(configOf(c.env), body, exempt?.field)
  return errors.length === 0 ? undefined : problem(c, { kind: 'invalid', errors: errors.slice(0, MAX_ERRORS) })
}
