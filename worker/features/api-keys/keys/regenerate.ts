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
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { restartRotationCount } from '../../event-logs/rollups/rotation-count.ts'
import { issueKey, visiblePrefix } from '../format/key-format.ts'
import { changeKey } from './change.ts'
import { requireGrantable } from './require-grantable.ts'
import { findSecret, type KeyRow } from './store.ts'

/**
 * Gives a key a new secret; its id, reference, history and settings stay. The old secret is invalid once this returns,
 * or after `graceSeconds`; a secret still in its grace period from an earlier regeneration is invalid at once.
 * `extraStatements`: further statements of the same transaction, given the answer (the record of an Idempotency-Key).
 * `expectedVersion`: the versions of If-Match; throws `precondition_failed` if the key has another. Throws `conflict`
 * if the key is changed at the same time, and `forbidden` if it holds scopes that the actor does not: its secret would
 * grant them.
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
  await requireTrustedSecrets(deps)
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
        // `old` belongs to the version that was read. If the key was changed since, refuse rather than mix two
        // versions.
        if (row.version !== old.version) throw expectedVersion === null ? regeneratedMeanwhile() : staleVersion()
        if (row.status === 'revoked')
          throw conflict('key_revoked', 'A revoked key cannot be regenerated. Create a new key.')
        requireGrantable(actor, row.scopes, 'regenerate a key')
        const issued = issueKey(config.keyPrefix, row.environment, config.peppers, row.reference)
        secret = issued.key
        return {
          secretHash: issued.hash,
          pepperVersion: issued.pepperVersion,
          prefix: visiblePrefix(config.keyPrefix, row.environment, row.reference),
          lastCharacters: issued.key.slice(-3),
          // The imported secret ends here: from now on this is a native key.
          ...(row.imported === null ? {} : { imported: null }),
          rotatedAt: now,
          // The leak report was about the old secret.
          ...(row.leakedAt === null ? {} : { leakedAt: null, leakSource: null }),
          previousHash: graceSeconds > 0 ? old.secretHash : null,
          previousPepperVersion: graceSeconds > 0 ? old.pepperVersion : null,
          graceUntil: graceSeconds > 0 ? now + graceSeconds * 1000 : null,
          sealedKey: row.recoverable === 1 ? await sealText(config.dataKeys, SEALED_KEY, issued.key) : null,
        }
      },
      extraStatements: async (row, shown) => [
        restartRotationCount(db, row.organizationId, row.id),
        ...regeneratedAlert(actor, row, graceSeconds, now),
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
  conflict('changed_meanwhile', 'The key was just changed by someone else. Read it again, then retry.')

/** An alert that a person regenerated the key. A rotation by schedule raises its own alert. */
function regeneratedAlert(
  actor: Actor,
  { organizationId, id, name }: KeyRow,
  graceSeconds: number,
  now: number,
): Statement[] {
  if (actor.type === 'system') return []
  const details = {
    by: actorName(actor),
    graceEndsAt: graceSeconds > 0 ? new Date(now + graceSeconds * 1000).toISOString() : null,
  }
  const target = { type: 'api_key', id, name }
  return [alertRow({ organizationId, kind: 'key_regenerated', severity: 'info', target, details }, now)]
}
