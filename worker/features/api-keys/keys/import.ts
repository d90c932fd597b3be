import type { Environment } from '../../../../contract/api-keys.ts'
import { type ImportApiKeys, ImportedKey, type ImportResult } from '../../../../contract/key-import.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { auditRows } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew, mayName, TEST_ONLY } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { issueMessages } from '../../../platform/issues.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { planLimitReached } from '../../../platform/limits/plan-objects.ts'
import { findSecrets } from '../../../platform/redaction/secret-finders.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { digestOf, hashOfDigest, isDistinguishable, readDigest } from '../format/foreign-key.ts'
import { newReference } from '../format/key-format.ts'
import { rememberImport } from '../imported/find-imported.ts'
import {
  findKnownDigests,
  type Hash,
  type ImportRow,
  insertImported,
  isKnownDigest,
  listOwnPrefixes,
} from '../imported/imported-store.ts'
import { requireTopLevel } from './below.ts'
import { expiryOf } from './create.ts'
import { auditedKey } from './present.ts'
import { isBeyondPlan, limitKeys, roomForKeys } from './store.ts'

const TRIES = 4
/** Maximum number of prefixes per organization: every isolate caches them all. */
const MAX_PREFIXES = 1000

type Line = ImportResult['results'][number]
/** A line that is valid by itself: the hashes of its digest under each pepper, newest first. */
type Candidate = {
  index: number
  key: ImportedKey
  environment: Environment
  expiresAt: number | null
  hashes: Hash[]
}

/**
 * Imports keys of another system by their digests. Lines are independent: a line that is refused, or imported already,
 * does not prevent the others. All keys are written in one transaction, so a crash leaves no partial key, and a
 * repeated request answers `exists`. `extraStatements`: further statements of the same transaction, given the answer
 * (the record of an Idempotency-Key). Throws `conflict`, and imports nothing, if the plan does not allow all of them.
 */
export async function importApiKeys(
  deps: Deps,
  actor: Actor,
  input: ImportApiKeys,
  extraStatements: (answer: ImportResult) => Promise<Statement[]>,
): Promise<ImportResult> {
  requireScope(actor, 'api-keys:write')
  requireTopLevel(actor)
  await requireTrustedSecrets(deps)
  const read = await Promise.all(input.keys.map((raw, index) => readLine(deps, actor, raw, index)))
  for (let left = TRIES; left > 0; left--) {
    const { lines, rows } = await decide(deps, actor, read, input)
    const answer = {
      dryRun: input.dryRun,
      imported: lines.filter((line) => line.outcome === 'imported').length,
      skipped: lines.filter((line) => line.outcome === 'exists').length,
      failed: lines.filter((line) => line.outcome === 'refused').length,
      results: lines,
    }
    if (input.dryRun) {
      const room = await roomForKeys(deps.db, actor.organization.id)
      if (room !== null && rows.length > room) throw await tooMany(deps, actor)
      return answer
    }
    const [first, ...rest] = [...writes(actor, rows, deps.now), ...(await extraStatements(answer))]
    if (!first) return answer
    try {
      await runBatch(deps.db, first, ...rest)
      rememberImport()
      return answer
    } catch (error) {
      if (isBeyondPlan(error)) throw await tooMany(deps, actor)
      // Another request imports the same keys at this moment: the next lookup finds them.
      if (!isKnownDigest(error)) throw error
    }
  }
  throw conflict('changed_meanwhile', 'Someone else is importing the same keys. Try again.')
}

const tooMany = ({ db }: Deps, actor: Actor): Promise<Refusal> =>
  planLimitReached(db, actor.organization.id, 'keys', 'import fewer keys')

function writes(actor: Actor, rows: ImportRow[], now: number): Statement[] {
  const [first] = rows
  if (!first) return []
  const entries = rows.map((row) => ({
    action: 'api_key.imported' as const,
    target: { type: 'api_key', id: row.id, name: row.name },
    before: null,
    after: auditedKey(row),
  }))
  return [...insertImported(rows), auditRows(actor, entries, now), limitKeys(first.organizationId, first.id)]
}

type Errors = Line['errors']
const refused = (index: number, name: string | null, errors: Errors): Line => ({
  index,
  outcome: 'refused',
  id: null,
  name,
  errors,
})

/** Checks of a line that need no database. */
async function readLine(deps: Deps, actor: Actor, raw: unknown, index: number): Promise<Candidate | Line> {
  const path = (field: string) => (field === '' ? `keys.${index}` : `keys.${index}.${field}`)
  const secrets = findSecrets(deps.config, raw)
  if (secrets.length > 0) {
    return refused(
      index,
      null,
      secrets.map(({ path: field, message }) => ({ path: path(field), message })),
    )
  }
  const parsed = ImportedKey.safeParse(raw)
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap(issueMessages)
    return refused(
      index,
      nameOf(raw),
      errors.map((error) => ({ path: path(error.path), message: error.message })),
    )
  }
  const key = parsed.data
  const errors: Errors = []
  const refuse = (field: string, message: string) => errors.push({ path: path(field), message })
  const digest = readDigest(key.digest)
  if (!digest) refuse('digest', 'must be a SHA-256 digest in hex or base64')
  const { keyPrefix, peppers } = deps.config
  if (!isDistinguishable(keyPrefix, key.prefix)) {
    refuse('prefix', `cannot be told from keys made here, which begin with ${keyPrefix}_live_ or ${keyPrefix}_test_`)
  }
  if (digest && (await revealsWholeKey(key, digest)))
    refuse('prefix', 'must not be the whole key: give only how it begins')
  const missing = missingScopes(actor.scopes, key.scopes)
  if (missing.length > 0) refuse('scopes', `must not name scopes that you do not hold: ${missing.join(', ')}`)
  if (key.environment && !mayName(actor, key.environment)) refuse('environment', TEST_ONLY)
  const expiresAt = expiryIn(key.expiresAt, deps.now)
  if (expiresAt === undefined) refuse('expiresAt', 'must lie in the future')
  if (!digest || expiresAt === undefined || errors.length > 0) return refused(index, key.name, errors)
  const environment = environmentOfNew(actor, key.environment)
  return { index, key, environment, expiresAt, hashes: peppers.map((pepper) => hashOfDigest(pepper, digest)) }
}

function nameOf(raw: unknown): string | null {
  const name = typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : null
  return typeof name === 'string' ? name.slice(0, 100) : null
}

/** Whether the shown parts of a key are the whole key. */
async function revealsWholeKey({ prefix, lastCharacters }: ImportedKey, digest: Hash): Promise<boolean> {
  const shown = await Promise.all([prefix, prefix + lastCharacters].map(digestOf))
  return shown.some((one) => equalBytes(one, digest))
}

/** As `expiryOf`, but undefined if it is in the past. */
function expiryIn(instant: string | null, now: number): number | null | undefined {
  try {
    return expiryOf(instant, now)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The result of each line for the current state of the database, and the rows to import. */
async function decide(
  { db, config, now }: Deps,
  actor: Actor,
  read: readonly (Candidate | Line)[],
  { dryRun }: ImportApiKeys,
): Promise<{ lines: Line[]; rows: ImportRow[] }> {
  const organizationId = actor.organization.id
  const candidates = read.filter((one) => 'hashes' in one)
  const [known, prefixes] = await Promise.all([
    findKnownDigests(
      db,
      candidates.flatMap((one) => one.hashes),
    ),
    listOwnPrefixes(db, organizationId).then((list) => new Set(list)),
  ])
  const owners = new Map(known.map((one) => [one.lookup, one]))
  const seen = new Map<string, number>()
  const rows: ImportRow[] = []
  const lines = read.map((one): Line => {
    if (!('hashes' in one)) return one
    const { index, key, environment, hashes } = one
    const [hash] = hashes
    const [pepper] = config.peppers
    if (!hash || !pepper) throw new Error('no pepper configured')
    const digestError = (message: string) => refused(index, key.name, [{ path: `keys.${index}.digest`, message }])
    const earlier = seen.get(toHex(hash))
    if (earlier !== undefined) return digestError(`is the same as that of keys.${earlier}`)
    seen.set(toHex(hash), index)
    const owner = hashes.map((each) => owners.get(toHex(each))).find((each) => each !== undefined)
    if (owner?.organizationId === organizationId && owner.environment === environment) {
      return { index, outcome: 'exists', id: owner.keyId, name: key.name, errors: [] }
    }
    // The reason is not given: it would reveal that another organization, or the other environment, has this key.
    if (owner) return digestError('cannot be imported')
    if (!prefixes.has(key.prefix) && prefixes.size >= MAX_PREFIXES) {
      return refused(index, key.name, [
        {
          path: `keys.${index}.prefix`,
          message: `would be the ${MAX_PREFIXES + 1}st prefix: use a shorter one that many of your keys share`,
        },
      ])
    }
    prefixes.add(key.prefix)
    const row = rowOf(one, { hash, pepperVersion: pepper.version }, actor, now)
    rows.push(row)
    return { index, outcome: 'imported', id: dryRun ? null : row.id, name: key.name, errors: [] }
  })
  return { lines, rows }
}

const rowOf = (
  { key, environment, expiresAt }: Candidate,
  { hash, pepperVersion }: { hash: Hash; pepperVersion: number },
  actor: Actor,
  now: number,
): ImportRow => ({
  organizationId: actor.organization.id,
  id: newId('key', now),
  reference: newReference(),
  name: key.name,
  description: key.description,
  environment,
  status: 'active',
  prefix: key.prefix,
  // If omitted, the masked form shows nothing after the dots.
  lastCharacters: key.lastCharacters === '...' ? '' : key.lastCharacters,
  secretHash: hash,
  pepperVersion,
  scopes: key.scopes,
  ...key.rateLimit,
  allowedIps: key.allowedIps,
  consistency: key.consistency,
  metadata: key.metadata,
  tags: key.tags,
  ownerId: key.ownerId,
  expiresAt,
  imported: 'digest',
  createdAt: now,
  createdBy: actorName(actor),
  updatedAt: now,
})
