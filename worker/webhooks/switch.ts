import type { Actor } from '../actor.ts'
import { settledRow } from '../alerts/raise.ts'
import type { Deps } from '../deps.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import type { IfMatch } from '../lib/if-match.ts'
import { type ChangedWebhook, changeWebhook, type WebhookDeed } from './change.ts'
import { resumeHeld } from './delivery-store.ts'

/** Pauses a webhook: nothing new goes to it, and what was on its way waits until it goes on. */
export function pauseWebhook(deps: Deps, actor: Actor, id: string, mustBe: IfMatch = null): Promise<ChangedWebhook> {
  const deed: WebhookDeed = {
    action: 'webhook.paused',
    decide: (row) => (row.status === 'active' ? { status: 'paused' } : null),
  }
  return changeWebhook(deps, actor, id, deed, mustBe)
}

/**
 * Lets a paused or switched-off webhook go on: its failures are forgotten, alerts of them are resolved, and what waited
 * is sent. Throws `forbidden` without the scopes that read its events.
 */
export function resumeWebhook(deps: Deps, actor: Actor, id: string, mustBe: IfMatch = null): Promise<ChangedWebhook> {
  const deed: WebhookDeed = {
    action: 'webhook.resumed',
    decide: (row) => {
      requireSubscription(actor, row.events, 'resume a webhook')
      return row.status === 'active' && row.consecutiveFailures === 0
        ? null
        : { status: 'active', disabledReason: null, consecutiveFailures: 0, failingSince: null }
    },
    also: (row) => [
      settledRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now),
      ...(row.status === 'active' ? [] : [resumeHeld(row.organizationId, row.id, deps.now)]),
    ],
  }
  return changeWebhook(deps, actor, id, deed, mustBe)
}
