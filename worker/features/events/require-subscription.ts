import { scopesToSubscribe } from '../../../contract/events.data.ts'
import { missingScopes } from '../../../contract/scopes.data.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { forbidden } from '../../platform/errors.ts'

/**
 * An actor that decides where events are sent must be allowed to read them: webhooks, connectors, alerts that become
 * events. `action` completes "You cannot ...". Throws `forbidden` naming the missing scopes.
 */
export function requireSubscription(actor: Pick<Actor, 'scopes'>, patterns: readonly string[], action: string): void {
  const missing = missingScopes(actor.scopes, scopesToSubscribe(patterns))
  if (missing.length === 0) return
  throw forbidden(
    'scope_missing',
    `You cannot ${action} without the scopes to read its events. Missing: ${missing.join(', ')}.`,
  )
}
