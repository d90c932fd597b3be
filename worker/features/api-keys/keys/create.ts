import type { ApiKeyWithSecret, CreateApiKey } from '../../../../contract/api-keys.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_KEY } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { mustTrustSecrets } from '../../../platform/secrets/check-secrets.ts'
import { issueKey, visiblePrefix } from '../format/key-format.ts'
import { auditedKey, presentKey } from './present.ts'
import { requireGrantable } from './require-grantable.ts'
import { captureColumn, creditColumns, rotationColumns } from './settings.ts'
import { insertKey, type NewKeyRow } from './store.ts'

/**
 * Creates a key. Its secret is in the answer and nowhere else.
 * `also`: statements that must happen with it or not at all, given the answer (the record of an Idempotency-Key).
 * Throws `forbidden` for a scope the actor does not hold, `invalid` for an expiry in the past and for an environment that
 * the actor does not reach.
 */
export async function createApiKey(
  deps: Deps,
  actor: Actor,
  input: CreateApiKey,
  extraStatements: (answer: ApiKeyWithSecret) => Promise<Statement[]>,
): Promise<ApiKeyWithSecret> {
  requireScope(actor, 'api-keys:write')
  const { db, config, now } = deps
  requireGrantable(actor, input.scopes, 'create a key')
  await mustTrustSecrets(deps)
  const expiresAt = expiryOf(input.expiresAt, now)
  const environment = environmentOfNew(actor, input.environment)
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
    expiresAt,
    ...creditColumns(input.credits, 1),
    ...rotationColumns(input.rotation),
    leakedAt: null,
    leakSource: null,
    captureBodies: captureColumn(input.captureBodies),
    imported: null,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
    revokedAt: null,
    revokedBy: null,
    deletedAt: null,
  } satisfies NewKeyRow
  const usage = { calls: null, lastUsedAt: null, unusedAfterDays: 1 }
  const shown = presentKey({ ...row, recoverable: input.recoverable ? 1 : 0, ...usage }, now)
  const answer = { ...shown, key: issued.key }
  await runBatch(
    db,
    insertKey(db, row),
    auditRow(
      actor,
      {
        action: 'api_key.created',
        target: { type: 'api_key', id: row.id, name: row.name },
        before: null,
        after: auditedKey(row),
      },
      now,
    ),
    ...(await extraStatements(answer)),
  )
  return answer
}

/** An expiry as ms since 1970; throws `invalid` when it lies in the past. */
export function expiryOf(instant: string | null, now: number): number | null {
  if (instant === null) return null
  const at = Date.parse(instant)
  if (at <= now) throw invalid('expiresAt', 'must lie in the future')
  return at
}
