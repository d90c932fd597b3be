import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type CompiledRoutes, compileRoutes } from '../match/compile.ts'
import { findGeneration, findLiveRoutes, type LiveRoute } from '../rows/live-routes-store.ts'

/**
 * An isolate uses a copy of the routes for at most this long after it began to read it, ms. A change that takes something away
 * waits as long before it is confirmed (`confirmRoutes`).
 */
export const ROUTES_KNOWN_MS = 2000
/** From this age on a copy is read again in the background, so that no call waits for it. */
const REFRESH_AFTER_MS = 1000
const MAX_KNOWN = 500

type Copy = {
  generation: number
  /** When reading this copy, or checking that it is current, began. */
  readAt: number
  routes: readonly LiveRoute[]
  compiled: CompiledRoutes<LiveRoute>
}

const copies = new RecentMap<string, Copy>(MAX_KNOWN)
/** Organizations whose copy is being read again in the background. */
const refreshing = new Set<string>()

export type Routes = Pick<Copy, 'routes' | 'compiled' | 'generation'>

/** The routes of an organization, at most two seconds old. Usually needs no I/O. */
export function routesOf(deps: Pick<Deps, 'db' | 'waitUntil'>, organizationId: string): Routes | Promise<Routes> {
  const copy = copies.get(organizationId)
  const now = Date.now()
  const age = copy ? now - copy.readAt : Number.POSITIVE_INFINITY
  // A clock that went back proves nothing.
  if (!copy || age >= ROUTES_KNOWN_MS || age < 0) return read(deps, organizationId)
  if (age >= REFRESH_AFTER_MS && !refreshing.has(organizationId)) {
    refreshing.add(organizationId)
    deps.waitUntil(
      read(deps, organizationId)
        .catch((error: unknown) => reportError('routes could not be read again', error))
        .finally(() => refreshing.delete(organizationId)),
    )
  }
  return copy
}

/** Lets this isolate read the routes of an organization again, after a change that it made itself. */
export function forgetRoutes(organizationId: string): void {
  copies.delete(organizationId)
}

async function read({ db }: Pick<Deps, 'db'>, organizationId: string): Promise<Copy> {
  const readAt = Date.now()
  const before = copies.get(organizationId)
  // First the number, then the routes: routes that are newer than their number are only read once more.
  const generation = await findGeneration(db, organizationId)
  if (before && before.generation === generation) {
    const copy = { ...before, readAt: Math.max(before.readAt, readAt) }
    return keep(organizationId, copy)
  }
  const routes = await findLiveRoutes(db, organizationId)
  return keep(organizationId, { generation, readAt, routes, compiled: compileRoutes(routes) })
}

function keep(organizationId: string, copy: Copy): Copy {
  const newest = copies.get(organizationId)
  // Another call may have read a newer copy in the meantime.
  if (newest && newest.generation > copy.generation) return newest
  copies.set(organizationId, copy)
  return copy
}
