import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../../platform/db/client.ts'
import { fields } from '../../../platform/db/json-rows.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, customScopes } from '../../../platform/db/schema.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'

export type ScopeRow = typeof customScopes.$inferSelect

const columns = {
  organizationId: customScopes.organizationId,
  scope: customScopes.scope,
  label: customScopes.label,
  description: customScopes.description,
  group: customScopes.group,
  version: customScopes.version,
  createdAt: customScopes.createdAt,
  createdBy: customScopes.createdBy,
  updatedAt: customScopes.updatedAt,
}

const itself = (organizationId: string, scope: string) =>
  and(eq(customScopes.organizationId, organizationId), eq(customScopes.scope, scope))

/** The scopes that an organization defined, by name. */
export const listOwnScopes = (db: Database, organizationId: string): Promise<ScopeRow[]> =>
  db
    .select(columns)
    .from(customScopes)
    .where(eq(customScopes.organizationId, organizationId))
    .orderBy(asc(customScopes.scope))
    .all()

export const findOwnScope = (db: Database, organizationId: string, scope: string): Promise<ScopeRow | undefined> =>
  db.select(columns).from(customScopes).where(itself(organizationId, scope)).get()

/**
 * How many keys within a reach hold each of these scopes by name, without revoked ones. Wildcards that cover a scope do
 * not count. Reads every key of the organization once, as a list of keys does.
 */
export async function countHolders(
  db: Database,
  reach: Reach,
  scopes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (scopes.length === 0) return new Map()
  const rows = await db
    .select({ scope: sql<string>`held.value`.as('held_scope'), keys: sql<number>`count(*)`.as('held_by') })
    .from(apiKeys)
    .innerJoin(sql`json_each(${apiKeys.scopes}) AS held`, sql`true`)
    .where(
      and(
        inReach(apiKeys, reach),
        isNull(apiKeys.deletedAt),
        ne(apiKeys.status, 'revoked'),
        sql`held.value IN (SELECT value FROM json_each(${JSON.stringify(scopes)}))`,
      ),
    )
    .groupBy(sql`held.value`)
  return new Map(rows.map(({ scope, keys }) => [scope, keys]))
}

export const insertScope = (db: Database, row: ScopeRow): Statement => db.insert(customScopes).values(row)

/** Inserts scopes of one organization; one that is defined already stays as it is. */
export const insertScopes = (rows: readonly ScopeRow[]): Statement => sql`
  INSERT INTO custom_scopes
    (organization_id, scope, label, description, group_name, version, created_at, created_by, updated_at)
  SELECT ${fields(9)} FROM json_each(${JSON.stringify(
    rows.map((row) => [
      row.organizationId,
      row.scope,
      row.label,
      row.description,
      row.group,
      row.version,
      row.createdAt,
      row.createdBy,
      row.updatedAt,
    ]),
  )}) WHERE true
  ON CONFLICT DO NOTHING`

/** Makes the transaction fail (`hasTooMany`) if the organization now has more than `max` scopes. Writes nothing. */
export const limitScopes = ({ organizationId, scope }: ScopeRow, max: number): Statement => sql`
  UPDATE custom_scopes SET version = NULL
  WHERE organization_id = ${organizationId} AND scope = ${scope}
    AND (SELECT count(*) FROM custom_scopes WHERE organization_id = ${organizationId}) > ${max}`

/** Changes a scope if it is still at its version. Otherwise the transaction fails (`isLostRace`). */
export const updateScopeRow = (
  db: Database,
  { organizationId, scope, version }: ScopeRow,
  change: Partial<ScopeRow>,
  now: number,
): Statement =>
  db
    .update(customScopes)
    .set({ ...change, version: nextVersion(customScopes.version, version), updatedAt: now })
    .where(itself(organizationId, scope))

/** Deletes a scope if it is still at its version; the audit row after it is written only in that case. */
export const deleteScopeRow = (db: Database, { organizationId, scope, version }: ScopeRow): Statement =>
  db.delete(customScopes).where(and(itself(organizationId, scope), eq(customScopes.version, version)))

const failsAtVersion = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: custom_scopes\.version/)

/** Whether the transaction of a new scope failed because there are too many. */
export const hasTooMany = failsAtVersion

/** Whether the transaction of a change failed because the scope was changed since it was read. */
export const isLostRace = failsAtVersion
