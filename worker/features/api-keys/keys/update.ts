import type { ApiKey, UpdateApiKey } from '../../../../contract/api-keys.ts'
import { missingScopes } from '../../../../contract/scopes.ts'
import { alertRow } from '../../../platform/alerts/raise.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { changeKey } from './change.ts'
import { expiryOf } from './create.ts'
import { requireGrantable } from './require-grantable.ts'
import { captureColumn, changedCredits, changedRotation } from './settings.ts'
import type { KeyChange, KeyRow } from './store.ts'

/**
 * Changes settings of a key; when this answers, no later call is admitted under the old ones.
 * `expectedVersion`: the versions an If-Match names. Throws `forbidden` when the key holds, or would hold, scopes that the actor
 * does not, `conflict` for a revoked key.
 */
export async function updateApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateApiKey,
  expectedVersion: IfMatch,
): Promise<{ key: ApiKey; version: number }> {
  requireScope(actor, 'api-keys:write')
  const expiry = input.expiresAt === undefined ? {} : { expiresAt: expiryOf(input.expiresAt, deps.now) }
  return changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.updated',
      decide: (row) => {
        if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be changed.')
        requireGrantable(actor, [...row.scopes, ...(input.scopes ?? [])], 'change a key')
        const { rateLimit, expiresAt: _, credits, rotation, captureBodies, ...settings } = input
        return difference(row, {
          ...settings,
          ...rateLimit,
          ...expiry,
          ...changedCredits(row, credits),
          ...changedRotation(row, rotation),
          ...(captureBodies === undefined ? {} : { captureBodies: captureColumn(captureBodies) }),
        })
      },
      extraStatements: (row, shown) => tellOfMore(actor, row, shown, deps.now),
    },
    expectedVersion,
  )
}

/** A key may do more than before, or be used from anywhere: others should know. */
function tellOfMore(actor: Actor, row: KeyRow, shown: ApiKey, now: number): Statement[] {
  const scopes = missingScopes(row.scopes, shown.scopes)
  const anywhere = row.allowedIps.length > 0 && shown.allowedIps.length === 0
  if (scopes.length === 0 && !anywhere) return []
  const { organizationId, id, name } = row
  const details = { by: actorName(actor), scopes, settings: anywhere ? ['allowedIps'] : [] }
  const target = { type: 'api_key', id, name }
  return [alertRow({ organizationId, kind: 'permissions_changed', severity: 'warning', target, details }, now)]
}

/** The part of `wanted` that differs from the key as it stands; null when nothing does. */
function difference(row: KeyRow, wanted: object): KeyChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
