import type { Expiring } from '../../../../contract/overview.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { findEndings } from './review-store.ts'

const WITHIN_DAYS = 30
const MAX_SHOWN = 8

type Endings = { expiring: Expiring[]; unused: number; complete: boolean }

/** What ends soon for keys: expiries, grace periods, rotations that become due; and how many active keys are unused. */
export async function listKeyEndings({ db, now }: Deps, actor: Actor): Promise<Endings> {
  requireScope(actor, 'api-keys:read')
  const found = await findEndings(db, reachOf(actor), now, now + WITHIN_DAYS * DAY_MS, MAX_SHOWN)
  return {
    expiring: found.endings.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    unused: found.unused,
    complete: found.complete,
  }
}
