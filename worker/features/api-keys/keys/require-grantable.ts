import { missingScopes } from '../../../../contract/scopes.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { forbidden } from '../../../platform/errors.ts'

/** Scopes that an entry of the log names at most. */
const MAX_NAMED = 20

/** Nobody hands out what they do not hold. Throws `forbidden` naming the scopes that are missing. */
export function requireGrantable(actor: Actor, scopes: readonly string[], what: string): void {
  const missing = missingScopes(actor.scopes, scopes)
  if (missing.length > 0) {
    const detail = `You cannot ${what} with scopes you do not hold: ${missing.join(', ')}.`
    throw forbidden('scope_not_held', detail, { missingScopes: missing.slice(0, MAX_NAMED) })
  }
}
