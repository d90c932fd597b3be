import { BY_DAY_DAYS } from '../../../../contract/api-keys.data.ts'
import type { KeysByDay, KeysByDayQuery } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { callsByDay } from '../../event-logs/figures/calls-by-day.ts'
import { keysWithIds } from './store.ts'

/**
 * The calls of up to 20 keys on each of the last days, in the organization's time zone. Keys that the actor does not
 * reach are left out, as those that do not exist.
 */
export async function readKeysByDay(
  deps: Deps,
  actor: Actor,
  { ids }: Pick<KeysByDayQuery, 'ids'>,
): Promise<KeysByDay> {
  requireScope(actor, 'api-keys:read')
  const keys = keysWithIds(reachOf(actor), ids.split(','))
  return callsByDay(deps, actor.organization.id, keys, BY_DAY_DAYS)
}
