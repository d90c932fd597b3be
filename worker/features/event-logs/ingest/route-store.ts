import { sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { at } from '../../../platform/db/json-rows.ts'

/** The key columns of rollups except route and status: organization, hour (ms), type, environment, key. */
export type RollupKey = [organizationId: string, hour: number, type: string, environment: string, keyId: string]

/** The routes that have rollups, for each given key, in the given order. Reads one row per route and status class. */
export async function findRoutes(db: Database, counted: readonly RollupKey[]): Promise<Set<string>[]> {
  const rows = await db.all<{ place: number; route: string }>(sql`
    SELECT DISTINCT json_each.key AS place, u.route AS route
    FROM json_each(${JSON.stringify(counted)}) CROSS JOIN usage_hourly u
      ON u.organization_id = ${at(0)} AND u.hour = ${at(1)} AND u.type = ${at(2)} AND u.environment = ${at(3)}
      AND u.key_id = ${at(4)}`)
  const found = counted.map(() => new Set<string>())
  for (const { place, route } of rows) found[place]?.add(route)
  return found
}
