import { APPROVAL_SECONDS } from '../../../../contract/agents.data.ts'
import type { Approval, DecideApproval } from '../../../../contract/agents.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, forbidden, notFound } from '../../../platform/errors.ts'
import { announceApproval } from './announce.ts'
import { type ApprovalRow, decide, findApproval, isDecided } from './approval-store.ts'
import { presentApproval, statusAt } from './present.ts'

/**
 * Lets a person approve or deny a tool call that waits. Of several at the same time one decides; who decides the same again gets the
 * same answer.
 *
 * @throws `forbidden` for a credential, `not_found`, and `conflict` (`approval_over`) if it was decided otherwise or has expired
 */
export async function decideApproval(
  deps: Deps,
  actor: Actor,
  id: string,
  status: 'approved' | 'denied',
  { reason = null }: { reason?: DecideApproval['reason'] | null } = {},
): Promise<Approval> {
  requireScope(actor, 'gateway:write')
  const { db, now } = deps
  const before = await findApproval(db, reachOf(actor), id)
  if (!before) throw notFound('Approval')
  if (actor.type !== 'session') {
    throw forbidden('session_needed', 'Only a user who is signed in to the dashboard can decide this.')
  }
  if (statusAt(before, now) !== 'pending') return decidedAlready(before, status, now)
  const row: ApprovalRow = {
    ...before,
    status,
    decidedAt: now,
    decidedBy: actorName(actor),
    reason: reason ?? null,
    expiresAt: status === 'approved' ? now + APPROVAL_SECONDS * 1000 : before.expiresAt,
  }
  const event = await announceApproval(deps, actor, 'approval.decided', row)
  const entry = {
    action: status === 'approved' ? 'tool_call.approved' : 'tool_call.denied',
    target: { type: 'approval', id, name: row.title },
    before: null,
    after: { tool: row.tool, caller: row.callerName, ...(row.reason !== null && { reason: row.reason }) },
  } as const
  try {
    await runBatch(db, decide(row, { ...row, status }, now), auditRow(actor, entry, now), ...event.statements)
  } catch (error) {
    if (!isDecided(error)) throw error
    const after = await findApproval(db, reachOf(actor), id)
    if (!after) throw notFound('Approval')
    return decidedAlready(after, status, now)
  }
  event.enqueue(deps)
  return presentApproval(row, now)
}

function decidedAlready(row: ApprovalRow, wanted: 'approved' | 'denied', now: number): Approval {
  const status = statusAt(row, now)
  if (status === wanted || (status === 'used' && wanted === 'approved')) return presentApproval(row, now)
  throw conflict(
    'approval_over',
    status === 'expired'
      ? 'This call has expired: the agent has to ask again.'
      : `This call was ${status === 'denied' ? 'denied' : 'approved'} already${row.decidedBy ? ` by ${row.decidedBy}` : ''}.`,
  )
}
