import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { forbidden } from '../../../platform/errors.ts'

/** Maximum number of scopes that a log entry names. */
const MAX_NAMED = 20

/** An actor can grant only scopes that it holds. Throws `forbidden` naming the missing scopes. */
export function requireGrantable(actor: Actor, scopes: readonly string[], what: string): void {
  const missing = missingScopes(actor.scopes, scopes)
  if (missing.length > 0) {
    const detail = `You cannot ${what} with scopes you do not hold: ${missing.join(', ')}.`
    throw forbidden('scope_not_held', detail, { missingScopes: missing.slice(0, MAX_NAMED) })
  }
}
