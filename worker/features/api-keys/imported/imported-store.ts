import { and, eq, inArray, sql } from 'drizzle-orm'
import { searchTextOf } from '../../../../contract/fold.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { failsBecause } from '../../../platform/db/client.ts'
import { apiKeys, importedKeys, importPrefixes } from '../../../platform/db/schema.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'

export type Hash = Uint8Array<ArrayBuffer>

/** A key that is to be imported, and under which hash of its digest it will be found. */
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

/** How imported keys of all organizations begin. */
export async function listImportPrefixes(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ prefix: importPrefixes.prefix }).from(importPrefixes)
  return rows.map((row) => row.prefix)
}

/** How imported keys of one organization begin. */
export async function listOwnPrefixes(db: Database, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ prefix: importPrefixes.prefix })
    .from(importPrefixes)
    .where(eq(importPrefixes.organizationId, organizationId))
  return rows.map((row) => row.prefix)
}

/**
 * Where the key of a presented text is, by the hashes of its digest under each pepper; undefined when no organization
 * imported it. It does not filter by organization, since it finds out whose key a text is.
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

/** Which of these hashes are imported already, in hex, by whom, and for which environment. */
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
 * Writes any number of imported keys, and where to find them, in three statements: each takes one parameter, however
 * many keys there are. Fails as a whole when one of the digests was imported meanwhile (`isKnownDigest`).
 */
export function insertImported(rows: readonly ImportRow[]): Statement[] {
  const wire = JSON.stringify(
    rows.map((row) => ({
      ...row,
      secretHash: toHex(row.secretHash),
      searchText: searchTextOf(row.name, row.description),
    })),
  )
  return [
    sql`
      INSERT INTO imported_keys (lookup, organization_id, key_id, reference, pepper_version)
      SELECT unhex(${field('secretHash')}), ${field('organizationId')}, ${field('id')}, ${field('reference')},
        ${field('pepperVersion')}
      FROM json_each(${wire})`,
    sql`
      INSERT OR IGNORE INTO import_prefixes (prefix, organization_id)
      SELECT DISTINCT ${field('prefix')}, ${field('organizationId')} FROM json_each(${wire})`,
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
      FROM json_each(${wire})`,
  ]
}

/** Whether a transaction failed because somebody else imported one of its digests at the same time. */
export const isKnownDigest = (error: unknown): boolean =>
  failsBecause(error, /UNIQUE constraint failed: imported_keys\.lookup/)

/** Keeps the hash of the text instead of the hash of its digest, unless the key has another secret by now. */
export const upgradeHash = (
  db: Database,
  key: { organizationId: string; keyId: string },
  digestHash: Hash,
  textHash: Hash,
): Statement =>
  // The version stays: it counts changes that people make and guards obey, and this lets nobody in or out.
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

/** Forgets the digest of a key. It reads the whole table: deleting is rare, an index would be written at each import. */
export const forgetDigest = (db: Database, organizationId: string, keyId: string): Statement =>
  db.delete(importedKeys).where(and(eq(importedKeys.organizationId, organizationId), eq(importedKeys.keyId, keyId)))
