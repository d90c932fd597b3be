import { and, eq, sql } from 'drizzle-orm'
import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, sessions } from '../../../platform/db/schema.ts'

/**
 * When the credential of an actor expires, and when the previous secret of a key expires; ms since 1970, null: never.
 */
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
  if (actor.type === 'oauth_token') return { expiresAt: actor.expiresAt, graceUntil: null }
  const row = await db
    .select({
      // A child key also expires when a key above it does.
      expiresAt: sql<number | null>`(
        SELECT min(k.expires_at) FROM api_keys k WHERE k.organization_id = api_keys.organization_id AND (
          k.id = api_keys.id OR k.id IN (SELECT value FROM json_each(api_keys.ancestors))))`,
      graceUntil: apiKeys.graceUntil,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, actor.organization.id), eq(apiKeys.id, actorId(actor))))
    .get()
  return row ?? { expiresAt: 0, graceUntil: null }
}
