import { isNull } from 'drizzle-orm'
import { apiKeys } from '../../platform/db/schema.ts'
import { type SearchTexts, writeSearchTexts } from '../../platform/db/search-text-backfill.ts'

/** Backfill of search texts for keys created before that column. */
export const keySearchTexts: SearchTexts = {
  async findUnfolded(db, limit) {
    const rows = await db
      .select({
        organizationId: apiKeys.organizationId,
        id: apiKeys.id,
        name: apiKeys.name,
        description: apiKeys.description,
        ownerId: apiKeys.ownerId,
      })
      .from(apiKeys)
      .where(isNull(apiKeys.searchText))
      .limit(limit)
    return rows.map(({ organizationId, id, name, description, ownerId }) => ({
      organizationId,
      id,
      texts: [name, description, ownerId ?? ''],
    }))
  },
  write: (rows) => writeSearchTexts(apiKeys, rows),
}
