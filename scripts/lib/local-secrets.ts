import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  NEEDED_SQL,
  OLDER_NEEDED_SQL,
  readNeeded,
  type SecretProblem,
} from '../../worker/platform/lib/crypto/secret-versions.ts'
import { giveUpSql, problemsOf, refusalOf, type SecretsInUse } from './secrets.ts'
import { readIfExists, type Settings, UserError } from './settings.ts'

/**
 * Checks the secrets in the local file against the local database. Call it before anything is written, and while no
 * runtime uses the database.
 *
 * @param giveUp whether the person accepts the loss
 * @throws UserError if something is wrong and the loss is not accepted: it says what to do
 */
export function checkLocalSecrets(settings: Settings, giveUp: boolean): { inUse: SecretsInUse; lost: SecretProblem[] } {
  const inUse = readLocal(settings)
  const lost = problemsOf(readIfExists(settings.varsFile) ?? '', inUse)
  if (lost.length === 0 || giveUp) return { inUse, lost }
  throw new UserError(
    refusalOf(lost, `Restore ${settings.varsFile} from your backup, and start again.`, 'npm start --'),
  )
}

/** Records in the local database which versions are lost for good. The migrations must have been applied. */
export function giveUpLocally(settings: Settings, lost: readonly SecretProblem[]): void {
  const path = databaseFile(settings)
  if (!path || lost.length === 0) return
  const database = new DatabaseSync(path)
  database.exec(giveUpSql(lost, Date.now()))
  database.close()
}

function readLocal(settings: Settings): SecretsInUse {
  const path = databaseFile(settings)
  if (!path) return { known: [], needed: [] }
  const database = new DatabaseSync(path)
  try {
    const has = (table: string) =>
      database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
    const known = has('secret_versions')
      ? database.prepare('SELECT name, version, fingerprint, given_up_at AS givenUpAt FROM secret_versions').all()
      : []
    const sql = has('gateway_routes') ? NEEDED_SQL : OLDER_NEEDED_SQL.find(({ table }) => has(table))?.sql
    const needed = sql === undefined ? [] : database.prepare(sql).all()
    return { known, needed: (needed as Parameters<typeof readNeeded>[0][]).map(readNeeded) } as SecretsInUse
  } finally {
    database.close()
  }
}

/** Where the local runtime stores D1; null before its first start. */
function databaseFile(settings: Settings): string | null {
  const directory = join(settings.state, 'v3/d1/miniflare-D1DatabaseObject')
  try {
    const files = readdirSync(directory).filter((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
    return files[0] === undefined ? null : join(directory, files[0])
  } catch {
    return null
  }
}
