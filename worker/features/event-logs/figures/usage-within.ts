import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findNames } from '../entries/name-store.ts'
import { readTestUsage } from './test-usage-store.ts'
import type { topOf } from './usage-figures.ts'
import { liveUsage, testUsage } from './usage-of-environment.ts'
import { readUsage } from './usage-store.ts'

/** The organization's usage from the hour `from` on and before `to` (ms), limited to what the actor reaches. */
export async function usageWithin({ db }: Deps, actor: Actor, from: number, to: number) {
  const { organizationId, environment } = reachOf(actor)
  const all = () => readUsage(db, organizationId, from, to)
  if (environment === null) return all()
  const test = readTestUsage(db, organizationId, from, to)
  return environment === 'test' ? testUsage(await test) : liveUsage(...(await Promise.all([all(), test])))
}

/** The most used keys, with their names. */
export async function withNames(deps: Deps, actor: Actor, tops: ReturnType<typeof topOf>) {
  if (tops.length === 0) return []
  const names = await findNames(
    deps.db,
    actor.organization.id,
    tops.map(([id]) => id),
  )
  return tops.map(([id, calls, errors]) => ({ id, name: names.get(id) ?? null, calls, errors }))
}
