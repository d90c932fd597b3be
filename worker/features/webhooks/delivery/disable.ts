import type { DisabledReason } from '../../../../contract/webhooks.ts'
import { alertRow, raiseConditions } from '../../../platform/alerts/raise.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { Refusal } from '../../../platform/errors.ts'
import { keepsFailing, reasonToDisable } from '../health/health.ts'
import { changeWebhook } from '../settings/change.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findFailures } from './delivery-store.ts'

const REASONS: Record<DisabledReason, string> = {
  too_many_failures: 'It reached the allowed number of failed attempts in a row.',
  no_success: 'It had no successful delivery for 5 days.',
  gone: 'Its endpoint responded with 410 Gone.',
}

/**
 * Disables a webhook if its consecutive failures require it, and raises an alert. Also raises an alert, once per series
 * of failures, about a webhook that keeps failing.
 */
export async function disableIfDue(
  { db, config }: Pick<DeliveryDeps, 'db' | 'config'>,
  organizationId: string,
  webhookId: string,
  gone: boolean,
): Promise<void> {
  const now = Date.now()
  const record = await findFailures(db, organizationId, webhookId)
  if (!record) return
  const reason = gone && record.status === 'active' ? 'gone' : reasonToDisable(record, record.disableAfterFailures, now)
  const target = { type: 'webhook', id: webhookId, name: record.name }
  if (reason === null) {
    const since = record.failingSince
    if (record.status === 'disabled' || !keepsFailing(record) || since === null) return
    const details = { failingSince: new Date(since).toISOString() }
    const failing = { organizationId, kind: 'webhook_failing', target, details, since } as const
    await raiseConditions(db, [failing], now)
    return
  }
  const actor = systemActor('Webhook delivery', { id: organizationId }, ['webhooks:write'])
  const details = { consecutiveFailures: record.consecutiveFailures, reason, words: REASONS[reason] }
  const disabled = { organizationId, kind: 'webhook_disabled', target, details } as const
  try {
    await changeWebhook({ db, config, now }, actor, webhookId, {
      action: 'webhook.disabled',
      decide: (row) => (row.status === 'active' ? { status: 'disabled', disabledReason: reason } : null),
      extraStatements: () => [alertRow(disabled, now)],
    })
  } catch (error) {
    // Deleted, or changed by somebody else at this moment: the next failure checks again.
    if (!(error instanceof Refusal)) throw error
  }
}
