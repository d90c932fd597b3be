import type { GraceState } from '../../../../contract/api-keys.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { findLastPreviousCall } from '../../event-logs/entries/last-previous-call.ts'
import { findRotationCount } from '../../event-logs/rollups/rotation-count.ts'
import { graceEndsAt } from '../keys/present.ts'
import { findKey } from '../keys/store.ts'
import { latestGraceEnd } from './grace.ts'

/**
 * How far the last regeneration of a key has come: the end of the old secret, how many calls used which one, and the last call
 * with the old one, which is part of the log and so needs its scope.
 */
export async function readGrace(deps: Deps, actor: Actor, id: string): Promise<GraceState> {
  requireScope(actor, 'api-keys:read')
  const { db, now } = deps
  const row = await findKey(db, reachOf(actor), id)
  if (!row) throw notFound('API key')
  const count = await findRotationCount(db, row.organizationId, id)
  const endsAt = graceEndsAt(row, now)
  const previousCalls = row.rotatedAt === null ? 0 : (count?.previousCalls ?? 0)
  const mayReadLog = missingScopes(actor.scopes, ['logs:read']).length === 0
  const asked = endsAt !== null && previousCalls > 0 && mayReadLog
  const latest = endsAt === null ? null : latestGraceEnd(row)
  return {
    rotatedAt: row.rotatedAt === null ? null : new Date(row.rotatedAt).toISOString(),
    endsAt,
    latestEnd: latest === null ? null : new Date(latest).toISOString(),
    calls: row.rotatedAt === null ? 0 : (count?.calls ?? 0),
    previousCalls,
    lastPreviousCall: asked ? await findLastPreviousCall(deps, actor, id, row.rotatedAt ?? 0) : null,
  }
}
