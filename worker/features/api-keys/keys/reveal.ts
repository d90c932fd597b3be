import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, forbidden, notFound } from '../../../platform/errors.ts'
import { openText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_KEY } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { requireGrantable } from './require-grantable.ts'
import { findKey, findSecret, touchKey } from './store.ts'

/**
 * Shows a recoverable key again. Only a person who holds all of the key's scopes may see it, and the audit entry is
 * written before the answer. Throws `not_found`, `forbidden`, and `conflict` for a key that is shown only once, was
 * revoked, or cannot be decrypted with the current data keys.
 */
export async function revealApiKey(deps: Deps, actor: Actor, id: string): Promise<{ key: string }> {
  requireScope(actor, 'api-keys:write')
  const reach = reachOf(actor)
  const row = await findKey(deps.db, reach, id)
  const secret = row && (await findSecret(deps.db, reach, id))
  if (!row || !secret) throw notFound('API key')
  if (actor.type !== 'session') throw forbidden('session_needed', 'Only a signed-in user can show a key again.')
  requireGrantable(actor, row.scopes, 'see a key')
  if (!secret.sealedKey) throw conflict('not_recoverable', 'This key was shown once and cannot be shown again.')
  if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be shown.')
  const key = await openText(deps.config.dataKeys, SEALED_KEY, secret.sealedKey)
  if (key === null) {
    throw conflict(
      'key_unreadable',
      "This key cannot be opened with today's DATA_KEYS. It still works for whoever has it; regenerate it to see one again.",
    )
  }
  await runBatch(
    deps.db,
    touchKey(deps.db, reach, id),
    auditRow(
      actor,
      { action: 'api_key.revealed', target: { type: 'api_key', id, name: row.name }, before: null, after: null },
      deps.now,
    ),
  )
  return { key }
}
