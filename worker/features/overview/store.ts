import { and, eq, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../platform/db/client.ts'
import { dismissals } from '../../platform/db/schema.ts'

/** Whether a user or a key has hidden something. */
export async function isDismissed(
  db: Database,
  organizationId: string,
  actorId: string,
  what: string,
): Promise<boolean> {
  const row = await db
    .select({ what: dismissals.what })
    .from(dismissals)
    .where(
      and(eq(dismissals.organizationId, organizationId), eq(dismissals.actorId, actorId), eq(dismissals.what, what)),
    )
    .get()
  return row !== undefined
}

export const dismiss = (organizationId: string, actorId: string, what: string, now: number): Statement => sql`
  INSERT INTO dismissals (organization_id, actor_id, what, dismissed_at)
  VALUES (${organizationId}, ${actorId}, ${what}, ${now})
  ON CONFLICT (organization_id, actor_id, what) DO NOTHING`

export const undismiss = (organizationId: string, actorId: string, what: string): Statement => sql`
  DELETE FROM dismissals WHERE organization_id = ${organizationId} AND actor_id = ${actorId} AND what = ${what}`
