import type { Approval } from '../../../../contract/agents.ts'
import type { ApprovalRow } from './approval-store.ts'

/** The status at a time: what nobody decided, or used, in time has expired. */
export const statusAt = ({ status, expiresAt }: ApprovalRow, now: number): ApprovalRow['status'] =>
  (status === 'pending' || status === 'approved') && expiresAt <= now ? 'expired' : status

const instant = (ms: number) => new Date(ms).toISOString()

/** An approval as the API shows it. */
export const presentApproval = (row: ApprovalRow, now: number): Approval => ({
  id: row.id,
  environment: row.environment,
  status: statusAt(row, now),
  tool: row.tool,
  title: row.title,
  routeId: row.routeId,
  arguments: row.arguments,
  caller: { type: row.callerType, id: row.callerId, name: row.callerName },
  createdAt: instant(row.createdAt),
  expiresAt: instant(row.expiresAt),
  decidedAt: row.decidedAt === null ? null : instant(row.decidedAt),
  decidedBy: row.decidedBy,
  reason: row.reason,
  usedAt: row.usedAt === null ? null : instant(row.usedAt),
  requestId: row.requestId,
})
