import type { ApiKeyWithSecret, CreateApiKey, Environment } from '../../../../contract/api-keys.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_KEY } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { planLimitReached } from '../../../platform/limits/plan-objects.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { issueKey, visiblePrefix } from '../format/key-format.ts'
import { requireTopLevel } from './below.ts'
import { auditedKey, presentKey } from './present.ts'
import { requireGrantable } from './require-grantable.ts'
import { captureColumn, creditColumns, rotationColumns } from './settings.ts'
import { ABOVE, insertKey, isBeyondPlan, limitKeys, type NewKeyRow } from './store.ts'

/**
 * Creates a key. Its secret is only in this answer. `extraStatements`: further statements of the same transaction,
 * given the answer (the record of an Idempotency-Key). Throws `forbidden` for a scope the actor does not hold, and for a
 * child key, `invalid` for an expiry in the past and for an environment that the actor does not reach, `conflict` if the
 * plan allows no more keys.
 */
export async function createApiKey(
  deps: Deps,
  actor: Actor,
  input: CreateApiKey,
  extraStatements: (answer: ApiKeyWithSecret) => Promise<Statement[]>,
): Promise<ApiKeyWithSecret> {
  requireScope(actor, 'api-keys:write')
  requireTopLevel(actor)
  requireGrantable(actor, input.scopes, 'create a key')
  await requireTrustedSecrets(deps)
  const expiresAt = expiryOf(input.expiresAt, deps.now)
  const environment = environmentOfNew(actor, input.environment)
  const none = { parentId: null, ancestors: [], aboveExpiresAt: null }
  return issueApiKey(deps, actor, { ...input, expiresAt, environment, ...none }, extraStatements)
}

/** The settings of a new key, after all checks. `ancestors`: the ids of all keys above it, the top one first. */
type NewKey = Omit<CreateApiKey, 'expiresAt' | 'environment'> & {
  expiresAt: number | null
  environment: Environment
  parentId: string | null
  ancestors: string[]
  aboveExpiresAt: number | null
}

/** Writes a new key with a new secret. The caller has checked the rights and the settings. */
export async function issueApiKey(
  deps: Deps,
  actor: Actor,
  input: NewKey,
  extraStatements: (answer: ApiKeyWithSecret) => Promise<Statement[]>,
): Promise<ApiKeyWithSecret> {
  const { db, config, now } = deps
  const { environment } = input
  const issued = issueKey(config.keyPrefix, environment, config.peppers)
  const row = {
    organizationId: actor.organization.id,
    id: newId('key', now),
    reference: issued.reference,
    name: input.name,
    description: input.description,
    environment,
    status: 'active',
    prefix: visiblePrefix(config.keyPrefix, environment, issued.reference),
    lastCharacters: issued.key.slice(-3),
    secretHash: issued.hash,
    pepperVersion: issued.pepperVersion,
    sealedKey: input.recoverable ? await sealText(config.dataKeys, SEALED_KEY, issued.key) : null,
    previousHash: null,
    previousPepperVersion: null,
    graceUntil: null,
    rotatedAt: null,
    scopes: input.scopes,
    ...input.rateLimit,
    allowedIps: input.allowedIps,
    consistency: input.consistency,
    metadata: input.metadata,
    tags: input.tags,
    ownerId: input.ownerId,
    expiresAt: input.expiresAt,
    ...creditColumns(input.credits, 1),
    ...rotationColumns(input.rotation),
    leakedAt: null,
    leakSource: null,
    captureBodies: captureColumn(input.captureBodies),
    parentId: input.parentId,
    ancestors: input.ancestors,
    imported: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    revokedAt: null,
    revokedBy: null,
    deletedAt: null,
  } satisfies NewKeyRow
  const above = { above: input.parentId === null ? null : ABOVE.active, aboveExpiresAt: input.aboveExpiresAt }
  const usage = { calls: null, lastUsedAt: null, unusedAfterDays: 1 }
  const shown = presentKey({ ...row, recoverable: input.recoverable ? 1 : 0, ...above, ...usage }, now)
  const answer = { ...shown, key: issued.key }
  const entry: AuditEntry = {
    action: 'api_key.created',
    target: { type: 'api_key', id: row.id, name: row.name },
    before: null,
    after: auditedKey(row),
  }
  try {
    await runBatch(
      db,
      insertKey(db, row),
      auditRow(actor, entry, now),
      limitKeys(row.organizationId, row.id),
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (!isBeyondPlan(error)) throw error
    throw await planLimitReached(db, row.organizationId, 'keys', 'revoke or delete a key')
  }
  return answer
}

/** An expiry as ms since 1970; throws `invalid` if it is in the past. */
export function expiryOf(instant: string | null, now: number): number | null {
  if (instant === null) return null
  const at = Date.parse(instant)
  if (at <= now) throw invalid('expiresAt', 'must lie in the future')
  return at
}
