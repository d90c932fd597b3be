import { and, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { organizations } from '../../../platform/db/schema.ts'

/**
 * Records that somebody listens to the live log until `until` (ms); writes only if the stored time is before `unless`.
 */
export const markWatched = (db: Database, organizationId: string, until: number, unless: number) =>
  db
    .update(organizations)
    .set({ watchedUntil: until })
    .where(
      and(
        eq(organizations.id, organizationId),
        or(isNull(organizations.watchedUntil), lt(organizations.watchedUntil, unless)),
      ),
    )
    .run()

/** The organizations whose live log has listeners at `now` (ms). */
export async function findWatched(db: Database, organizationIds: string[], now: number): Promise<string[]> {
  const rows = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(
        sql`${organizations.id} IN (SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`,
        gte(organizations.watchedUntil, now),
      ),
    )
  return rows.map((row) => row.id)
}
