import type { Actor } from '../../../platform/auth/actor.ts'
import { forbidden } from '../../../platform/errors.ts'
import type { KeyRow } from './store.ts'

/**
 * A child key changes itself and the keys below it only. Otherwise it could give itself, through another key, a secret
 * that outlives its parent or is not counted for it. Throws `forbidden`.
 */
export function requireBelow(actor: Actor, row: Pick<KeyRow, 'id' | 'ancestors'>): void {
  if (actor.type !== 'api_key' || !actor.above) return
  if (row.id === actor.keyId || row.ancestors.includes(actor.keyId)) return
  throw forbidden('child_key', 'A child key can change itself and the keys below it only.')
}

/** A child key creates keys below itself only. Throws `forbidden`. */
export function requireTopLevel(actor: Actor): void {
  if (actor.type !== 'api_key' || !actor.above) return
  throw forbidden('child_key', 'A child key can create keys below itself only: POST /api-keys/{id}/children.')
}
