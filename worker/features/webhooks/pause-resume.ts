import type { ResumeWebhook } from '../../../contract/webhooks.ts'
import { settledRow } from '../../platform/alerts/raise.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import type { IfMatch } from '../../platform/lib/if-match.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { filterOf } from './deliveries/deliveries.ts'
import { type PlannedJob, planJob, runJob, sendHeld } from './deliveries/retry-job.ts'
import { wakeWaiting } from './delivery/delivery-store.ts'
import { type ChangedWebhook, changeWebhook, type WebhookTransition } from './settings/change.ts'
import type { WebhookRow } from './settings/store.ts'

/**
 * Pauses a webhook: nothing is sent to it. What was published before waits until it is resumed; what is published from now on
 * is held.
 */
export async function pauseWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  requireScope(actor, 'webhooks:write')
  const transition: WebhookTransition = {
    action: 'webhook.paused',
    decide: (row) => (row.status === 'active' ? { status: 'paused' } : null),
  }
  return changeWebhook(deps, actor, id, transition, expectedVersion)
}

/**
 * Resumes a paused or disabled webhook: alerts of its failures are resolved, and deliveries of events from before it stopped
 * go on. Failures in a row are forgotten where they disabled it; pausing changes nothing about them. What was held meanwhile
 * stays held, unless `sendHeld` asks for it to be sent, all of it or what was published between `from` and `to`: a job sends
 * it, written in the same transaction. Throws `forbidden` without the scopes that read its events.
 */
export async function resumeWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  { sendHeld: wanted = false, ...range }: ResumeWebhook = {},
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  requireScope(actor, 'webhooks:write')
  const plan: { made?: PlannedJob } = {}
  const transition: WebhookTransition = {
    action: 'webhook.resumed',
    decide: (row) => {
      requireSubscription(actor, row.events, 'resume a webhook')
      return row.status === 'active' && row.consecutiveFailures === 0
        ? null
        : { status: 'active', disabledReason: null, ...failuresAfter(row, deps.now) }
    },
    extraStatements: async (row) => {
      if (wanted) plan.made = await planJob(deps, actor, row, filterOf({ ...range, status: 'held' }))
      return [
        settledRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now),
        ...(row.status === 'active' ? [] : [wakeWaiting(row.organizationId, row.id, deps.now)]),
        ...(plan.made?.job ? plan.made.statements : []),
      ]
    },
  }
  const changed = await changeWebhook(deps, actor, id, transition, expectedVersion)
  if (plan.made?.job) runJob(deps, plan.made.job)
  // It was active already, so that nothing was written.
  else if (wanted && !plan.made) await sendHeld(deps, actor, id, range)
  return changed
}

/** What is left of a webhook's failures in a row when it is resumed. */
function failuresAfter(row: WebhookRow, now: number) {
  const most = row.disableAfterFailures ?? Number.POSITIVE_INFINITY
  const keeps = row.status === 'paused' && row.consecutiveFailures > 0 && row.consecutiveFailures < most
  // Time that it was paused is no time without a success.
  return keeps ? { failingSince: now } : { consecutiveFailures: 0, failingSince: null }
}
