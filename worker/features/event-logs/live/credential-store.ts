import { and, eq } from 'drizzle-orm'
import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, sessions } from '../../../platform/db/schema.ts'

/** When the credential of an actor expires, and when the previous secret of a key does; ms since 1970, null: not at all. */
export async function findCredentialEnds(
  db: Database,
  actor: Actor,
): Promise<{ expiresAt: number | null; graceUntil: number | null }> {
  if (actor.type === 'session') {
    const row = await db
      .select({ expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(eq(sessions.id, actor.sessionId))
      .get()
    return { expiresAt: row ? row.expiresAt.getTime() : 0, graceUntil: null }
  }
  const row = await db
    .select({ expiresAt: apiKeys.expiresAt, graceUntil: apiKeys.graceUntil })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, actor.organization.id), eq(apiKeys.id, actorId(actor))))
    .get()
  return row ?? { expiresAt: 0, graceUntil: null }
}
