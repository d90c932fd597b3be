import { and, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { organizations } from '../../../platform/db/schema.ts'

/** Notes that somebody watches the live log until `until` (ms); writes only when what stands is sooner than `unless`. */
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

/** Those of the organizations whose live log is watched at `now` (ms). */
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
