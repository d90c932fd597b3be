import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { organizations } from '../../../platform/db/schema.ts'

/** The time zone that an organization's days are counted in. */
export async function findTimeZone(db: Database, organizationId: string): Promise<string> {
  const row = await db
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .get()
  return row?.timeZone ?? 'UTC'
}

/** The time zones of some organizations, by their ids. */
export async function findTimeZones(db: Database, organizationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: organizations.id, timeZone: organizations.timeZone })
    .from(organizations)
    .where(sql`${organizations.id} IN (SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`)
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]))
}
