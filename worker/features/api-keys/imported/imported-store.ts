import { and, eq, inArray, sql } from 'drizzle-orm'
import { searchTextOf } from '../../../../contract/lib/fold.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { failsBecause } from '../../../platform/db/client.ts'
import { apiKeys, importedKeys, importPrefixes } from '../../../platform/db/schema.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'

export type Hash = Uint8Array<ArrayBuffer>

/** A key to import, and the hash of its digest by which it will be found. */
export type ImportRow = Pick<
  typeof apiKeys.$inferSelect,
  | 'organizationId'
  | 'id'
  | 'reference'
  | 'name'
  | 'description'
  | 'environment'
  | 'status'
  | 'prefix'
  | 'lastCharacters'
  | 'secretHash'
  | 'pepperVersion'
  | 'scopes'
  | 'perMinute'
  | 'perHour'
  | 'perDay'
  | 'allowedIps'
  | 'consistency'
  | 'metadata'
  | 'tags'
  | 'ownerId'
  | 'expiresAt'
  | 'imported'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
>

const itsKey = and(eq(apiKeys.organizationId, importedKeys.organizationId), eq(apiKeys.id, importedKeys.keyId))

/** Prefixes of the imported keys of all organizations. */
export async function listImportPrefixes(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ prefix: importPrefixes.prefix }).from(importPrefixes)
  return rows.map((row) => row.prefix)
}

/** Prefixes of the imported keys of one organization. */
export async function listOwnPrefixes(db: Database, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ prefix: importPrefixes.prefix })
    .from(importPrefixes)
    .where(eq(importPrefixes.organizationId, organizationId))
  return rows.map((row) => row.prefix)
}

/**
 * The imported key of a presented text, by the hashes of its digest under each pepper; undefined if no organization
 * imported it. It does not filter by organization: finding out the organization is its purpose.
 */
export function findImportedKey(db: Database, lookups: readonly Hash[]) {
  return db
    .select({
      reference: importedKeys.reference,
      environment: apiKeys.environment,
      pepperVersion: importedKeys.pepperVersion,
    })
    .from(importedKeys)
    .innerJoin(apiKeys, itsKey)
    .where(inArray(importedKeys.lookup, [...lookups]))
    .get()
}

/** Which of these hashes (hex) are imported already, by which organization and for which environment. */
export async function findKnownDigests(db: Database, lookups: readonly Hash[]) {
  const wanted = JSON.stringify(lookups.map(toHex))
  return db
    .select({
      lookup: sql<string>`lower(hex(${importedKeys.lookup}))`.as('lookup_hex'),
      organizationId: importedKeys.organizationId,
      keyId: importedKeys.keyId,
      environment: apiKeys.environment,
    })
    .from(importedKeys)
    .innerJoin(apiKeys, itsKey)
    .where(sql`${importedKeys.lookup} IN (SELECT unhex(value) FROM json_each(${wanted}))`)
}

const field = (name: string) => sql.raw(`value ->> '$.${name}'`)
const json = (name: string) => sql.raw(`value -> '$.${name}'`)

/**
 * Writes any number of imported keys and their lookup rows in three statements: each takes one parameter, however many
 * keys there are. Fails as a whole if one of the digests was imported in the meantime (`isKnownDigest`).
 */
export function insertImported(rows: readonly ImportRow[]): Statement[] {
  const jsonRows = JSON.stringify(
    rows.map((row) => ({
      ...row,
      secretHash: toHex(row.secretHash),
      searchText: searchTextOf(row.name, row.description, row.ownerId ?? ''),
    })),
  )
  return [
    sql`
      INSERT INTO imported_keys (lookup, organization_id, key_id, reference, pepper_version)
      SELECT unhex(${field('secretHash')}), ${field('organizationId')}, ${field('id')}, ${field('reference')},
        ${field('pepperVersion')}
      FROM json_each(${jsonRows})`,
    sql`
      INSERT OR IGNORE INTO import_prefixes (prefix, organization_id)
      SELECT DISTINCT ${field('prefix')}, ${field('organizationId')} FROM json_each(${jsonRows})`,
    sql`
      INSERT INTO api_keys
        (organization_id, id, reference, name, description, environment, status, prefix, last_characters, secret_hash,
         pepper_version, scopes, per_minute, per_hour, per_day, allowed_ips, consistency, metadata, tags, owner_id,
         expires_at, imported, created_at, created_by, updated_at, search_text)
      SELECT ${field('organizationId')}, ${field('id')}, ${field('reference')}, ${field('name')},
        ${field('description')}, ${field('environment')}, ${field('status')}, ${field('prefix')},
        ${field('lastCharacters')}, unhex(${field('secretHash')}), ${field('pepperVersion')}, ${json('scopes')},
        ${field('perMinute')}, ${field('perHour')}, ${field('perDay')}, ${json('allowedIps')}, ${field('consistency')},
        ${json('metadata')}, ${json('tags')}, ${field('ownerId')}, ${field('expiresAt')}, ${field('imported')},
        ${field('createdAt')}, ${field('createdBy')}, ${field('updatedAt')}, ${field('searchText')}
      FROM json_each(${jsonRows})`,
  ]
}

/** Whether a transaction failed because another request imported one of its digests at the same time. */
export const isKnownDigest = (error: unknown): boolean =>
  failsBecause(error, /UNIQUE constraint failed: imported_keys\.lookup/)

/** Replaces the hash of the digest by the hash of the text, unless the key has a new secret. */
export const upgradeHash = (
  db: Database,
  key: { organizationId: string; keyId: string },
  digestHash: Hash,
  textHash: Hash,
): Statement =>
  // Does not increase the version: the version counts changes that guards have to apply, and this changes no access.
  db
    .update(apiKeys)
    .set({ secretHash: textHash, imported: 'upgraded' })
    .where(
      and(
        eq(apiKeys.organizationId, key.organizationId),
        eq(apiKeys.id, key.keyId),
        eq(apiKeys.secretHash, digestHash),
        eq(apiKeys.imported, 'digest'),
      ),
    )

/**
 * Deletes the digest of a key. It scans the whole table: deletes are rare, while an index would cost a write per
 * imported key.
 */
export const forgetDigest = (db: Database, organizationId: string, keyId: string): Statement =>
  db.delete(importedKeys).where(and(eq(importedKeys.organizationId, organizationId), eq(importedKeys.keyId, keyId)))
