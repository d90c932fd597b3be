import type { KeyUsage } from '../../../../contract/api-keys.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import { keyFigures } from '../../event-logs/figures/key-figures.ts'
import { findRotationCount } from '../../event-logs/rollups/rotation-count.ts'
import { whatIsLeft } from '../guard/key-guard.ts'
import { findKey } from './store.ts'

/** How a key was used over the last `days`, what is left of its limits, and how far a rotation has come. */
export async function readKeyUsage(deps: Deps, actor: Actor, id: string, days: number): Promise<KeyUsage> {
  requireScope(actor, 'api-keys:read')
  const organizationId = actor.organization.id
  const row = await findKey(deps.db, reachOf(actor), id)
  if (!row) throw notFound('API key')
  const [figures, left, count] = await Promise.all([
    keyFigures(deps, organizationId, id, days),
    whatIsLeft(deps.guards, row.reference),
    findRotationCount(deps.db, organizationId, id),
  ])
  const graceEndsAt = row.graceUntil !== null && row.graceUntil > deps.now ? row.graceUntil : null
  return {
    ...figures,
    limits: limitStates(left.limits),
    rotation:
      row.rotatedAt === null
        ? null
        : {
            rotatedAt: new Date(row.rotatedAt).toISOString(),
            graceEndsAt: graceEndsAt === null ? null : new Date(graceEndsAt).toISOString(),
            calls: count?.calls ?? 0,
            previousCalls: count?.previousCalls ?? 0,
          },
  }
}
