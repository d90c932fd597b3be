import { isNull, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../platform/db/client.ts'
import { apiKeys, webhooks } from '../../platform/db/schema.ts'

/** Keys and webhooks whose texts are not folded yet; at most `limit` of each. */
export const findUnfolded = (db: Database, limit: number) =>
  db.batch([
    db
      .select({
        organizationId: apiKeys.organizationId,
        id: apiKeys.id,
        name: apiKeys.name,
        description: apiKeys.description,
      })
      .from(apiKeys)
      .where(isNull(apiKeys.searchText))
      .limit(limit),
    db
      .select({
        organizationId: webhooks.organizationId,
        id: webhooks.id,
        name: webhooks.name,
        description: webhooks.description,
        url: webhooks.url,
      })
      .from(webhooks)
      .where(isNull(webhooks.searchText))
      .limit(limit),
  ])

/** Writes folded texts, as organization, id and text, where there still is none. */
export const writeFolded = (table: 'api_keys' | 'webhooks', rows: readonly string[][]): Statement => sql`
  UPDATE ${sql.raw(table)} SET search_text = x.text
  FROM (SELECT value ->> 0 AS organization_id, value ->> 1 AS id, value ->> 2 AS text FROM json_each(${JSON.stringify(rows)})) x
  WHERE ${sql.raw(table)}.organization_id = x.organization_id AND ${sql.raw(table)}.id = x.id
    AND ${sql.raw(table)}.search_text IS NULL`
