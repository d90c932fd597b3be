import { alertRow, holdStanding, type NewAlert, type Standing } from '../../../platform/alerts/raise.ts'
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
  learnRoutes,
  routesToLearn,
} from './baseline-store.ts'
import { MOST_APART } from './most-apart.ts'

/** Organizations of one run: two queries each, and at most seven; all jobs of a trigger share D1's 1,000. */
const ORGANIZATIONS = 60
/** Keys of one organization that are looked at: those with most calls in the hour. */
const KEYS = 20
/** Routes that are written down at once; the next run goes on. */
const ROUTES = 500
/** Routes that an alert names. */
const NAMED = 10

/**
 * Tells of keys that call more than usual, or what they never called before, from the roll-ups alone. The hour looked at
 * is the one that the minute before lies in, so that each is looked at once more when it is over.
 */
export const detectAnomalies: Job<'organizations' | 'told'> = {
  name: 'tell-unusual',
  phase: 'detect',
  every: 'ten minutes',
  figures: { organizations: null, told: ['alert told', 'alerts told'] },
  run: async (deps, cursor) => {
    const [position, begun] = readPair(cursor)
    const time = begun === '' ? deps.now - MINUTE_MS : Number(begun)
    const organizations = await activeOrganizations(deps.db, time, position, ORGANIZATIONS)
    let told = 0
    for (const organization of organizations) {
      told += await tellNewRoutes(deps, organization, organization.hour)
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

/** What is written down as known is told in the same transaction: each new route once. */
async function tellNewRoutes({ db, now }: JobDeps, organization: ActiveOrganization, hour: number): Promise<number> {
  const day = startOfDay(hour)
  const routes = await routesToLearn(db, organization.id, hour, ROUTES)
  if (routes.length === 0) return 0
  const fresh = Map.groupBy(
    routes.filter((route) => isNewRoute(route, day)),
    ({ keyId }) => keyId,
  )
  const alerts = fresh.size > MOST_APART ? [together(organization, fresh, hour)] : apart(organization, fresh, hour)
  await runBatch(db, learnRoutes(organization.id, routes, day), ...alerts.map((alert) => alertRow(alert, now)))
  return alerts.length
}

type ByKey = Map<string, CalledRoute[]>

const apart = (organization: ActiveOrganization, fresh: ByKey, hour: number): NewAlert[] =>
  [...fresh].map(([keyId, some]) => ({
    ...newRoutes(organization, some, hour),
    target: keyTarget({ keyId, keyName: some[0]?.keyName ?? keyId }),
  }))

/** A new version of an app, say, that many keys run: one thing that happened. */
const together = (organization: ActiveOrganization, fresh: ByKey, hour: number): NewAlert => {
  const alert = newRoutes(organization, [...fresh.values()].flat(), hour)
  return { ...alert, details: { ...alert.details, keys: fresh.size } }
}

function newRoutes({ id, name }: ActiveOrganization, some: readonly CalledRoute[], hour: number): NewAlert {
  const routes = [...new Set(some.map(({ route }) => route))].slice(0, NAMED)
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
  const keys = await uncovered(db, organization, await busyKeys(db, id, hour, KEYS), hour)
  if (keys.length === 0) return 0
  const before = Map.groupBy(await hoursBefore(db, id, keys, hour), ({ keyId }) => keyId)
  const unusual = keys.flatMap((key) => {
    const found = unusualRate(key.calls, before.get(key.keyId) ?? [], times)
    return found ? [{ ...key, ...found }] : []
  })
  const alert = { organizationId: id, kind: 'unusual_rate', since: hour } as const
  const standing: Standing[] = unusual.map(({ calls, usual, ...key }) => ({
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
  await holdStanding(db, standing.length > MOST_APART ? [all] : standing, now)
  return Math.min(standing.length, MOST_APART)
}

/** Keys that their days do not show to be as busy as ever. */
async function uncovered(
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
