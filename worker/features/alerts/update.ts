import type { UpdateAlerts } from '../../../contract/alerts.ts'
import { auditRow } from '../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { runBatchCounting } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { findAlerts, reopenAlert, resolveAlert } from './store.ts'

/**
 * Resolves or reopens alerts in one transaction, each with its audit entry; returns how many changed. Skips an alert
 * that already has the wanted status, and one to reopen while another with the same cause is open. Throws `not_found`
 * when one of them is not within the actor's reach, `conflict` when none could be reopened because others with the same
 * cause are open.
 */
export async function updateAlerts(deps: Deps, actor: Actor, input: UpdateAlerts): Promise<{ updated: number }> {
  requireScope(actor, 'alerts:write')
  const { db, now } = deps
  const organizationId = actor.organization.id
  const ids = [...new Set(input.ids)]
  const found = await findAlerts(db, reachOf(actor), ids)
  if (found.length < ids.length) throw notFound('Alert')
  const others = found.filter((alert) => alert.status !== input.status)
  const resolving = input.status === 'resolved'
  const counts = await runBatchCounting(
    db,
    others.flatMap((alert) => [
      resolving
        ? resolveAlert(db, organizationId, alert.id, actorName(actor), now)
        : reopenAlert(organizationId, alert.id),
      auditRow(
        actor,
        {
          action: resolving ? 'alert.resolved' : 'alert.reopened',
          target: { type: 'alert', id: alert.id, name: alert.targetName },
          before: null,
          after: { kind: alert.kind },
        },
        now,
      ),
    ]),
  )
  // Every second statement is the audit row of the statement before it.
  const updated = counts.filter((_, index) => index % 2 === 0).reduce((sum, one) => sum + one, 0)
  if (!resolving && others.length > 0 && updated === 0) {
    throw conflict('open_already', 'An alert with the same cause is already open. Resolve that one instead.')
  }
  return { updated }
}
