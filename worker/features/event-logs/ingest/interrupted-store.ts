import { sql } from 'drizzle-orm'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'

/**
 * Marks a message as being processed alone, and returns how often that has started without ending, including this time.
 */
export async function beginAlone(db: Database, messageId: string, now: number): Promise<number> {
  const [row] = await db.all<{ tries: number }>(sql`
    INSERT INTO interrupted_messages (id, tries, at) VALUES (${messageId}, 1, ${now})
    ON CONFLICT (id) DO UPDATE SET tries = tries + 1, at = excluded.at
    RETURNING tries`)
  return row?.tries ?? 1
}

/** Deletes the mark: processing the message alone has ended. */
export async function endAlone(db: Database, messageId: string): Promise<void> {
  await runBatch(db, sql`DELETE FROM interrupted_messages WHERE id = ${messageId}`)
}

/** Marks a message as set aside permanently, in case the queue delivers it again. */
export const SET_ASIDE = 1_000_000
export const markSetAside = (messageId: string, now: number): Statement => sql`
  INSERT INTO interrupted_messages (id, tries, at) VALUES (${messageId}, ${SET_ASIDE}, ${now})
  ON CONFLICT (id) DO UPDATE SET tries = ${SET_ASIDE}, at = excluded.at`

/** The names of organizations by id. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.all<{ id: string; name: string }>(
    sql`SELECT id, name FROM organizations WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
