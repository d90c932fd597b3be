import { toHex } from './encoding.ts'
import { type KeyedHash, keyedHash } from './keyed-hash.ts'

/** The secrets of which each version must stay the same as long as anything stored needs it. */
export const VERSIONED_SECRETS = ['KEY_PEPPERS', 'DATA_KEYS'] as const
export type SecretName = (typeof VERSIONED_SECRETS)[number]

export type SecretVersion = { name: SecretName; version: number }
export type ConfiguredVersion = SecretVersion & { fingerprint: string }
/** As the database has it. `givenUpAt`: when an operator declared it lost, ms since 1970. */
export type KnownVersion = ConfiguredVersion & { givenUpAt: number | null }
/** How many rows can only be used with it. */
export type NeededVersion = SecretVersion & { rows: number }

/** `changed`: other bytes than those this database was used with. `missing`: not configured, though rows need it. */
export type SecretProblem = NeededVersion & { problem: 'changed' | 'missing' }

/** No key begins so, hence no checksum or stored hash is made of this text. */
const FINGERPRINTED = 'fingerprint of a Gatehouse secret'

/**
 * Tells two secrets apart without showing either: the first 16 bytes, in hex, of the HMAC-SHA-256 of a fixed text under
 * the secret. A secret has at least 32 random bytes, so a fingerprint does not help to guess it.
 */
export const fingerprintBy = (hash: KeyedHash): string => toHex(hash(FINGERPRINTED).slice(0, 16))
export const fingerprintOf = (secret: Uint8Array): string => fingerprintBy(keyedHash(secret))

/**
 * Compares the configured secrets with those that this database was used with, and with what its rows need. `fresh` are
 * versions it has not seen before: a rotation, or a database from before fingerprints were kept.
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
 * The rows that need each version, as SQL: a key its pepper, what is sealed its data key. Sealed bytes begin with their
 * version in two bytes. Answers to idempotency keys are left out: they end by themselves after 24 hours.
 */
export const NEEDED_SQL = `
  SELECT 'KEY_PEPPERS' AS name, pepper_version AS version, count(*) AS "rows" FROM api_keys
    WHERE deleted_at IS NULL AND status <> 'revoked' GROUP BY 2
  UNION ALL SELECT 'KEY_PEPPERS', previous_pepper_version, count(*) FROM api_keys
    WHERE deleted_at IS NULL AND status <> 'revoked' AND previous_hash IS NOT NULL
      AND grace_until > unixepoch() * 1000 GROUP BY 2
  UNION ALL SELECT 'KEY_PEPPERS', pepper_version, count(*) FROM imported_keys GROUP BY 2
  UNION ALL SELECT 'DATA_KEYS', version, count(*) FROM (
    SELECT hex(substr(sealed_key, 1, 2)) AS version FROM api_keys
      WHERE deleted_at IS NULL AND status <> 'revoked' AND length(sealed_key) > 2
    UNION ALL SELECT hex(substr(sealed_secret, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(sealed_secret) > 2
    UNION ALL SELECT hex(substr(sealed_headers, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(sealed_headers) > 2
    UNION ALL SELECT hex(substr(previous_secret, 1, 2)) FROM webhooks
      WHERE deleted_at IS NULL AND length(previous_secret) > 2 AND previous_until > unixepoch() * 1000
  ) GROUP BY 2`

/** A row of NEEDED_SQL, in which the version of what is sealed is hex. */
export function readNeeded(row: { name: string; version: string | number; rows: number }): NeededVersion {
  const version = typeof row.version === 'string' ? Number.parseInt(row.version, 16) : row.version
  return { name: row.name as SecretName, version, rows: row.rows }
}

/** A problem in words, without what to do about it. */
export function wordsOf({ name, version, rows, problem }: SecretProblem): string {
  const things = name === 'KEY_PEPPERS' ? ['API key', 'API keys'] : ['sealed value', 'sealed values']
  const needs = `${rows} ${rows === 1 ? things[0] : things[1]} ${rows === 1 ? 'needs' : 'need'} it`
  return problem === 'missing'
    ? `${name} version ${version} is missing; ${needs}.`
    : `${name} version ${version} is not the secret that this database was used with${rows > 0 ? `; ${needs}` : ''}.`
}
