import type { Environment } from '../../../../contract/api-keys.ts'
import { type ImportApiKeys, ImportedKey, type ImportResult } from '../../../../contract/key-import.ts'
import { missingScopes } from '../../../../contract/scopes.ts'
import { auditRows } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew, mayName, TEST_ONLY } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { wordsOf } from '../../../platform/issues.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { mustTrustSecrets } from '../../../platform/secrets/check-secrets.ts'
import { findKeys, HOLDS_A_KEY } from '../format/find-keys.ts'
import { digestOf, hashOfDigest, readDigest, tellsApart } from '../format/foreign-key.ts'
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
import { expiryOf } from './create.ts'
import { auditedKey } from './present.ts'

const TRIES = 4
/** How many beginnings one organization may have: every isolate keeps them all. */
const MAX_PREFIXES = 1000

type Line = ImportResult['results'][number]
/** A line that is good by itself: the hashes of its digest under each pepper, newest first. */
type Candidate = {
  index: number
  key: ImportedKey
  environment: Environment
  expiresAt: number | null
  hashes: Hash[]
}

/**
 * Imports keys of another system by their digests. Each line stands for itself: one that is refused, or here already,
 * keeps no other from being imported, and all that are imported are written in one transaction, so that a crash leaves
 * whole keys only and a repetition says `exists`.
 * `also`: statements that must happen with it or not at all, given the answer (the record of an Idempotency-Key).
 */
export async function importApiKeys(
  deps: Deps,
  actor: Actor,
  input: ImportApiKeys,
  extraStatements: (answer: ImportResult) => Promise<Statement[]>,
): Promise<ImportResult> {
  requireScope(actor, 'api-keys:write')
  await mustTrustSecrets(deps)
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
    if (input.dryRun) return answer
    const [first, ...rest] = [...writes(actor, rows, deps.now), ...(await extraStatements(answer))]
    if (!first) return answer
    try {
      await runBatch(deps.db, first, ...rest)
      rememberImport()
      return answer
    } catch (error) {
      // Somebody imports the same keys at this moment: the next look finds them.
      if (!isKnownDigest(error)) throw error
    }
  }
  throw conflict('changed_meanwhile', 'The same keys are being imported by somebody else. Try again.')
}

const writes = (actor: Actor, rows: ImportRow[], now: number): Statement[] =>
  rows.length === 0
    ? []
    : [
        ...insertImported(rows),
        auditRows(
          actor,
          rows.map((row) => ({
            action: 'api_key.imported',
            target: { type: 'api_key', id: row.id, name: row.name },
            before: null,
            after: auditedKey(row),
          })),
          now,
        ),
      ]

type Errors = Line['errors']
const refused = (index: number, name: string | null, errors: Errors): Line => ({
  index,
  outcome: 'refused',
  id: null,
  name,
  errors,
})

/** What can be told of a line without asking the database. */
async function readLine(deps: Deps, actor: Actor, raw: unknown, index: number): Promise<Candidate | Line> {
  const path = (field: string) => (field === '' ? `keys.${index}` : `keys.${index}.${field}`)
  const keysIn = findKeys(deps.config, raw)
  if (keysIn.length > 0) {
    return refused(
      index,
      null,
      keysIn.map((field) => ({ path: path(field), message: HOLDS_A_KEY })),
    )
  }
  const parsed = ImportedKey.safeParse(raw)
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap(wordsOf)
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
  if (!tellsApart(keyPrefix, key.prefix)) {
    refuse('prefix', `cannot be told from keys made here, which begin with ${keyPrefix}_live_ or ${keyPrefix}_test_`)
  }
  if (digest && (await givesAway(key, digest))) refuse('prefix', 'must not be the whole key: give only how it begins')
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

/** Whether what people will see of a key is all of it. */
async function givesAway({ prefix, lastCharacters }: ImportedKey, digest: Hash): Promise<boolean> {
  const shown = await Promise.all([prefix, prefix + lastCharacters].map(digestOf))
  return shown.some((one) => equalBytes(one, digest))
}

/** As `expiryOf`; undefined when it lies in the past. */
function expiryIn(instant: string | null, now: number): number | null | undefined {
  try {
    return expiryOf(instant, now)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** What becomes of each line as the database stands now, and the rows of those that are imported. */
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
    // Not why: whose key it is, and that it is one of the other environment, is nobody else's business.
    if (owner) return digestError('cannot be imported')
    if (!prefixes.has(key.prefix) && prefixes.size >= MAX_PREFIXES) {
      return refused(index, key.name, [
        {
          path: `keys.${index}.prefix`,
          message: `would be the ${MAX_PREFIXES + 1}st beginning: give a shorter one that many of your keys share`,
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
  // Left out, nothing is shown behind the dots of the masked form.
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
