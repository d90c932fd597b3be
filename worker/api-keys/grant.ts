import { missingScopes } from '../../contract/scopes.ts'
import type { Actor } from '../actor.ts'
import { forbidden } from '../errors.ts'

/** Nobody hands out what they do not hold. Throws `forbidden` naming the scopes that are missing. */
export function mustHold(actor: Actor, scopes: readonly string[], deed: string): void {
  const missing = missingScopes(actor.scopes, scopes)
  if (missing.length > 0) {
    throw forbidden('scope_not_held', `You cannot ${deed} with scopes you do not hold: ${missing.join(', ')}.`)
  }
}
