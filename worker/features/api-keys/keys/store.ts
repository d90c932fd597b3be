import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { KeySort, ListApiKeys } from '../../../../contract/api-keys.ts'
import { fold, searchTextOf } from '../../../../contract/fold.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { failsBecause } from '../../../platform/db/client.ts'
import { contains } from '../../../platform/db/contains.ts'
import { inReach, type Reach } from '../../../platform/db/reach.ts'
import { apiKeys, apiKeyUsage, organizations } from '../../../platform/db/schema.ts'
import { holdsText, sortName } from '../../../platform/db/search-text.ts'
import { type Sorted, sortedBy } from '../../../platform/db/sorted.ts'
import { nextVersion } from '../../../platform/db/versioned.ts'

type Secret = 'secretHash' | 'pepperVersion' | 'previousHash' | 'previousPepperVersion' | 'sealedKey'
/** A key with its usage, without anything of its secret. */
export type KeyRow = Omit<typeof apiKeys.$inferSelect, Secret | 'searchText'> & {
  recoverable: number
  /** As its organization has set it. */
  unusedAfterDays: number
  calls: number | null
  lastUsedAt: number | null
}
export type NewKeyRow = typeof apiKeys.$inferInsert
export type KeyChange = Partial<typeof apiKeys.$inferSelect>

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

/** One key within a reach, with its usage, its tombstone too once deleted; undefined when there never was one. */
export function findKeyOrTombstone(db: Database, reach: Reach, id: string): Promise<KeyRow | undefined> {
  return db
    .select(columns)
    .from(apiKeys)
    .innerJoin(organizations, withOrganization)
    .leftJoin(apiKeyUsage, withUsage)
    .where(itself(reach, id))
    .get()
}

/** One key within a reach, with its usage; undefined when there is none such, or it was deleted. */
export async function findKey(db: Database, reach: Reach, id: string): Promise<KeyRow | undefined> {
  const row = await findKeyOrTombstone(db, reach, id)
  return row?.deletedAt === null ? row : undefined
}

/** The secret of a key as it is stored, for a rotation or a reveal. */
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

/** Changes nothing but counts as a change: so that an audit row behind it is written if the key is still there. */
export const touchKey = (db: Database, reach: Reach, id: string): Statement =>
  db.update(apiKeys).set({ id }).where(itself(reach, id))

export const insertKey = (db: Database, row: NewKeyRow): Statement =>
  db.insert(apiKeys).values({ ...row, searchText: searchTextOf(row.name, row.description) })

/**
 * Changes a key if it still stands at `version`, and counts the version up. When somebody was faster it makes the whole
 * transaction fail (`isLostRace`): nothing that stands beside it may happen without it.
 */
export function updateKey(
  db: Database,
  key: { organizationId: string; id: string; version: number; name: string; description: string },
  change: KeyChange,
  now: number,
): Statement {
  return db
    .update(apiKeys)
    .set({
      ...change,
      ...(change.name === undefined && change.description === undefined
        ? {}
        : { searchText: searchTextOf(change.name ?? key.name, change.description ?? key.description) }),
      version: nextVersion(apiKeys.version, key.version),
      updatedAt: now,
    })
    .where(and(eq(apiKeys.organizationId, key.organizationId), eq(apiKeys.id, key.id)))
}

/** Whether a transaction failed because a key was changed since it was read. */
export const isLostRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: api_keys\.version/)

const texts = { searchText: apiKeys.searchText, name: apiKeys.name, others: [apiKeys.description] }

const SORT_COLUMNS = {
  name: sortName(texts),
  lastUsedAt: sql<number>`coalesce(${apiKeyUsage.lastUsedAt}, 0)`,
  usageCount: sql<number>`coalesce(${apiKeyUsage.calls}, 0)`,
  createdAt: sql<number>`${apiKeys.createdAt}`,
} satisfies Record<KeySort, SQL>

function statusIs(status: NonNullable<ListApiKeys['status']>, now: number): SQL | undefined {
  const past = and(isNotNull(apiKeys.expiresAt), lte(apiKeys.expiresAt, now))
  if (status === 'expired') return and(eq(apiKeys.status, 'active'), past)
  if (status === 'active') {
    return and(eq(apiKeys.status, 'active'), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)))
  }
  return eq(apiKeys.status, status)
}

/** One page of the keys within a reach, one row more than asked for, and how many match in all. */
export async function listKeys(
  db: Database,
  reach: Reach,
  query: Pick<ListApiKeys, 'limit' | 'status' | 'q'>,
  sorted: Sorted<KeySort>,
  now: number,
): Promise<{ rows: (KeyRow & { sortValue: string | number })[]; total: number }> {
  const matching = and(
    inReach(apiKeys, reach),
    isNull(apiKeys.deletedAt),
    query.status && statusIs(query.status, now),
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
