import type { Database } from '../../../platform/db/client.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import type { ClockOf } from './batch-sums.ts'
import { findRoutes, type RollupKey } from './route-store.ts'

/** Number of routes that are counted separately, per key, hour and type of entry. */
export const MAX_ROUTES = 100
/** The routes beyond that number are counted together under this name. */
export const OTHER_ROUTES = '(other)'
/** Number of key-hours whose routes an isolate caches. */
const MAX_KNOWN = 1000

/** Routes that have rollups already, so that most batches need no query. */
const known = new Map<string, Set<string>>()

/**
 * Limits the number of routes that other backends report: a rollup has one row per route, and a backend could invent
 * any number of them. Our own routes are few and are not limited. It reads the database only for a route that this
 * isolate has not seen in its hour. Two consumers at the same moment may each add as many routes as there was room for.
 */
export async function capRoutes(
  db: Database,
  entries: readonly LogRecord[],
  clockOf: ClockOf,
): Promise<readonly LogRecord[]> {
  const groups = Map.groupBy(
    entries.filter(({ reported }) => reported),
    (one) => JSON.stringify(countedOf(one, clockOf)),
  )
  if (groups.size === 0) return entries
  const unsure = [...groups].filter(([name, some]) => some.some(({ route }) => isNew(name, route)))
  if (unsure.length > 0) {
    const found = await findRoutes(
      db,
      unsure.map(([name]) => JSON.parse(name)),
    )
    for (const [place, [name]] of unsure.entries()) remember(name, found[place] ?? new Set())
  }
  return entries.map((one) =>
    one.reported && !letIn(JSON.stringify(countedOf(one, clockOf)), one.route) ? other(one) : one,
  )
}

const countedOf = (one: LogRecord, clockOf: ClockOf): RollupKey => [
  one.organizationId,
  clockOf(one.organizationId).hourOf(one.time),
  one.type,
  one.environment ?? '',
  one.keyId ?? '',
]

const other = (one: LogRecord): LogRecord => ({ ...one, route: OTHER_ROUTES })

function isNew(name: string, route: string): boolean {
  const routes = known.get(name)
  return !routes || (routes.size < MAX_ROUTES && !routes.has(route))
}

function remember(name: string, routes: Set<string>): void {
  const before = known.get(name)
  for (const route of before ?? []) routes.add(route)
  // Moves it to the end of the map's order: entries at the front are evicted first.
  known.delete(name)
  known.set(name, routes)
  if (known.size <= MAX_KNOWN) return
  const [oldest] = known.keys()
  if (oldest !== undefined) known.delete(oldest)
}

/** Whether a route is counted separately; adds it if there is room. */
function letIn(name: string, route: string): boolean {
  const routes = known.get(name)
  if (!routes || routes.has(route)) return true
  if (routes.size >= MAX_ROUTES) return false
  routes.add(route)
  return true
}
