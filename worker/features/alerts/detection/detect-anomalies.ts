import { alertRow, type ConditionAlert, type NewAlert, raiseConditions } from '../../../platform/alerts/raise.ts'
import { type Database, runBatch } from '../../../platform/db/client.ts'
import { readPair, writeCursor } from '../../../platform/lib/cursor.ts'
import { HOUR_MS, MINUTE_MS, startOfDay } from '../../../platform/lib/time/time.ts'
import type { Job, JobDeps } from '../../../platform/scheduler/job.ts'
import { isCovered, isNewRoute, unusualRate } from './baseline.ts'
import {
  type ActiveOrganization,
  activeOrganizations,
  type BusyKey,
  busyKeys,
  type CalledRoute,
  dailyCalls,
  hoursBefore,
  recordRoutes,
  routesToRecord,
} from './baseline-store.ts'
import { MAX_SEPARATE_ALERTS } from './max-separate-alerts.ts'

/** Organizations per run: two to seven queries each. All jobs of one trigger share D1's limit of 1,000 queries. */
const ORGANIZATIONS = 60
/** Keys checked per organization: those with the most calls in the hour. */
const KEYS = 20
/** Routes recorded per run; the next run continues. */
const ROUTES = 500
/** Number of routes that an alert lists. */
const MAX_NAMED = 10

/**
 * Raises alerts about keys that call more than usual, or call routes that are new for them. Reads rollups only. It
 * checks the hour that contains the previous minute, so that each hour is checked once more after it has ended.
 */
export const detectAnomalies: Job<'organizations' | 'told'> = {
  name: 'tell-unusual',
  phase: 'detect',
  every: 'ten minutes',
  figures: { organizations: null, told: ['alert raised', 'alerts raised'] },
  run: async (deps, cursor) => {
    const [position, begun] = readPair(cursor)
    const time = begun === '' ? deps.now - MINUTE_MS : Number(begun)
    const organizations = await activeOrganizations(deps.db, time, position, ORGANIZATIONS)
    let told = 0
    for (const organization of organizations) {
      told += await raiseNewRouteAlerts(deps, organization, organization.hour)
      told += await tellRates(deps, organization, organization.hour)
    }
    const last = organizations.length === ORGANIZATIONS ? organizations.at(-1) : undefined
    return {
      cursor: last ? writeCursor([last.id, String(time)]) : null,
      result: { organizations: organizations.length, told },
    }
  },
}

const within = (hour: number) => ({
  from: new Date(hour).toISOString(),
  to: new Date(hour + HOUR_MS).toISOString(),
})

const keyTarget = ({ keyId, keyName }: { keyId: string; keyName: string }) => ({
  type: 'api_key',
  id: keyId,
  name: keyName,
})

/** Recording a route as known and raising its alert are one transaction: each new route raises one alert. */
async function raiseNewRouteAlerts(
  { db, now }: JobDeps,
  organization: ActiveOrganization,
  hour: number,
): Promise<number> {
  const day = startOfDay(hour)
  const routes = await routesToRecord(db, organization.id, hour, ROUTES)
  if (routes.length === 0) return 0
  const fresh = Map.groupBy(
    routes.filter((route) => isNewRoute(route, day)),
    ({ keyId }) => keyId,
  )
  const alerts =
    fresh.size > MAX_SEPARATE_ALERTS ? [combinedAlert(organization, fresh, hour)] : apart(organization, fresh, hour)
  await runBatch(db, recordRoutes(organization.id, routes, day), ...alerts.map((alert) => alertRow(alert, now)))
  return alerts.length
}

type ByKey = Map<string, CalledRoute[]>

const apart = (organization: ActiveOrganization, fresh: ByKey, hour: number): NewAlert[] =>
  [...fresh].map(([keyId, some]) => ({
    ...newRoutes(organization, some, hour),
    target: keyTarget({ keyId, keyName: some[0]?.keyName ?? keyId }),
  }))

/** Many keys with the same new routes raise one alert, for example after a new version of an app. */
const combinedAlert = (organization: ActiveOrganization, fresh: ByKey, hour: number): NewAlert => {
  const alert = newRoutes(organization, [...fresh.values()].flat(), hour)
  return { ...alert, details: { ...alert.details, keys: fresh.size } }
}

function newRoutes({ id, name }: ActiveOrganization, some: readonly CalledRoute[], hour: number): NewAlert {
  const routes = [...new Set(some.map(({ route }) => route))].slice(0, MAX_NAMED)
  const calls = some.reduce((sum, one) => sum + one.calls, 0)
  return {
    organizationId: id,
    kind: 'unusual_endpoint',
    target: { type: 'organization', id, name },
    details: { routes, calls, ...within(hour) },
  }
}

async function tellRates({ db, now }: JobDeps, organization: ActiveOrganization, hour: number): Promise<number> {
  const { id, name, times } = organization
  const keys = await keysNotCovered(db, organization, await busyKeys(db, id, hour, KEYS), hour)
  if (keys.length === 0) return 0
  const before = Map.groupBy(await hoursBefore(db, id, keys, hour), ({ keyId }) => keyId)
  const unusual = keys.flatMap((key) => {
    const found = unusualRate(key.calls, before.get(key.keyId) ?? [], times)
    return found ? [{ ...key, ...found }] : []
  })
  const alert = { organizationId: id, kind: 'unusual_rate', since: hour } as const
  const standing: ConditionAlert[] = unusual.map(({ calls, usual, ...key }) => ({
    ...alert,
    target: keyTarget(key),
    details: { calls, usual, ...within(hour) },
  }))
  const calls = unusual.reduce((sum, key) => sum + key.calls, 0)
  const all = {
    ...alert,
    target: { type: 'organization', id, name },
    details: { calls, keys: unusual.length, ...within(hour) },
  }
  await raiseConditions(db, standing.length > MAX_SEPARATE_ALERTS ? [all] : standing, now)
  return Math.min(standing.length, MAX_SEPARATE_ALERTS)
}

/** Keys whose daily sums do not prove that the hour is usual (see isCovered). */
async function keysNotCovered(
  db: Database,
  { id, times }: ActiveOrganization,
  keys: readonly BusyKey[],
  hour: number,
): Promise<BusyKey[]> {
  if (keys.length === 0) return []
  const days = Map.groupBy(await dailyCalls(db, id, hour), ({ keyId }) => keyId)
  return keys.filter(({ keyId, calls }) => {
    const daily = days.get(keyId)?.map((one) => one.calls) ?? []
    return !isCovered(calls, daily, times)
  })
}
