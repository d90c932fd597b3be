import { runBatchCounting, type Statement } from '../../platform/db/client.ts'
import { openText, sealedVersion, sealText } from '../../platform/lib/crypto/sealing.ts'
import {
  SEALED_HEADERS,
  SEALED_KEY,
  SEALED_ROUTE_HEADERS,
  SEALED_SECRET,
  SEALED_SENDER_SECRETS,
  SEALED_SIGNING_KEY,
} from '../../platform/lib/crypto/sealing-purposes.ts'
import type { Job, JobDeps } from '../../platform/scheduler/job.ts'
import { checkSecrets, lastSecretProblems } from '../../platform/secrets/check-secrets.ts'
import {
  countNeeded,
  incomingToReseal,
  keysToReseal,
  resealed,
  routesToReseal,
  type SealedColumn,
  type SealedIncoming,
  type SealedKey,
  type SealedRoute,
  type SealedSigningKey,
  type SealedWebhook,
  signingKeysToReseal,
  webhooksToReseal,
} from '../../platform/secrets/secret-store.ts'

/** Rows per run. Each costs up to three decryptions and one written row. */
const ROWS = 200

const COLUMNS: readonly [SealedColumn, string][] = [
  ['sealedSecret', SEALED_SECRET],
  ['previousSecret', SEALED_SECRET],
  ['sealedHeaders', SEALED_HEADERS],
  ['sealedKey', SEALED_KEY],
  ['sealedSecrets', SEALED_SENDER_SECRETS],
  ['requestHeaders', SEALED_ROUTE_HEADERS],
  ['privateKey', SEALED_SIGNING_KEY],
]

type SealedRow = SealedWebhook | SealedKey | SealedIncoming | SealedRoute | SealedSigningKey

type Read = (...input: Parameters<typeof keysToReseal>) => Promise<SealedRow[]>

/** The tables with encrypted values, in the order in which they are walked. */
const TABLES: readonly [name: string, read: Read][] = [
  ['webhooks', webhooksToReseal],
  ['keys', keysToReseal],
  ['incoming', incomingToReseal],
  ['routes', routesToReseal],
  ['signing', signingKeysToReseal],
]

class SecretsMismatch extends Error {
  constructor() {
    super('the configured secrets are not those of this database')
    this.name = 'SecretsMismatch'
  }
}

/**
 * Re-encrypts values under older versions of DATA_KEYS with the newest version, so that the old ones can be removed;
 * its result shows how many rows remain. Fails while the configured secrets do not match this database, so that the
 * problem is visible in the list of jobs. With only one version and no such problem it does nothing.
 */
export const reseal: Job<'resealed' | 'stillOld'> = {
  name: 'reseal',
  phase: 'maintain',
  every: 'hour',
  figures: {
    resealed: ['secret re-encrypted', 'secrets re-encrypted'],
    stillOld: ['sealed value needs an older data key', 'sealed values need an older data key'],
  },
  hasWork: async ({ config }) => config.dataKeys.length > 1 || (lastSecretProblems() ?? []).length > 0,
  run: async (deps, cursor) => {
    if ((await checkSecrets(deps, deps.now)).length > 0) throw new SecretsMismatch()
    const newest = deps.config.dataKeys[0]?.version ?? 0
    const [table, organizationId, id] = (cursor ?? 'webhooks//').split('/')
    const after = [organizationId ?? '', id ?? ''] as const
    const index = TABLES.findIndex(([name]) => name === table)
    const rows = (await TABLES[index]?.[1](deps.db, newest, after, ROWS)) ?? []
    const count = await resealRows(deps, newest, rows)
    const end = rows.at(-1)
    if (rows.length === ROWS && end) {
      return { cursor: `${table}/${end.organizationId}/${end.id}`, result: { resealed: count } }
    }
    const next = TABLES[index + 1]
    if (next) return { cursor: `${next[0]}//`, result: { resealed: count } }
    const old = (await countNeeded(deps.db)).filter(({ name, version }) => name === 'DATA_KEYS' && version !== newest)
    return { cursor: null, result: { resealed: count, stillOld: old.reduce((sum, one) => sum + one.rows, 0) } }
  },
}

/**
 * The number of values that were re-encrypted. Values that cannot be decrypted, or that were changed in the meantime,
 * stay as they are.
 */
async function resealRows(deps: JobDeps, newest: number, rows: readonly SealedRow[]): Promise<number> {
  const { dataKeys } = deps.config
  const statements: Statement[] = []
  for (const row of rows) {
    const values: Partial<Record<SealedColumn, Uint8Array<ArrayBuffer> | null>> = row
    for (const [column, purpose] of COLUMNS) {
      const before = values[column]
      if (!before || before.length <= 2 || sealedVersion(before) === newest) continue
      const text = await openText(dataKeys, purpose, before)
      if (text !== null) statements.push(resealed(column, row, before, await sealText(dataKeys, purpose, text)))
    }
  }
  return (await runBatchCounting(deps.db, statements)).reduce((sum, changed) => sum + changed, 0)
}
