import type { Database } from '../../platform/db/client.ts'
import { findFirstWebhook } from './settings/store.ts'

/** When the first webhook of an organization was created, ms since 1970, also if it was deleted; null without any. */
export async function firstWebhookAt(db: Database, organizationId: string): Promise<number | null> {
  return (await findFirstWebhook(db, organizationId))?.createdAt ?? null
}
