import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { KeySort, ListApiKeys } from '../../../../contract/api-keys.ts'
import { fold, searchTextOf } from '../../../../contract/lib/fold.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { failsBecause } from '../../../platform/db/client.ts'
import { contains } from '../../../platform/db/contains.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, apiKeyTags, apiKeyUsage, organizations } from '../../../platform/db/schema.ts'
import { holdsText, sortName } from '../../../platform/db/search-text.ts'
import { type SortOrder, sortedBy } from '../../../platform/db/sorted.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'
import { allowedByPlan } from '../../../platform/limits/store.ts'

type Secret = 'secretHash' | 'pepperVersion' | 'previousHash' | 'previousPepperVersion' | 'sealedKey'
/** A key with its usage, without its secrets. */
export type KeyRow = Omit<typeof apiKeys.$inferSelect, Secret | 'searchText'> & {
  recoverable: number
  /** The worst status of the keys above it (`ABOVE`), and when the first of them expires; null: there are none. */
  above: number | null
  aboveExpiresAt: number | null
  /** Setting of its organization. */
  unusedAfterDays: number
  calls: number | null
  lastUsedAt: number | null
}
export type NewKeyRow = typeof apiKeys.$inferInsert
export type KeyChange = Partial<typeof apiKeys.$inferSelect>

/** The rank of the worst status of keys above: those below a revoked or deleted key are dead for good. */
export const ABOVE = { active: 0, disabled: 1, revoked: 2 } as const

const keysAbove = sql`json_each(api_keys.ancestors) j
  JOIN api_keys a ON a.organization_id = api_keys.organization_id AND a.id = j.value`

const above = sql<number | null>`CASE WHEN api_keys.parent_id IS NOT NULL THEN (
  SELECT max(CASE
    WHEN a.deleted_at IS NOT NULL OR a.status = 'revoked' THEN ${sql.raw(String(ABOVE.revoked))}
    WHEN a.status = 'disabled' THEN ${sql.raw(String(ABOVE.disabled))}
    ELSE ${sql.raw(String(ABOVE.active))} END) FROM ${keysAbove}) END`

const aboveExpiresAt = sql<number | null>`CASE WHEN api_keys.parent_id IS NOT NULL THEN (
  SELECT min(a.expires_at) FROM ${keysAbove}) END`

const columns = {
  organizationId: apiKeys.organizationId,
  id: apiKeys.id,
  reference: apiKeys.reference,
  name: apiKeys.name,
  description: apiKeys.description,
  environment: apiKeys.environment,
  status: apiKeys.status,
  prefix: apiKeys.prefix,
  lastCharacters: apiKeys.lastCharacters,
  recoverable: sql<number>`${apiKeys.sealedKey} IS NOT NULL`.as('recoverable'),
  graceUntil: apiKeys.graceUntil,
  rotatedAt: apiKeys.rotatedAt,
  scopes: apiKeys.scopes,
  perMinute: apiKeys.perMinute,
  perHour: apiKeys.perHour,
  perDay: apiKeys.perDay,
  allowedIps: apiKeys.allowedIps,
  consistency: apiKeys.consistency,
  metadata: apiKeys.metadata,
  tags: apiKeys.tags,
  ownerId: apiKeys.ownerId,
  expiresAt: apiKeys.expiresAt,
  credits: apiKeys.credits,
  creditsVersion: apiKeys.creditsVersion,
  refillAmount: apiKeys.refillAmount,
  refillInterval: apiKeys.refillInterval,
  rotationDays: apiKeys.rotationDays,
  rotationGraceSeconds: apiKeys.rotationGraceSeconds,
  rotationAutomatic: apiKeys.rotationAutomatic,
  leakedAt: apiKeys.leakedAt,
  leakSource: apiKeys.leakSource,
  captureBodies: apiKeys.captureBodies,
  parentId: apiKeys.parentId,
  ancestors: apiKeys.ancestors,
  above: above.as('above'),
  aboveExpiresAt: aboveExpiresAt.as('above_expires_at'),
  imported: apiKeys.imported,
  version: apiKeys.version,
  createdAt: apiKeys.createdAt,
  createdBy: apiKeys.createdBy,
  updatedAt: apiKeys.updatedAt,
  revokedAt: apiKeys.revokedAt,
  revokedBy: apiKeys.revokedBy,
  deletedAt: apiKeys.deletedAt,
  unusedAfterDays: organizations.unusedAfterDays,
  calls: apiKeyUsage.calls,
  lastUsedAt: apiKeyUsage.lastUsedAt,
}

const itself = (reach: Reach, id: string) => and(inReach(apiKeys, reach), eq(apiKeys.id, id))
const withOrganization = eq(organizations.id, apiKeys.organizationId)
const withUsage = and(eq(apiKeyUsage.organizationId, apiKeys.organizationId), eq(apiKeyUsage.keyId, apiKeys.id))

/** One key within a reach, with its usage, also if it is deleted (tombstone); undefined if it never existed. */
export function findKeyOrTombstone(db: Database, reach: Reach, id: string): Promise<KeyRow | undefined> {
  return db
    .select(columns)
    .from(apiKeys)
    .innerJoin(organizations, withOrganization)
    .leftJoin(apiKeyUsage, withUsage)
    .where(itself(reach, id))
    .get()
}

/** One key within a reach, with its usage; undefined if it does not exist or was deleted. */
export async function findKey(db: Database, reach: Reach, id: string): Promise<KeyRow | undefined> {
  const row = await findKeyOrTombstone(db, reach, id)
  return row?.deletedAt === null ? row : undefined
}

/** A subquery: the organization and the id of those of some keys that are within a reach and not deleted. */
export const keysWithIds = (reach: Reach, ids: readonly string[]): SQL => sql`
  SELECT api_keys.organization_id, api_keys.id FROM api_keys
  WHERE ${inReach(apiKeys, reach)} AND api_keys.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND api_keys.deleted_at IS NULL`

/** The oldest key of an organization that is known, deleted ones included. One row is read. */
export const findFirstKey = (db: Database, organizationId: string) =>
  db
    .select({ createdAt: apiKeys.createdAt })
    .from(apiKeys)
    .where(eq(apiKeys.organizationId, organizationId))
    .orderBy(apiKeys.id)
    .limit(1)
    .get()

/** The stored secret of a key, for a rotation or a reveal. */
export function findSecret(db: Database, reach: Reach, id: string) {
  return db
    .select({
      secretHash: apiKeys.secretHash,
      pepperVersion: apiKeys.pepperVersion,
      sealedKey: apiKeys.sealedKey,
      version: apiKeys.version,
    })
    .from(apiKeys)
    .where(and(itself(reach, id), isNull(apiKeys.deletedAt)))
    .get()
}

/** What those below a key may have at most depends on these. */
export type KeyAbove = Pick<
  KeyRow,
  | 'id'
  | 'reference'
  | 'status'
  | 'deletedAt'
  | 'scopes'
  | 'perMinute'
  | 'perHour'
  | 'perDay'
  | 'allowedIps'
  | 'expiresAt'
  | 'credits'
>

/** The keys with these ids, also deleted ones, in the order of the ids. */
export async function listKeysAbove(db: Database, organizationId: string, ids: readonly string[]): Promise<KeyAbove[]> {
  const rows = await db
    .select({
      id: apiKeys.id,
      reference: apiKeys.reference,
      status: apiKeys.status,
      deletedAt: apiKeys.deletedAt,
      scopes: apiKeys.scopes,
      perMinute: apiKeys.perMinute,
      perHour: apiKeys.perHour,
      perDay: apiKeys.perDay,
      allowedIps: apiKeys.allowedIps,
      expiresAt: apiKeys.expiresAt,
      credits: apiKeys.credits,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), inArray(apiKeys.id, [...ids])))
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Changes nothing but counts as a changed row: the audit row after it is written only if the key still exists. */
export const touchKey = (db: Database, reach: Reach, id: string): Statement =>
  db.update(apiKeys).set({ id }).where(itself(reach, id))

const textOf = ({ name, description, ownerId }: Pick<NewKeyRow, 'name' | 'description' | 'ownerId'>): string =>
  searchTextOf(name, description, ownerId ?? '')

export const insertKey = (db: Database, row: NewKeyRow): Statement =>
  db.insert(apiKeys).values({ ...row, searchText: textOf(row) })

/** The keys of an organization that count for its plan: neither they nor a key above them is revoked or deleted. */
const countedKeys = (organizationId: string): SQL => sql`(
  SELECT count(*) FROM api_keys
  WHERE api_keys.organization_id = ${organizationId} AND api_keys.deleted_at IS NULL AND api_keys.status <> 'revoked'
    AND coalesce(${above}, 0) <> ${ABOVE.revoked})`

/**
 * Makes the transaction that inserts keys fail (`isBeyondPlan`) if the organization then has more keys than its plan
 * allows. `id`: one of the new keys. Writes nothing otherwise, and reads the keys only if the plan limits them.
 */
export const limitKeys = (organizationId: string, id: string): Statement => sql`
  UPDATE api_keys SET version = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND CASE
    WHEN ${allowedByPlan('keys', organizationId)} IS NULL THEN false
    ELSE ${allowedByPlan('keys', organizationId)} < ${countedKeys(organizationId)}
    END`

/** How many more keys the plan of an organization allows; null: as many as wanted. */
export async function roomForKeys(db: Database, organizationId: string): Promise<number | null> {
  const row = await db.get<{ room: number | null }>(sql`
    SELECT ${allowedByPlan('keys', organizationId)} - ${countedKeys(organizationId)} AS room`)
  return row?.room ?? null
}

/** Whether the transaction of new keys failed because the plan allows no more. */
export const isBeyondPlan = (error: unknown): boolean => isLostRace(error)

const SEARCHED = ['name', 'description', 'ownerId'] as const

/**
 * Changes a key if it is still at `version`, and increases the version. Otherwise the whole transaction fails
 * (`isLostRace`), because its other statements must not take effect alone.
 */
export function updateKey(
  db: Database,
  key: Pick<KeyRow, 'organizationId' | 'id' | 'version' | 'name' | 'description' | 'ownerId'>,
  change: KeyChange,
  now: number,
): Statement {
  return db
    .update(apiKeys)
    .set({
      ...change,
      ...(SEARCHED.some((field) => change[field] !== undefined) && { searchText: textOf({ ...key, ...change }) }),
      version: nextVersion(apiKeys.version, key.version),
      updatedAt: now,
    })
    .where(and(eq(apiKeys.organizationId, key.organizationId), eq(apiKeys.id, key.id)))
}

/**
 * Makes a transaction fail (`isLostRace`) if the grace period of a key, as it was read, has ended by the clock of the
 * database. The clock of a request may be older than its transaction.
 */
export const failIfGraceOver = ({
  organizationId,
  id,
  graceUntil,
}: Pick<KeyRow, 'organizationId' | 'id' | 'graceUntil'>) => sql`
  UPDATE api_keys SET version = NULL
  WHERE organization_id = ${organizationId} AND id = ${id} AND ${graceUntil ?? 0} <= unixepoch('subsec') * 1000`

/** Whether a transaction failed because a key was changed since it was read. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: api_keys\.version/)

const texts = {
  searchText: apiKeys.searchText,
  name: apiKeys.name,
  others: [apiKeys.description, sql`coalesce(${apiKeys.ownerId}, '')`],
}

/** After every expiry, ms since 1970. */
const NEVER = Number.MAX_SAFE_INTEGER

const SORT_COLUMNS = {
  name: sortName(texts),
  lastUsedAt: sql<number>`coalesce(${apiKeyUsage.lastUsedAt}, 0)`,
  usageCount: sql<number>`coalesce(${apiKeyUsage.calls}, 0)`,
  createdAt: sql<number>`${apiKeys.createdAt}`,
} satisfies Record<KeySort, SQL>

/** As `statusOf` decides for a key that is shown. */
function statusIs(status: NonNullable<ListApiKeys['status']>, now: number): SQL {
  const rank = sql`coalesce(${above}, ${ABOVE.active})`
  const past = sql`(coalesce(${apiKeys.expiresAt}, ${NEVER}) <= ${now} OR coalesce(${aboveExpiresAt}, ${NEVER}) <= ${now})`
  const revoked = sql`(${apiKeys.status} = 'revoked' OR ${rank} = ${ABOVE.revoked})`
  const disabled = sql`(${apiKeys.status} = 'disabled' OR ${rank} = ${ABOVE.disabled})`
  switch (status) {
    case 'revoked':
      return revoked
    case 'disabled':
      return sql`(${disabled} AND NOT ${revoked})`
    case 'expired':
      return sql`(${past} AND NOT ${disabled} AND NOT ${revoked})`
    case 'active':
      return sql`(NOT ${past} AND NOT ${disabled} AND NOT ${revoked})`
  }
}

/** A subquery that its index answers alone: otherwise SQLite prefers the primary key, and reads every key. */
const hasOwner = (organizationId: string, ownerId: string): SQL => sql`${apiKeys.id} IN (
  SELECT o.id FROM ${apiKeys} o
  WHERE o.organization_id = ${organizationId} AND o.owner_id = ${ownerId} AND o.owner_id IS NOT NULL)`

const hasParent = (organizationId: string, parentId: string): SQL => sql`${apiKeys.id} IN (
  SELECT c.id FROM ${apiKeys} c
  WHERE c.organization_id = ${organizationId} AND c.parent_id = ${parentId} AND c.parent_id IS NOT NULL)`

const hasTag = (organizationId: string, tag: string): SQL => sql`${apiKeys.id} IN (
  SELECT t.key_id FROM ${apiKeyTags} t WHERE t.organization_id = ${organizationId} AND t.tag = ${tag})`

/**
 * One page of the keys within a reach, plus one extra row to see whether a next page exists, and the total number of
 * matches.
 */
export async function listKeys(
  db: Database,
  reach: Reach,
  query: Pick<ListApiKeys, 'limit' | 'status' | 'tag' | 'ownerId' | 'parentId' | 'q'>,
  sorted: SortOrder<KeySort>,
  now: number,
): Promise<{ rows: (KeyRow & { sortValue: string | number })[]; total: number }> {
  const matching = and(
    inReach(apiKeys, reach),
    isNull(apiKeys.deletedAt),
    query.status && statusIs(query.status, now),
    query.tag === undefined ? undefined : hasTag(reach.organizationId, query.tag),
    query.ownerId === undefined ? undefined : hasOwner(reach.organizationId, query.ownerId),
    query.parentId === undefined ? undefined : hasParent(reach.organizationId, query.parentId),
    query.q
      ? or(holdsText(texts, fold(query.q)), contains(apiKeys.prefix, query.q), contains(apiKeys.id, query.q))
      : undefined,
  )
  const { column, order, after } = sortedBy(SORT_COLUMNS, apiKeys.id, sorted)
  const [rows, counted] = await db.batch([
    db
      .select({ ...columns, sortValue: column.as('sort_value') })
      .from(apiKeys)
      .innerJoin(organizations, withOrganization)
      .leftJoin(apiKeyUsage, withUsage)
      .where(and(matching, after))
      .orderBy(...order)
      .limit(query.limit + 1),
    db.select({ total: sql<number>`count(*)` }).from(apiKeys).where(matching),
  ])
  return { rows, total: counted[0]?.total ?? 0 }
}
