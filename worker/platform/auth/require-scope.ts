import type { LogReason } from '../../../contract/outcomes.data.ts'
import type { Role } from '../../../contract/roles.data.ts'
import { missingScopes } from '../../../contract/scopes.data.ts'
import { type DomainError, Refusal } from '../errors.ts'
import type { Actor } from './actor.ts'

type Forbidden = Extract<DomainError, { kind: 'forbidden' }>

/**
 * Throws `forbidden` unless the actor has the scope. This is the first line of every verb that needs a scope, so that
 * every caller of the verb is checked: HTTP, RPC, another verb, a job. The check of a route (`requires`) is only an
 * early exit.
 */
export function requireScope(actor: Actor, scope: string): void {
  const missing = missingScopes(actor.scopes, [scope])
  if (missing.length === 0) return
  throw new Refusal(
    actor.type === 'session'
      ? roleInsufficient(actor.role, missing)
      : scopeMissing([scope], { missingScopes: missing }, actor.type === 'oauth_token' ? actor.scopes : undefined),
  )
}

/** A user's role does not include these scopes. */
export const roleInsufficient = (role: Role, missing: readonly string[]): Forbidden => ({
  kind: 'forbidden',
  code: 'role_insufficient',
  detail: `Your role (${role}) does not allow this: ${missing.join(', ')}.`,
})

/**
 * A credential does not have one of these scopes. `reason` is for the log. `held`: the scopes of an access token, which is
 * challenged to get all of them and the missing ones: some clients ask only for what the challenge names.
 */
export const scopeMissing = (needed: readonly string[], reason?: LogReason, held?: readonly string[]): Forbidden => ({
  kind: 'forbidden',
  code: 'scope_missing',
  detail: `This credential does not hold a scope that this route needs: ${needed.join(', ')}.`,
  ...(reason && { reason }),
  ...(held && { challenge: [...new Set([...held, ...needed])] }),
})
