import type { Environment } from '../../../contract/api-keys.ts'
import type { Reach } from '../db/reach.ts'
import { forbidden, invalid } from '../errors.ts'
import type { Actor } from './actor.ts'

// Live and test data are isolated from each other (docs/architecture.md). Verbs call `reachOf` and pass the result to
// their stores, so that the rule is part of the query: a row outside of the reach is as unknown as a row of another
// organization.

/** The environment of a credential; null for users and the system, who belong to none. */
const environmentOf = (actor: Actor): Environment | null => ('environment' in actor ? actor.environment : null)

/**
 * The rows that an actor may see, change and refer to. A test key: test rows. A live key: live rows, or test rows if
 * the call named that environment. Users and the system: both, or the one that the call named.
 */
export function reachOf(actor: Actor): Reach {
  const own = environmentOf(actor)
  const environment = own === 'test' ? 'test' : (actor.namedEnvironment ?? own)
  return { organizationId: actor.organization.id, environment }
}

/** The actor of a call that names an environment. Throws `invalid` if a test key names live. */
export function inEnvironment(actor: Actor, named: Environment): Actor {
  return { ...actor, namedEnvironment: allowed(actor, named, 'environment') }
}

/** The environment that others are told. A call of somebody who belongs to none is live, unless it named another. */
export const environmentToTell = (actor: Actor): Environment =>
  environmentOf(actor) === 'test' ? 'test' : (actor.namedEnvironment ?? 'live')

/**
 * The environment of something that an actor creates: the named one, else the actor's own, else live. Throws `invalid`
 * if a test key names live; `path` is the field in the body.
 */
export const environmentOfNew = (actor: Actor, named: Environment | undefined, path = 'environment'): Environment =>
  allowed(actor, named ?? environmentOf(actor) ?? 'live', path)

/** Message for a test key that names the live environment. */
export const TEST_ONLY = 'must be test: a test key reaches the test environment alone'

/** Whether an actor may name an environment. */
export const mayName = (actor: Actor, environment: Environment): boolean =>
  environmentOf(actor) !== 'test' || environment === 'test'

function allowed(actor: Actor, named: Environment, path: string): Environment {
  if (!mayName(actor, named)) throw invalid(path, TEST_ONLY)
  return named
}

/**
 * For what both environments share, such as settings, event types and archives: a test key may not change it. Throws
 * `forbidden` for a test key; `what` completes "cannot ...".
 */
export function requireLive(actor: Actor, what: string): void {
  if (environmentOf(actor) !== 'test') return
  throw forbidden(
    'live_credential_needed',
    `A test key cannot ${what}: both environments share it. Use a live key or the dashboard.`,
  )
}
