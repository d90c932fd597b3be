import { toHex } from './encoding.ts'
import { type KeyedHash, keyedHash } from './keyed-hash.ts'

/** The secrets of which each version must not change as long as stored data needs it. */
export const VERSIONED_SECRETS = ['KEY_PEPPERS', 'DATA_KEYS'] as const
export type SecretName = (typeof VERSIONED_SECRETS)[number]

export type SecretVersion = { name: SecretName; version: number }
export type ConfiguredVersion = SecretVersion & { fingerprint: string }
/** A version that the database knows. `givenUpAt`: when an operator declared it lost, ms since 1970. */
export type KnownVersion = ConfiguredVersion & { givenUpAt: number | null }
/** A version, and how many rows can only be used with it. */
export type NeededVersion = SecretVersion & { rows: number }

/** `changed`: other bytes than those this database was used with. `missing`: not configured, although rows need it. */
export type SecretProblem = NeededVersion & { problem: 'changed' | 'missing' }

/** No key begins like this, so no checksum or stored hash is computed from this text. */
const FINGERPRINTED = 'fingerprint of a Gatehouse secret'

/**
 * Identifies a secret without revealing it: the first 16 bytes, in hex, of the HMAC-SHA-256 of a fixed text under the
 * secret. A secret has at least 32 random bytes, so a fingerprint does not help to guess it.
 */
export const fingerprintBy = (hash: KeyedHash): string => toHex(hash(FINGERPRINTED).slice(0, 16))
export const fingerprintOf = (secret: Uint8Array): string => fingerprintBy(keyedHash(secret))

/**
 * Compares the configured secrets with those that this database was used with, and with what its rows need. `fresh`:
 * versions it has not seen before, after a rotation or in a database from before fingerprints were stored.
 */
export function compareSecrets(
  configured: readonly ConfiguredVersion[],
  known: readonly KnownVersion[],
  needed: readonly NeededVersion[],
): { problems: SecretProblem[]; fresh: ConfiguredVersion[] } {
  const same = (a: SecretVersion) => (b: SecretVersion) => a.name === b.name && a.version === b.version
  const rowsOf = (one: SecretVersion) => needed.filter(same(one)).reduce((sum, { rows }) => sum + rows, 0)
  const changed = configured.flatMap((one): SecretProblem[] => {
    const before = known.find(same(one))
    return !before || before.fingerprint === one.fingerprint
      ? []
      : [{ name: one.name, version: one.version, rows: rowsOf(one), problem: 'changed' }]
  })
  const lost = [...new Map(needed.map((one) => [`${one.name} ${one.version}`, one])).values()]
  const missing = lost.flatMap((one): SecretProblem[] => {
    const isGivenUp = known.some((before) => same(one)(before) && before.givenUpAt !== null)
    if (rowsOf(one) === 0 || isGivenUp || configured.some(same(one))) return []
    return [{ name: one.name, version: one.version, rows: rowsOf(one), problem: 'missing' }]
  })
  return { problems: [...changed, ...missing], fresh: configured.filter((one) => !known.some(same(one))) }
}

/**
 * SQL that counts the rows that need each version: keys and tokens need their pepper, encrypted values their data key. Encrypted
 * values begin with their version in two bytes. Answers to idempotency keys are left out, because they expire after 24
 * hours.
 */
const neededSql = (tokens: string, otherSealed: string) => `
  SELECT 'KEY_PEPPERS' AS name, pepper_version AS version, count(*) AS "rows" FROM api_keys
    WHERE deleted_at IS NULL AND status <> 'revoked' GROUP BY 2
  UNION ALL SELECT 'KEY_PEPPERS', previous_pepper_version, count(*) FROM api_keys
    WHERE deleted_at IS NULL AND status <> 'revoked' AND previous_hash IS NOT NULL
      AND grace_until > unixepoch() * 1000 GROUP BY 2
  UNION ALL SELECT 'KEY_PEPPERS', pepper_version, count(*) FROM imported_keys GROUP BY 2
  ${tokens}
  UNION ALL SELECT 'DATA_KEYS', version, count(*) FROM (
    SELECT hex(substr(sealed_key, 1, 2)) AS version FROM api_keys
      WHERE deleted_at IS NULL AND status <> 'revoked' AND length(sealed_key) > 2
    UNION ALL SELECT hex(substr(sealed_secret, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(sealed_secret) > 2
    UNION ALL SELECT hex(substr(sealed_headers, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(sealed_headers) > 2
    UNION ALL SELECT hex(substr(previous_secret, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(previous_secret) > 2 AND previous_until > unixepoch() * 1000
    ${otherSealed}
  ) GROUP BY 2`

const INCOMING_TOKENS = `SELECT pepper_version AS version FROM incoming_webhooks WHERE deleted_at IS NULL`
const SENDER_SECRETS = `SELECT hex(substr(sealed_secrets, 1, 2)) AS version FROM incoming_webhooks
    WHERE deleted_at IS NULL AND length(sealed_secrets) > 2`
const GATEWAY_SECRETS = `
    UNION ALL SELECT hex(substr(request_headers, 1, 2)) FROM gateway_routes WHERE length(request_headers) > 2
    UNION ALL SELECT hex(substr(private_key, 1, 2)) FROM signing_keys WHERE length(private_key) > 2`

/** Client secrets, codes and refresh tokens. An access token needs its pepper too, but for an hour at most. */
const OAUTH_SECRETS = `
    UNION ALL SELECT pepper_version FROM (
      SELECT pepper_version FROM oauth_apps WHERE deleted_at IS NULL AND secret_hash IS NOT NULL
      UNION ALL SELECT pepper_version FROM oauth_clients
        WHERE secret_hash IS NOT NULL AND (used_at IS NOT NULL OR fresh_until > unixepoch() * 1000))
    UNION ALL SELECT previous_pepper_version FROM oauth_apps
      WHERE deleted_at IS NULL AND previous_hash IS NOT NULL AND previous_until > unixepoch() * 1000
    UNION ALL SELECT code_pepper_version FROM oauth_families
      WHERE ended_at IS NULL AND code_used_at IS NULL AND code_expires_at > unixepoch() * 1000
    UNION ALL SELECT refresh_pepper_version FROM oauth_families
      WHERE ended_at IS NULL AND refresh_expires_at > unixepoch() * 1000`

// D1 allows five terms in a compound SELECT, so these are one term of the outer one.
const counted = (versions: string) => `UNION ALL SELECT 'KEY_PEPPERS', version, count(*) FROM (
    ${versions}
  ) GROUP BY 2`
const sealed = (versions: string) => `UNION ALL SELECT version FROM (
    ${versions}
  )`

export const NEEDED_SQL = neededSql(counted(INCOMING_TOKENS + OAUTH_SECRETS), sealed(SENDER_SECRETS + GATEWAY_SECRETS))

/** The same for databases that are not migrated yet, newest first. Each needs its `table`. */
export const OLDER_NEEDED_SQL: readonly { table: string; sql: string }[] = [
  { table: 'oauth_apps', sql: neededSql(counted(INCOMING_TOKENS + OAUTH_SECRETS), sealed(SENDER_SECRETS)) },
  { table: 'incoming_webhooks', sql: neededSql(counted(INCOMING_TOKENS), sealed(SENDER_SECRETS)) },
  { table: 'imported_keys', sql: neededSql('', '') },
]

/** Parses a row of NEEDED_SQL, in which versions of encrypted values are hex. */
export function readNeeded(row: { name: string; version: string | number; rows: number }): NeededVersion {
  const version = typeof row.version === 'string' ? Number.parseInt(row.version, 16) : row.version
  return { name: row.name as SecretName, version, rows: row.rows }
}

/** A problem as a sentence, without advice. */
export function secretProblemText({ name, version, rows, problem }: SecretProblem): string {
  const things = name === 'KEY_PEPPERS' ? ['API key', 'API keys'] : ['sealed value', 'sealed values']
  const needs = `${rows} ${rows === 1 ? things[0] : things[1]} ${rows === 1 ? 'needs' : 'need'} it`
  return problem === 'missing'
    ? `${name} version ${version} is missing; ${needs}.`
    : `${name} version ${version} is not the secret that this database was used with${rows > 0 ? `; ${needs}` : ''}.`
}
