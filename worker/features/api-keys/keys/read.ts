import type { ApiKey } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { creditsLeft } from './credits-left.ts'
import { presentKey } from './present.ts'
import { findKey } from './store.ts'

/** One key within the actor's reach. Throws `not_found` for every other id. */
export async function readApiKey(deps: Deps, actor: Actor, id: string): Promise<{ key: ApiKey; version: number }> {
  requireScope(actor, 'api-keys:read')
  const row = await findKey(deps.db, reachOf(actor), id)
  if (!row) throw notFound('API key')
  return { key: presentKey(row, deps.now, await creditsLeft(deps, row)), version: row.version }
}
