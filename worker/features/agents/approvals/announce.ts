import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type EventsPlan, planEvents } from '../../events/publish.ts'
import type { ApprovalRow } from './approval-store.ts'

/** Plans the event of an approval, for the transaction of what happened to it. */
export function announceApproval(
  deps: Deps,
  actor: Actor,
  type: 'approval.requested' | 'approval.decided',
  row: ApprovalRow,
): Promise<EventsPlan> {
  const data = {
    id: row.id,
    tool: row.tool,
    title: row.title,
    arguments: row.arguments,
    caller: { type: row.callerType, id: row.callerId, name: row.callerName },
    status: row.status,
    expiresAt: new Date(row.expiresAt).toISOString(),
    ...(type === 'approval.decided' && { decidedBy: row.decidedBy, reason: row.reason }),
  }
  // Webhooks in their order receive the decision after the request.
  return planEvents(deps, actor, [{ type, environment: row.environment, data, orderingKey: row.id }])
}
