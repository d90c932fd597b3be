import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { organizations } from '../../../platform/db/schema.ts'

/** The time zone of an organization's days. */
export async function findTimeZone(db: Database, organizationId: string): Promise<string> {
  const row = await db
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .get()
  return row?.timeZone ?? 'UTC'
}

/** The time zones of some organizations by id. */
export async function findTimeZones(db: Database, organizationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: organizations.id, timeZone: organizations.timeZone })
    .from(organizations)
    .where(sql`${organizations.id} IN (SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`)
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]))
}
