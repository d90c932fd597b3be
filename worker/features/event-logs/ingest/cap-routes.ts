import type { Database } from '../../../platform/db/client.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import type { ClockOf } from './batch-sums.ts'
import { type Counted, findRoutes } from './route-store.ts'

/** Different routes that count by themselves, for each key, hour and type of entry. */
export const MAX_ROUTES = 100
/** What the routes beyond them count as, together. */
export const OTHER_ROUTES = '(other)'
/** Keys and hours whose routes an isolate remembers. */
const MAX_KNOWN = 1000

/** Routes that have roll-ups already, so that most batches need not ask for them. */
const known = new Map<string, Set<string>>()

/**
 * The entries, with the routes that other backends told of bounded: a roll-up is a row for each route, and a backend could make
 * up any number of them. Our own routes are few, and are left alone. It reads the database only for a route that this isolate
 * has not seen in its hour; two consumers at the same moment may each let in as many as there was room for.
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

const countedOf = (one: LogRecord, clockOf: ClockOf): Counted => [
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
  // Moves it to the end of the map's order: the front is what is forgotten first.
  known.delete(name)
  known.set(name, routes)
  if (known.size <= MAX_KNOWN) return
  const [oldest] = known.keys()
  if (oldest !== undefined) known.delete(oldest)
}

/** Whether a route counts by itself; from now on, if there is room for it. */
function letIn(name: string, route: string): boolean {
  const routes = known.get(name)
  if (!routes || routes.has(route)) return true
  if (routes.size >= MAX_ROUTES) return false
  routes.add(route)
  return true
}
