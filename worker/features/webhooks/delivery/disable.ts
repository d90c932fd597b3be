import { type PauseReason, STOP_REASON_TEXTS } from '../../../../contract/connectors.data.ts'
import { alertRow, raiseConditions } from '../../../platform/alerts/raise.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { Refusal } from '../../../platform/errors.ts'
import { keepsFailing, reasonToDisable } from '../health/health.ts'
import { changeSubscriber } from '../settings/change.ts'
import { kindOf } from '../settings/kind.ts'
import { deleteSubscriber } from './delete-subscriber.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { findFailures } from './delivery-store.ts'

/**
 * Disables a webhook if its consecutive failures require it, and raises an alert. Also raises an alert, once per series
 * of failures, about a webhook that keeps failing. `stop`: the endpoint itself wants no more. Then a connector is
 * paused, because a person can mend it on its platform, and a subscription by a REST hook is deleted after 410 Gone,
 * because its app has unsubscribed.
 */
export async function disableIfDue(
  { db, config, waiter }: Pick<DeliveryDeps, 'db' | 'config' | 'waiter'>,
  organizationId: string,
  webhookId: string,
  stop: 'gone' | PauseReason | null,
): Promise<void> {
  const now = Date.now()
  const record = await findFailures(db, organizationId, webhookId)
  if (!record) return
  const kind = kindOf(record)
  const asked = record.status === 'active' ? stop : null
  const reason = asked ?? reasonToDisable(record, record.disableAfterFailures, now)
  const target = { type: kind.type, id: webhookId, name: record.name }
  if (reason === null) {
    const since = record.failingSince
    if (record.status === 'disabled' || !keepsFailing(record) || since === null) return
    const details = { failingSince: new Date(since).toISOString() }
    const failing = { organizationId, kind: 'webhook_failing', target, details, since } as const
    await raiseConditions(db, [failing], now)
    return
  }
  const actor = systemActor('Webhook delivery', { id: organizationId }, [`${kind.resource}:write`])
  const isConnector = kind.type === 'connector'
  const status = isConnector && asked !== null ? 'paused' : 'disabled'
  const details = {
    consecutiveFailures: record.consecutiveFailures,
    reason,
    words: STOP_REASON_TEXTS[reason],
    ...(status === 'paused' && { paused: true }),
  }
  const alert = alertRow({ organizationId, kind: 'webhook_disabled', target, details }, now)
  try {
    if (stop === 'gone' && record.hookKey !== null) {
      const deps = { db, config, now, waitUntil: (work: Promise<unknown>) => waiter.waitUntil(work) }
      await deleteSubscriber(deps, actor, webhookId, null, kind, { reason })
      return
    }
    await changeSubscriber(
      { db, config, now },
      actor,
      webhookId,
      {
        action: kind.actions[status],
        decide: (row) => (row.status === 'active' ? { status, disabledReason: reason } : null),
        extraStatements: () => [alert],
      },
      null,
      kind,
    )
  } catch (error) {
    // Deleted, or changed by somebody else at this moment: the next failure checks again.
    if (!(error instanceof Refusal)) throw error
  }
}
