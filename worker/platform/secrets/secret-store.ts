import { sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import { runBatch } from '../db/client.ts'
import { apiKeys, gatewayRoutes, incomingWebhooks, secretVersions, signingKeys, webhooks } from '../db/schema.ts'
import {
  type ConfiguredVersion,
  type KnownVersion,
  NEEDED_SQL,
  type NeededVersion,
  readNeeded,
} from '../lib/crypto/secret-versions.ts'

/** Every version that this database was used with; a few rows. */
export const listSecretVersions = (db: Database): Promise<KnownVersion[]> =>
  db
    .select({
      name: secretVersions.name,
      version: secretVersions.version,
      fingerprint: secretVersions.fingerprint,
      givenUpAt: secretVersions.givenUpAt,
    })
    .from(secretVersions)
    .all()

/** How many rows need each version. It reads all keys and webhooks, incoming ones too. */
export async function countNeeded(db: Database): Promise<NeededVersion[]> {
  type Row = Parameters<typeof readNeeded>[0]
  return (await db.$client.prepare(NEEDED_SQL).all<Row>()).results.map(readNeeded)
}

/** Stores versions; a version that is stored already stays as it is. */
export async function registerVersions(db: Database, fresh: readonly ConfiguredVersion[], now: number): Promise<void> {
  const [first, ...rest] = fresh.map(
    ({ name, version, fingerprint }) => sql`
      INSERT OR IGNORE INTO secret_versions (name, version, fingerprint, first_seen_at)
      VALUES (${name}, ${version}, ${fingerprint}, ${now})`,
  )
  if (first) await runBatch(db, first, ...rest)
}

type Sealed = Uint8Array<ArrayBuffer>
export type SealedWebhook = {
  organizationId: string
  id: string
  sealedSecret: Sealed
  sealedHeaders: Sealed
  previousSecret: Sealed | null
}
export type SealedKey = { organizationId: string; id: string; sealedKey: Sealed | null }
export type SealedIncoming = { organizationId: string; id: string; sealedSecrets: Sealed | null }
export type SealedRoute = { organizationId: string; id: string; requestHeaders: Sealed | null }
/** Signing keys belong to no organization; `id`: the `kid`. */
export type SealedSigningKey = { organizationId: ''; id: string; privateKey: Sealed | null }

const isOlder = (column: unknown, version: string) =>
  sql`(length(${column}) > 2 AND hex(substr(${column}, 1, 2)) <> ${version})`
const hexOf = (version: number): string => version.toString(16).toUpperCase().padStart(4, '0')

/** Up to `limit` webhooks after `after` with values encrypted under another version than `newest`. */
export const webhooksToReseal = (
  db: Database,
  newest: number,
  after: readonly [string, string],
  limit: number,
): Promise<SealedWebhook[]> =>
  db
    .select({
      organizationId: webhooks.organizationId,
      id: webhooks.id,
      sealedSecret: webhooks.sealedSecret,
      sealedHeaders: webhooks.sealedHeaders,
      previousSecret: webhooks.previousSecret,
    })
    .from(webhooks)
    .where(
      sql`(${webhooks.organizationId}, ${webhooks.id}) > (${after[0]}, ${after[1]}) AND ${webhooks.deletedAt} IS NULL
        AND (${isOlder(webhooks.sealedSecret, hexOf(newest))} OR ${isOlder(webhooks.sealedHeaders, hexOf(newest))}
          OR ${isOlder(webhooks.previousSecret, hexOf(newest))})`,
    )
    .orderBy(webhooks.organizationId, webhooks.id)
    .limit(limit)

/** The same for recoverable keys. */
export const keysToReseal = (
  db: Database,
  newest: number,
  after: readonly [string, string],
  limit: number,
): Promise<SealedKey[]> =>
  db
    .select({ organizationId: apiKeys.organizationId, id: apiKeys.id, sealedKey: apiKeys.sealedKey })
    .from(apiKeys)
    .where(
      sql`(${apiKeys.organizationId}, ${apiKeys.id}) > (${after[0]}, ${after[1]}) AND ${apiKeys.deletedAt} IS NULL
        AND ${isOlder(apiKeys.sealedKey, hexOf(newest))}`,
    )
    .orderBy(apiKeys.organizationId, apiKeys.id)
    .limit(limit)

/** The same for incoming webhooks. */
export const incomingToReseal = (
  db: Database,
  newest: number,
  after: readonly [string, string],
  limit: number,
): Promise<SealedIncoming[]> =>
  db
    .select({
      organizationId: incomingWebhooks.organizationId,
      id: incomingWebhooks.id,
      sealedSecrets: incomingWebhooks.sealedSecrets,
    })
    .from(incomingWebhooks)
    .where(
      sql`(${incomingWebhooks.organizationId}, ${incomingWebhooks.id}) > (${after[0]}, ${after[1]})
        AND ${incomingWebhooks.deletedAt} IS NULL AND ${isOlder(incomingWebhooks.sealedSecrets, hexOf(newest))}`,
    )
    .orderBy(incomingWebhooks.organizationId, incomingWebhooks.id)
    .limit(limit)

/** The same for gateway routes. */
export const routesToReseal = (
  db: Database,
  newest: number,
  after: readonly [string, string],
  limit: number,
): Promise<SealedRoute[]> =>
  db
    .select({
      organizationId: gatewayRoutes.organizationId,
      id: gatewayRoutes.id,
      requestHeaders: gatewayRoutes.requestHeaders,
    })
    .from(gatewayRoutes)
    .where(
      sql`(${gatewayRoutes.organizationId}, ${gatewayRoutes.id}) > (${after[0]}, ${after[1]})
        AND ${isOlder(gatewayRoutes.requestHeaders, hexOf(newest))}`,
    )
    .orderBy(gatewayRoutes.organizationId, gatewayRoutes.id)
    .limit(limit)

/** The same for the keys that sign identities. */
export async function signingKeysToReseal(
  db: Database,
  newest: number,
  after: readonly [string, string],
  limit: number,
): Promise<SealedSigningKey[]> {
  const rows = await db
    .select({ id: signingKeys.kid, privateKey: signingKeys.privateKey })
    .from(signingKeys)
    .where(sql`${signingKeys.kid} > ${after[1]} AND ${isOlder(signingKeys.privateKey, hexOf(newest))}`)
    .orderBy(signingKeys.kid)
    .limit(limit)
  return rows.map((row) => ({ organizationId: '', ...row }))
}

const COLUMNS = {
  sealedSecret: ['webhooks', 'sealed_secret'],
  sealedHeaders: ['webhooks', 'sealed_headers'],
  previousSecret: ['webhooks', 'previous_secret'],
  sealedKey: ['api_keys', 'sealed_key'],
  sealedSecrets: ['incoming_webhooks', 'sealed_secrets'],
  requestHeaders: ['gateway_routes', 'request_headers'],
  privateKey: ['signing_keys', 'private_key'],
} as const
export type SealedColumn = keyof typeof COLUMNS

/**
 * Replaces `before` by `sealed`, unless somebody has written something else in the meantime. The plain value stays the
 * same, so the row's version does too.
 */
export function resealed(
  column: SealedColumn,
  row: { organizationId: string; id: string },
  before: Sealed,
  sealed: Sealed,
): Statement {
  const [table, name] = COLUMNS[column]
  const isRow =
    table === 'signing_keys' ? sql`kid = ${row.id}` : sql`organization_id = ${row.organizationId} AND id = ${row.id}`
  return sql`
    UPDATE ${sql.identifier(table)} SET ${sql.identifier(name)} = ${sealed}
    WHERE ${isRow} AND ${sql.identifier(name)} = ${before}`
}
