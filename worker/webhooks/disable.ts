import type { DisabledReason } from '../../contract/webhooks.ts'
import type { Actor } from '../actor.ts'
import { alertRow } from '../alerts/raise.ts'
import { runBatch } from '../db/client.ts'
import { Refusal } from '../errors.ts'
import { changeWebhook } from './change.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findFailures } from './delivery-store.ts'
import { healthOf, reasonToDisable } from './health.ts'

const WORDS: Record<DisabledReason, string> = {
  too_many_failures: 'It failed as many times in a row as it may.',
  no_success: 'It has not succeeded once in 5 days.',
  gone: 'It answered 410: it wants no more deliveries.',
}

/**
 * Switches a webhook off when its last attempts ask for it, and tells the organisation; tells it too when a webhook
 * begins to fail. `counted`: attempts that were counted just now.
 */
export async function disableIfDue(
  { db, config }: Pick<DeliveryDeps, 'db' | 'config'>,
  organizationId: string,
  webhookId: string,
  gone: boolean,
  counted: number,
): Promise<void> {
  const now = Date.now()
  const record = await findFailures(db, organizationId, webhookId)
  if (!record) return
  const reason = gone && record.status === 'active' ? 'gone' : reasonToDisable(record, record.disableAfterFailures, now)
  const alert = {
    organizationId,
    target: { type: 'webhook', id: webhookId, name: record.name },
    details: { consecutiveFailures: record.consecutiveFailures },
  }
  if (reason === null) {
    const before = { ...record, consecutiveFailures: Math.max(0, record.consecutiveFailures - counted) }
    if (healthOf(record) !== 'failing' || healthOf(before) === 'failing') return
    await runBatch(db, alertRow({ ...alert, kind: 'webhook_failing', severity: 'warning' }, now))
    return
  }
  const actor: Actor = {
    type: 'system',
    name: 'Webhook delivery',
    organization: { id: organizationId, name: '', plan: '' },
    scopes: [],
    ip: null,
    requestId: '',
  }
  const details = { ...alert.details, reason, words: WORDS[reason] }
  try {
    await changeWebhook({ db, config, now }, actor, webhookId, {
      action: 'webhook.disabled',
      decide: (row) => (row.status === 'active' ? { status: 'disabled', disabledReason: reason } : null),
      also: () => [alertRow({ ...alert, kind: 'webhook_disabled', severity: 'critical', details }, now)],
    })
  } catch (error) {
    // Deleted, or changed by somebody else at this moment: the next failure asks again.
    if (!(error instanceof Refusal)) throw error
  }
}
