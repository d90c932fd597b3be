import { isNull } from 'drizzle-orm'
import { webhooks } from '../../../platform/db/schema.ts'
import { type SearchTexts, writeSearchTexts } from '../../../platform/db/search-text-backfill.ts'

/** Backfill of search texts for webhooks created before that column. */
export const webhookSearchTexts: SearchTexts = {
  async findUnfolded(db, limit) {
    const rows = await db
      .select({
        organizationId: webhooks.organizationId,
        id: webhooks.id,
        name: webhooks.name,
        description: webhooks.description,
        url: webhooks.url,
      })
      .from(webhooks)
      .where(isNull(webhooks.searchText))
      .limit(limit)
    return rows.map(({ organizationId, id, name, description, url }) => ({
      organizationId,
      id,
      texts: [name, description, url],
    }))
  },
  write: (rows) => writeSearchTexts(webhooks, rows),
}
