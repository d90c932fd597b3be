import type { RefusedKey } from '../../../../contract/overview.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { findNames } from '../entries/name-store.ts'
import { countRefusals } from './refused-store.ts'

const MAX_SHOWN = 5
/** A key with fewer refused calls is not refused often. */
const MIN_REFUSED = 5

/**
 * The keys with the most refused calls in the last 24 hours, or in the time since `since` on a busy log, with their most
 * frequent reason.
 */
export async function listRefusedKeys(deps: Deps, actor: Actor): Promise<{ since: string; data: RefusedKey[] }> {
  requireScope(actor, 'logs:read')
  const { db, now } = deps
  const from = now - DAY_MS
  const { rows, oldest } = await countRefusals(db, reachOf(actor), from)
  const byKey = [...Map.groupBy(rows, ({ keyId }) => keyId)].map(([id, some]) => ({
    id,
    refused: some.reduce((sum, one) => sum + one.refused, 0),
    outcome: some.toSorted((a, b) => b.refused - a.refused)[0]?.outcome ?? null,
    lastAt: new Date(Math.max(...some.map(({ lastAt }) => lastAt))).toISOString(),
  }))
  const most = byKey
    .filter(({ refused }) => refused >= MIN_REFUSED)
    .sort((a, b) => b.refused - a.refused)
    .slice(0, MAX_SHOWN)
  const names =
    most.length === 0
      ? new Map<string, string>()
      : await findNames(
          db,
          actor.organization.id,
          most.map(({ id }) => id),
        )
  return {
    since: new Date(oldest ?? from).toISOString(),
    data: most.map((one) => ({ ...one, name: names.get(one.id) ?? null })),
  }
}
