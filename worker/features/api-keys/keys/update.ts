import type { GuardingSetting } from '../../../../contract/alerts.data.ts'
import type { ApiKey, UpdateApiKey } from '../../../../contract/api-keys.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { alertRow } from '../../../platform/alerts/raise.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { changeKey } from './change.ts'
import { expiryOf } from './create.ts'
import { creditErrors } from './credits-left.ts'
import { ceilingOf, exceeding, type Wanted } from './family.ts'
import { requireGrantable } from './require-grantable.ts'
import { captureColumn, changedCredits, changedRotation } from './settings.ts'
import { type KeyChange, type KeyRow, listKeysAbove } from './store.ts'

/**
 * Changes settings of a key. Once this returns, no call is admitted under the old ones. `expectedVersion`: the versions
 * of If-Match. Throws `forbidden` if the key holds, or would hold, scopes that the actor does not, `conflict` for a
 * revoked key, and `invalid` for a child key that would exceed its parent.
 */
export async function updateApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateApiKey,
  expectedVersion: IfMatch,
): Promise<{ key: ApiKey; version: number }> {
  requireScope(actor, 'api-keys:write')
  const expiry: { expiresAt?: number | null } =
    input.expiresAt === undefined ? {} : { expiresAt: expiryOf(input.expiresAt, deps.now) }
  return changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.updated',
      decide: async (row) => {
        if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be changed.')
        requireGrantable(actor, [...row.scopes, ...(input.scopes ?? [])], 'change a key')
        if (row.parentId !== null) await requireWithinParent(deps, row, { ...input, expiresAt: expiry.expiresAt })
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
      extraStatements: (row, shown) => accessWidenedAlert(actor, row, shown, deps.now),
    },
    expectedVersion,
  )
}

/** Throws `invalid` for settings of a child key that exceed those of the keys above it. */
async function requireWithinParent(
  deps: Deps,
  row: KeyRow,
  { credits, consistency, ...wanted }: Wanted & Pick<UpdateApiKey, 'credits' | 'consistency'>,
): Promise<void> {
  const above = await listKeysAbove(deps.db, row.organizationId, row.ancestors)
  const errors = [...exceeding(ceilingOf(above), wanted), ...(await creditErrors(deps, above, credits?.remaining))]
  if (consistency === 'edge') errors.push({ path: 'consistency', message: 'must be strict: it is a child key' })
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

/** An alert if the key gains access: more scopes, or more IP addresses. */
function accessWidenedAlert(actor: Actor, row: KeyRow, shown: ApiKey, now: number): Statement[] {
  const scopes = missingScopes(row.scopes, shown.scopes)
  const anywhere = row.allowedIps.length > 0 && shown.allowedIps.length === 0
  if (scopes.length === 0 && !anywhere) return []
  const { organizationId, id, name } = row
  const details = { by: actorName(actor), scopes, settings: anywhere ? ['allowedIps' satisfies GuardingSetting] : [] }
  const target = { type: 'api_key', id, name }
  return [alertRow({ organizationId, kind: 'permissions_changed', severity: 'warning', target, details }, now)]
}

/** The part of `wanted` that differs from the key; null if nothing differs. */
function difference(row: KeyRow, wanted: object): KeyChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
