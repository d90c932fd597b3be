import type { ResumeWebhook } from '../../../contract/webhooks.ts'
import { resolvedRow } from '../../platform/alerts/raise.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import type { IfMatch } from '../../platform/lib/if-match.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { filterOf } from './deliveries/deliveries.ts'
import { type PlannedJob, planJob, runJob, sendHeld } from './deliveries/retry-job.ts'
import { makeWaitingDue } from './delivery/delivery-store.ts'
import { type ChangedWebhook, changeSubscriber, type SubscriberTransition } from './settings/change.ts'
import { type SubscriberKind, WEBHOOK } from './settings/kind.ts'
import { presentWebhook } from './settings/present.ts'
import type { WebhookRow } from './settings/store.ts'

/**
 * Pauses a webhook: nothing is sent to it. Pending deliveries wait until it is resumed; deliveries of new events are
 * held.
 */
export async function pauseWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  return shownWebhook(deps, actor, await pauseSubscriber(deps, actor, id, expectedVersion, WEBHOOK))
}

/** The same for a webhook or a connector; returns its row. */
export async function pauseSubscriber(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch,
  kind: SubscriberKind,
): Promise<WebhookRow> {
  requireScope(actor, `${kind.resource}:write`)
  const transition: SubscriberTransition = {
    action: kind.actions.paused,
    decide: (row) => (row.status === 'active' ? { status: 'paused' } : null),
  }
  return changeSubscriber(deps, actor, id, transition, expectedVersion, kind)
}

/**
 * Resumes a paused or disabled webhook: its alerts about failures are resolved, and pending deliveries continue. The
 * consecutive failures are reset if they disabled it; if it was paused, they stay. Held deliveries stay held, unless
 * `sendHeld` asks to send all of them or those published between `from` and `to`: a job that is written in the same
 * transaction sends them. Throws `forbidden` without the scopes that read its events.
 */
export async function resumeWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  input: ResumeWebhook = {},
  expectedVersion: IfMatch = null,
): Promise<ChangedWebhook> {
  return shownWebhook(deps, actor, await resumeSubscriber(deps, actor, id, input, expectedVersion, WEBHOOK))
}

/** The same for a webhook or a connector; returns its row. */
export async function resumeSubscriber(
  deps: Deps,
  actor: Actor,
  id: string,
  { sendHeld: wanted = false, ...range }: ResumeWebhook,
  expectedVersion: IfMatch,
  kind: SubscriberKind,
): Promise<WebhookRow> {
  requireScope(actor, `${kind.resource}:write`)
  const plan: { made?: PlannedJob } = {}
  const transition: SubscriberTransition = {
    action: kind.actions.resumed,
    decide: (row) => {
      requireSubscription(actor, row.events, `resume a ${kind.type}`)
      return row.status === 'active' && row.consecutiveFailures === 0
        ? null
        : { status: 'active', disabledReason: null, ...failuresAfter(row, deps.now) }
    },
    extraStatements: async (row) => {
      if (wanted) plan.made = await planJob(deps, actor, row, filterOf({ ...range, status: 'held' }))
      return [
        resolvedRow(row.organizationId, ['webhook_failing', 'webhook_disabled'], row.id, deps.now),
        ...(row.status === 'active' ? [] : [makeWaitingDue(row.organizationId, row.id, deps.now)]),
        ...(plan.made?.job ? plan.made.statements : []),
      ]
    },
  }
  const changed = await changeSubscriber(deps, actor, id, transition, expectedVersion, kind)
  if (plan.made?.job) runJob(deps, plan.made.job)
  // The webhook was active already, so no job was written.
  else if (wanted && !plan.made) await sendHeld(deps, actor, id, range, kind)
  return changed
}

const shownWebhook = async (deps: Deps, actor: Actor, row: WebhookRow): Promise<ChangedWebhook> => ({
  webhook: await presentWebhook(deps.config, actor, row, deps.now),
  version: row.version,
})

/** The failure columns of a webhook after it is resumed. */
function failuresAfter(row: WebhookRow, now: number) {
  const most = row.disableAfterFailures ?? Number.POSITIVE_INFINITY
  const keeps = row.status === 'paused' && row.consecutiveFailures > 0 && row.consecutiveFailures < most
  // The time that it was paused does not count as time without a success.
  return keeps ? { failingSince: now } : { consecutiveFailures: 0, failingSince: null }
}
