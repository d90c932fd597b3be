import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, oauthApps, webhooks } from '../../../platform/db/schema.ts'

/** The names of keys, apps and webhooks by id; ids of other organizations are left out. */
export async function findNames(db: Database, organizationId: string, ids: string[]): Promise<Map<string, string>> {
  const list = JSON.stringify(ids)
  const namesIn = <T extends typeof apiKeys | typeof webhooks | typeof oauthApps>(table: T) =>
    db
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(and(eq(table.organizationId, organizationId), sql`${table.id} IN (SELECT value FROM json_each(${list}))`))
  // An app is rare here, and has ids of its own.
  const apps = ids.some((id) => id.startsWith('app_')) ? namesIn(oauthApps) : []
  const named = await Promise.all([namesIn(apiKeys), namesIn(webhooks), apps])
  return new Map(named.flat().map(({ id, name }) => [String(id), String(name)]))
}
