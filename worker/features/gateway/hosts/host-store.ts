import { eq } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { gatewayHosts } from '../../../platform/db/schema.ts'

export type HostRow = typeof gatewayHosts.$inferSelect

/** The organization whose gateway a host is; null if nobody claimed it. */
export async function findOrganizationOfHost(db: Database, host: string): Promise<string | null> {
  const row = await db
    .select({ organizationId: gatewayHosts.organizationId })
    .from(gatewayHosts)
    .where(eq(gatewayHosts.host, host))
    .get()
  return row?.organizationId ?? null
}
