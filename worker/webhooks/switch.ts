import type { Webhook } from '../../contract/webhooks.ts'
import type { Actor } from '../actor.ts'
import { settledRow } from '../alerts/raise.ts'
import type { Deps } from '../deps.ts'
import { changeWebhook } from './change.ts'
import { resumeHeld } from './delivery-store.ts'

/** Pauses a webhook: nothing new goes to it, and what was on its way waits until it goes on. */
export async function pauseWebhook(deps: Deps, actor: Actor, id: string): Promise<Webhook> {
  const { webhook } = await changeWebhook(deps, actor, id, {
    action: 'webhook.paused',
    decide: (row) => (row.status === 'active' ? { status: 'paused' } : null),
  })
  return webhook
}

/**
 * Lets a paused or switched-off webhook go on: its failures are forgotten, alerts of them are resolved, and what waited
 * is sent.
 */
export async function resumeWebhook(deps: Deps, actor: Actor, id: string): Promise<Webhook> {
  const { webhook } = await changeWebhook(deps, actor, id, {
    action: 'webhook.resumed',
    decide: (row) =>
      row.status === 'active' && row.consecutiveFailures === 0
        ? null
        : { status: 'active', disabledReason: null, consecutiveFailures: 0, failingSince: null },
    also: (row) => [
      settledRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now),
      ...(row.status === 'active' ? [] : [resumeHeld(row.organizationId, row.id, deps.now)]),
    ],
  })
  return webhook
}
