import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { failsBecause } from '../../../platform/db/client.ts'
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

/** The hosts of an organization, by name; a few. */
export const listHostsOf = (db: Database, organizationId: string): Promise<HostRow[]> =>
  db
    .select()
    .from(gatewayHosts)
    .where(eq(gatewayHosts.organizationId, organizationId))
    .orderBy(asc(gatewayHosts.host))
    .all()

/** Which of some hosts anybody has claimed. */
export async function claimedAmong(db: Database, hosts: readonly string[]): Promise<string[]> {
  if (hosts.length === 0) return []
  const rows = await db
    .select({ host: gatewayHosts.host })
    .from(gatewayHosts)
    .where(inArray(gatewayHosts.host, sql`(SELECT value FROM json_each(${JSON.stringify(hosts)}))`))
    .all()
  return rows.map(({ host }) => host)
}

export const insertHost = (db: Database, row: HostRow): Statement => db.insert(gatewayHosts).values(row)

/** Makes the transaction fail (`areTooMany`) if an organization now has more than `max` hosts. Writes nothing otherwise. */
export const limitHosts = ({ organizationId, host }: HostRow, max: number): Statement => sql`
  UPDATE gateway_hosts SET created_at = NULL
  WHERE host = ${host} AND organization_id = ${organizationId}
    AND (SELECT count(*) FROM gateway_hosts WHERE organization_id = ${organizationId}) > ${max}`

export const areTooMany = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: gateway_hosts\.created_at/)

export const deleteHost = (db: Database, organizationId: string, host: string): Statement =>
  db.delete(gatewayHosts).where(and(eq(gatewayHosts.organizationId, organizationId), eq(gatewayHosts.host, host)))
