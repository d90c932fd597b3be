import type { ApiKey, UpdateApiKey } from '../../contract/api-keys.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { conflict } from '../errors.ts'
import { changeKey } from './change.ts'
import { expiryOf } from './create.ts'
import { mustHold } from './grant.ts'
import { captureColumn, changedCredits, changedRotation } from './settings.ts'
import type { KeyChange, KeyRow } from './store.ts'

/**
 * Changes settings of a key; when this answers, no later call is admitted under the old ones.
 * `mustBe`: the version an If-Match names. Throws `forbidden` when the key holds, or would hold, scopes that the actor
 * does not, `conflict` for a revoked key.
 */
export function updateApiKey(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateApiKey,
  mustBe: number | null,
): Promise<{ key: ApiKey; version: number }> {
  const expiry = input.expiresAt === undefined ? {} : { expiresAt: expiryOf(input.expiresAt, deps.now) }
  return changeKey(
    deps,
    actor,
    id,
    {
      action: 'api_key.updated',
      decide: (row) => {
        if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be changed.')
        mustHold(actor, [...row.scopes, ...(input.scopes ?? [])], 'change a key')
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
    },
    mustBe,
  )
}

/** The part of `wanted` that differs from the key as it stands; null when nothing does. */
function difference(row: KeyRow, wanted: object): KeyChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
