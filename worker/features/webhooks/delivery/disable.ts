import type { DisabledReason } from '../../../../contract/webhooks.ts'
import { alertRow, holdStanding } from '../../../platform/alerts/raise.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { Refusal } from '../../../platform/errors.ts'
import { keepsFailing, reasonToDisable } from '../health/health.ts'
import { changeWebhook } from '../settings/change.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findFailures } from './delivery-store.ts'

const WORDS: Record<DisabledReason, string> = {
  too_many_failures: 'It failed as many times in a row as it may.',
  no_success: 'It has not succeeded once in 5 days.',
  gone: 'It answered 410: it wants no more deliveries.',
}

/**
 * Switches a webhook off when its last attempts ask for it, and tells the organization; tells it too of a webhook that
 * keeps failing, once for each time it begins to.
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
    await holdStanding(db, [failing], now)
    return
  }
  const actor = systemActor('Webhook delivery', { id: organizationId }, ['webhooks:write'])
  const details = { consecutiveFailures: record.consecutiveFailures, reason, words: WORDS[reason] }
  const disabled = { organizationId, kind: 'webhook_disabled', target, details } as const
  try {
    await changeWebhook({ db, config, now }, actor, webhookId, {
      action: 'webhook.disabled',
      decide: (row) => (row.status === 'active' ? { status: 'disabled', disabledReason: reason } : null),
      extraStatements: () => [alertRow(disabled, now)],
    })
  } catch (error) {
    // Deleted, or changed by somebody else at this moment: the next failure asks again.
    if (!(error instanceof Refusal)) throw error
  }
}
