import type { GraceState } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { readLastPreviousCall } from './previous-call-store.ts'

/**
 * The last call of a key with the secret before its last regeneration, which was at `since` (ms); null if it is not
 * among the newest entries of the organization.
 */
export async function findLastPreviousCall(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  keyId: string,
  since: number,
): Promise<GraceState['lastPreviousCall']> {
  requireScope(actor, 'logs:read')
  const row = await readLastPreviousCall(db, reachOf(actor), keyId, since)
  return row ? { ...row, time: new Date(row.time).toISOString() } : null
}
