import type { Environment } from '../../../contract/api-keys.ts'
import type { Reach } from '../db/reach.ts'
import { forbidden, invalid } from '../errors.ts'
import type { Actor } from './actor.ts'

// Live and test never cross (docs/architecture.md). Verbs ask `reachOf` and hand the answer to their stores, so that the
// rule stands in the query itself: a row outside of the reach is as unknown as one of another organization.

/** The environment that a credential belongs to; null for people and the system, who belong to none. */
const environmentOf = (actor: Actor): Environment | null => ('environment' in actor ? actor.environment : null)

/**
 * Which rows an actor may see, change and name. A test key: test rows. A live key: live rows, or test rows where it
 * named that environment. People and the system: both, or the one that they named.
 */
export function reachOf(actor: Actor): Reach {
  const own = environmentOf(actor)
  const environment = own === 'test' ? 'test' : (actor.namedEnvironment ?? own)
  return { organizationId: actor.organization.id, environment }
}

/** The actor of a call that names an environment. Throws `invalid` when a test key names the live one. */
export function inEnvironment(actor: Actor, named: Environment): Actor {
  return { ...actor, namedEnvironment: allowed(actor, named, 'environment') }
}

/**
 * The environment of something that an actor creates: the one that it names, else its own, else live. Throws `invalid`
 * when a test key names the live one; `path` is where the body has it.
 */
export const environmentOfNew = (actor: Actor, named: Environment | undefined, path = 'environment'): Environment =>
  allowed(actor, named ?? environmentOf(actor) ?? 'live', path)

/** What a message says to a test key that names the live environment. */
export const TEST_ONLY = 'must be test: a test key reaches the test environment alone'

/** Whether an actor reaches an environment if it names it. */
export const mayName = (actor: Actor, environment: Environment): boolean =>
  environmentOf(actor) !== 'test' || environment === 'test'

function allowed(actor: Actor, named: Environment, path: string): Environment {
  if (!mayName(actor, named)) throw invalid(path, TEST_ONLY)
  return named
}

/**
 * For what both environments share, such as settings, event types and archives: a test key may not change it. Throws
 * `forbidden` otherwise; `what` completes "cannot ...".
 */
export function requireLive(actor: Actor, what: string): void {
  if (environmentOf(actor) !== 'test') return
  throw forbidden(
    'live_credential_needed',
    `A test key cannot ${what}: both environments share it. Use a live key or the dashboard.`,
  )
}
