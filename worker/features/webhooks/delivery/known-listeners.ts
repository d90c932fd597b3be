import type { Database } from '../../../platform/db/client.ts'
import type { Expression } from '../../../platform/db/insert-row.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { areListeners, findListeners, type Listener } from '../settings/store.ts'

type Environment = 'live' | 'test'

/** The webhooks of an organization. `unchanged`: a condition for the transaction, if they are remembered. */
export type KnownListeners = { listeners: readonly Listener[]; unchanged: Expression[] }

/** Maximum number of organizations whose webhooks an isolate remembers. Those with many are not remembered. */
const MAX_REMEMBERED = 500
const MAX_WEBHOOKS = 20

const remembered = new RecentMap<string, readonly Listener[]>(MAX_REMEMBERED)
const keyOf = (organizationId: string, environment: Environment) => `${organizationId} ${environment}`

/**
 * The webhooks of an organization in an environment. Those that this isolate remembers come with a condition that does not hold
 * if any was created, changed or deleted since, so an event never misses one.
 */
export async function listenersOf(
  db: Database,
  organizationId: string,
  environment: Environment,
  mayRemember: boolean,
): Promise<KnownListeners> {
  const key = keyOf(organizationId, environment)
  const known = mayRemember ? remembered.get(key) : undefined
  if (known) return { listeners: known, unchanged: [areListeners(organizationId, environment, known)] }
  const listeners = await findListeners(db, organizationId, environment)
  if (mayRemember && listeners.length <= MAX_WEBHOOKS) remembered.set(key, listeners)
  return { listeners, unchanged: [] }
}

/** Forgets the webhooks of an organization, because `unchanged` does not hold. */
export function forgetListeners(organizationId: string): void {
  for (const environment of ['live', 'test'] as const) remembered.delete(keyOf(organizationId, environment))
}
