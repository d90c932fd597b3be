import { isNull } from 'drizzle-orm'
import { apiKeys } from '../../platform/db/schema.ts'
import { type SearchTexts, writeSearchTexts } from '../../platform/db/unfolded.ts'

/** Search texts of keys from before the column for them. */
export const keySearchTexts: SearchTexts = {
  async findUnfolded(db, limit) {
    const rows = await db
      .select({
        organizationId: apiKeys.organizationId,
        id: apiKeys.id,
        name: apiKeys.name,
        description: apiKeys.description,
      })
      .from(apiKeys)
      .where(isNull(apiKeys.searchText))
      .limit(limit)
    return rows.map(({ organizationId, id, name, description }) => ({ organizationId, id, texts: [name, description] }))
  },
  write: (rows) => writeSearchTexts(apiKeys, rows),
}
