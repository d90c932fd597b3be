import { desc, sql } from 'drizzle-orm'
import type { Database, Statement } from '../../../platform/db/client.ts'
import { signingKeys } from '../../../platform/db/schema.ts'

/** A key that signs identities. Its times are ms since 1970. */
export type SigningKeyRow = typeof signingKeys.$inferSelect
/** A key that can still sign. */
export type NewSigningKey = SigningKeyRow & { privateKey: Uint8Array<ArrayBuffer> }

/** All keys, the one that signs last first; a few rows. */
export const listSigningKeys = (db: Database): Promise<SigningKeyRow[]> =>
  db.select().from(signingKeys).orderBy(desc(signingKeys.signsFrom), signingKeys.kid).all()

/**
 * Inserts a key unless there is one, besides those in `except`, that can sign and begins to between `from` and `to` (ms). So of
 * several isolates that make a key at once only one succeeds.
 */
export const insertSigningKey = (
  key: NewSigningKey,
  { from, to, except }: { from: number; to: number; except: readonly string[] },
): Statement => sql`
  INSERT INTO signing_keys (kid, public_key, private_key, created_at, signs_from, signs_until, published_until)
  SELECT ${key.kid}, ${JSON.stringify(key.publicKey)}, ${key.privateKey}, ${key.createdAt}, ${key.signsFrom},
    ${key.signsUntil}, ${key.publishedUntil}
  WHERE NOT EXISTS (
    SELECT 1 FROM signing_keys
    WHERE private_key IS NOT NULL AND signs_from BETWEEN ${from} AND ${to}
      AND kid NOT IN (SELECT value FROM json_each(${JSON.stringify(except)})))`

/** Lets a key sign until a time (ms), if it would end before. */
export const extendSigning = (kid: string, until: number, publishedUntil: number): Statement => sql`
  UPDATE signing_keys SET signs_until = ${until}, published_until = ${publishedUntil}
  WHERE kid = ${kid} AND signs_until < ${until} AND private_key IS NOT NULL`

/**
 * Deletes the private keys of those that signed until `before` and have a successor that signs at `now`, and then the keys that
 * are no longer published.
 */
export const endSigningKeys = (before: number, now: number): readonly [Statement, Statement] => [
  sql`
    UPDATE signing_keys SET private_key = NULL
    WHERE private_key IS NOT NULL AND signs_until <= ${before} AND EXISTS (
      SELECT 1 FROM signing_keys newer
      WHERE newer.private_key IS NOT NULL AND newer.signs_from > signing_keys.signs_from AND newer.signs_from <= ${now})`,
  sql`DELETE FROM signing_keys WHERE private_key IS NULL AND published_until <= ${now}`,
]
