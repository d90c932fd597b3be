import type { ApiKeyWithSecret } from '../../../../contract/api-keys.ts'
import { alertRow } from '../../../platform/alerts/raise.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, notFound, Refusal } from '../../../platform/errors.ts'
import { sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_KEY } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { mustTrustSecrets } from '../../../platform/secrets/check-secrets.ts'
import { restartRotationCount } from '../../event-logs/rollups/rotation-count.ts'
import { issueKey, visiblePrefix } from '../format/key-format.ts'
import { type ChangedKey, changeKey, type KeyTransition } from './change.ts'
import { requireGrantable } from './require-grantable.ts'
import { findSecret, type KeyRow } from './store.ts'

/**
 * Gives a key a new secret: same id, reference, history and settings. The old secret is dead when this answers, or after
 * `graceSeconds`; one that was still in its grace from an earlier regeneration is dead at once.
 * `also`: statements that must happen with it or not at all, given the answer (the record of an Idempotency-Key).
 * `expectedVersion`: the versions that the caller has seen, if it must still stand at one of them; else throws `precondition_failed`.
 * Throws `conflict` when the key is changed by somebody else at the same time.
 * Throws `forbidden` when the key holds scopes that the actor does not: its secret would hand them over.
 */
export async function regenerateApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  graceSeconds: number,
  extraStatements: (answer: ApiKeyWithSecret) => Promise<Statement[]>,
  expectedVersion: IfMatch = null,
): Promise<ApiKeyWithSecret> {
  requireScope(actor, 'api-keys:write')
  const { db, config, now } = deps
  await mustTrustSecrets(deps)
  const old = await findSecret(db, reachOf(actor), id)
  if (!old) throw notFound('API key')
  if (!isMet(expectedVersion, old.version)) throw staleVersion()
  let secret = ''
  const { key } = await changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.regenerated',
      decide: async (row) => {
        // The old secret above belongs to this version: if somebody was faster, refuse rather than mix two.
        if (row.version !== old.version) throw expectedVersion === null ? regeneratedMeanwhile() : staleVersion()
        if (row.status === 'revoked')
          throw conflict('key_revoked', 'A revoked key gets no new secret. Create a new one.')
        requireGrantable(actor, row.scopes, 'regenerate a key')
        const issued = issueKey(config.keyPrefix, row.environment, config.peppers, row.reference)
        secret = issued.key
        return {
          secretHash: issued.hash,
          pepperVersion: issued.pepperVersion,
          prefix: visiblePrefix(config.keyPrefix, row.environment, row.reference),
          lastCharacters: issued.key.slice(-3),
          // The secret of the other system ends here: from now on it is a key like any other.
          ...(row.imported === null ? {} : { imported: null }),
          rotatedAt: now,
          // What was found in public is the old secret.
          ...(row.leakedAt === null ? {} : { leakedAt: null, leakSource: null }),
          previousHash: graceSeconds > 0 ? old.secretHash : null,
          previousPepperVersion: graceSeconds > 0 ? old.pepperVersion : null,
          graceUntil: graceSeconds > 0 ? now + graceSeconds * 1000 : null,
          sealedKey: row.recoverable === 1 ? await sealText(config.dataKeys, SEALED_KEY, issued.key) : null,
        }
      },
      extraStatements: async (row, shown) => [
        restartRotationCount(db, row.organizationId, row.id),
        ...tellOf(actor, row, graceSeconds, now),
        ...(await extraStatements({ ...shown, key: secret })),
      ],
    },
    expectedVersion,
  )
  return { ...key, key: secret }
}

const staleVersion = () =>
  new Refusal({ kind: 'precondition_failed', detail: 'The key was changed since you read it.' })

const regeneratedMeanwhile = () =>
  conflict('changed_meanwhile', 'The key was changed by somebody else at this moment. Read it, then decide again.')

/** Somebody did it, and others should know. What a schedule does, the schedule tells itself. */
function tellOf(actor: Actor, { organizationId, id, name }: KeyRow, graceSeconds: number, now: number): Statement[] {
  if (actor.type === 'system') return []
  const details = {
    by: actorName(actor),
    graceEndsAt: graceSeconds > 0 ? new Date(now + graceSeconds * 1000).toISOString() : null,
  }
  const target = { type: 'api_key', id, name }
  return [alertRow({ organizationId, kind: 'key_regenerated', severity: 'info', target, details }, now)]
}

/** Ends the grace of the last regeneration: when this answers, the old secret is dead. Without one it does nothing. */
export async function cancelGrace(deps: Deps, actor: Actor, id: string, expectedVersion: IfMatch): Promise<ChangedKey> {
  requireScope(actor, 'api-keys:write')
  const transition: KeyTransition = {
    action: 'api_key.grace_cancelled',
    decide: (row) =>
      row.graceUntil === null ? null : { previousHash: null, previousPepperVersion: null, graceUntil: null },
  }
  return changeKey(deps, actor, id, transition, expectedVersion)
}
