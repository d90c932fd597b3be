import type { KeyUsage, UsageQuery } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import { keyFigures } from '../../event-logs/figures/key-figures.ts'
import { findRotationCount } from '../../event-logs/rollups/rotation-count.ts'
import { readRemaining } from '../guard/key-guard.ts'
import { graceEndsAt } from './present.ts'
import { findKey } from './store.ts'

/** Usage of a key over some days or hours, what is left of its limits, and the progress of a rotation. */
export async function readKeyUsage(deps: Deps, actor: Actor, id: string, query: UsageQuery): Promise<KeyUsage> {
  requireScope(actor, 'api-keys:read')
  const organizationId = actor.organization.id
  const row = await findKey(deps.db, reachOf(actor), id)
  if (!row) throw notFound('API key')
  const [figures, left, count] = await Promise.all([
    keyFigures(deps, organizationId, id, query),
    readRemaining(deps.guards, row.reference),
    findRotationCount(deps.db, organizationId, id),
  ])
  return {
    ...figures,
    limits: limitStates(left.limits),
    rotation:
      row.rotatedAt === null
        ? null
        : {
            rotatedAt: new Date(row.rotatedAt).toISOString(),
            graceEndsAt: graceEndsAt(row, deps.now),
            calls: count?.calls ?? 0,
            previousCalls: count?.previousCalls ?? 0,
          },
  }
}
