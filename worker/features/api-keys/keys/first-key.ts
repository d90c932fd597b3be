import type { Database } from '../../../platform/db/client.ts'
import { findFirstKey } from './store.ts'

/** When the first key of an organization was created, ms since 1970, also if it was deleted; null without any. */
export async function firstKeyAt(db: Database, organizationId: string): Promise<number | null> {
  return (await findFirstKey(db, organizationId))?.createdAt ?? null
}
