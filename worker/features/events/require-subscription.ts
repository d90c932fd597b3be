import { scopesToSubscribe } from '../../../contract/event-scopes.ts'
import { missingScopes } from '../../../contract/scopes.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { forbidden } from '../../platform/errors.ts'

/**
 * Whoever decides where events are sent must be able to read them: webhooks, connectors, alerts that become events.
 * `action` completes "You cannot ...". Throws `forbidden` naming the scopes that are missing.
 */
export function requireSubscription(actor: Pick<Actor, 'scopes'>, patterns: readonly string[], action: string): void {
  const missing = missingScopes(actor.scopes, scopesToSubscribe(patterns))
  if (missing.length === 0) return
  throw forbidden(
    'scope_missing',
    `You cannot ${action} without the right to read its events. You lack: ${missing.join(', ')}.`,
  )
}
