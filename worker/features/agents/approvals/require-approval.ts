import { APPROVAL_SECONDS, approvalPath, MAX_PENDING_APPROVALS } from '../../../../contract/agents.data.ts'
import { type Actor, actorId, actorName } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { isUniqueViolation, runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, forbidden } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { redactJson } from '../../../platform/redaction/redact.ts'
import { secretNames } from '../../../platform/redaction/secret-names.ts'
import type { Tool } from '../tools/tool.ts'
import { announceApproval } from './announce.ts'
import {
  type ApprovalRow,
  type CallKey,
  expireOpen,
  findApprovalOfCall,
  insertApproval,
  isTooMany,
  limitPending,
  markUsed,
} from './approval-store.ts'
import { hashCall } from './hash-call.ts'
import { statusAt } from './present.ts'

/** `waits`: a person has to approve the call first. `approved`: it may run, once `use` has succeeded. */
export type ApprovalState = WaitingCall | { kind: 'approved'; use: () => Promise<void> }
export type WaitingCall = { kind: 'waits'; row: ApprovalRow; path: string; seconds: number }

const LIFE_MS = APPROVAL_SECONDS * 1000

/**
 * Whether a call of a tool that needs approval may run. The first call asks for it, and the same call asks no second time while it
 * waits. A decision holds for this caller, tool, version and these arguments alone.
 *
 * @throws `conflict` (`approval_over`) for a call that was denied or has run, until that would have expired; `forbidden` if too many
 * calls of the caller wait
 */
export async function requireApproval(deps: Deps, actor: Actor, tool: Tool, input: JsonObject): Promise<ApprovalState> {
  const { db, now } = deps
  const key: CallKey = {
    organizationId: actor.organization.id,
    callerId: actorId(actor),
    callHash: await hashCall(tool, input),
  }
  // A call that waited for as long as it could, and then was approved, is that old.
  const find = () => findApprovalOfCall(db, key, now - 2 * LIFE_MS)
  const known = await find()
  if (known && known.expiresAt > now) return stateOf(deps, actor, known)
  try {
    return waiting(await ask(deps, actor, tool, input, key), now)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // The same call came at the same time.
    const other = await find()
    if (!other) throw error
    return stateOf(deps, actor, other)
  }
}

function stateOf(deps: Deps, actor: Actor, row: ApprovalRow): ApprovalState {
  const status = statusAt(row, deps.now)
  if (status === 'pending') return waiting(row, deps.now)
  if (status !== 'approved') throw over(row, status)
  return { kind: 'approved', use: () => useOnce(deps, actor, row) }
}

const waiting = (row: ApprovalRow, now: number): ApprovalState => ({
  kind: 'waits',
  row,
  path: approvalPath(row.id),
  seconds: Math.max(1, Math.ceil((row.expiresAt - now) / 1000)),
})

/** Takes an approval for a call that is about to run. Throws `conflict` if another call was faster. */
async function useOnce({ db, now }: Deps, { requestId }: Actor, row: ApprovalRow): Promise<void> {
  const changed = await runBatch(db, markUsed(db, row, requestId, now))
  if (changed === 1) return
  const after = await findApprovalOfCall(db, row, row.createdAt)
  throw over(after ?? row, after ? statusAt(after, now) : 'expired')
}

function over(row: ApprovalRow, status: ApprovalRow['status']) {
  const until = `To make it again, wait until ${new Date(row.expiresAt).toISOString()}: then a person is asked again.`
  if (status === 'used') {
    return conflict('approval_over', `This call was approved and has run, in the request ${row.requestId}. ${until}`)
  }
  if (status === 'denied') {
    const because = row.reason === null ? '' : ` The reason: ${row.reason}`
    return conflict(
      'approval_over',
      `A person denied this call.${because} Do not try to reach the same in another way. ${until}`,
    )
  }
  return conflict('approval_over', 'The approval of this call has expired. Call it again to ask for a new one.')
}

/** Asks for an approval: its row and its event are one transaction. */
async function ask(deps: Deps, actor: Actor, tool: Tool, input: JsonObject, key: CallKey): Promise<ApprovalRow> {
  const { db, now } = deps
  if (actor.type !== 'api_key' && actor.type !== 'oauth_token') {
    throw new Error('only calls by a credential ask for approval')
  }
  const row: ApprovalRow = {
    ...key,
    id: newId('apr', now),
    environment: environmentOfNew(actor, undefined),
    status: 'pending',
    tool: tool.name,
    title: tool.title,
    routeId: tool.routeId,
    arguments: redactJson(input, { isName: secretNames([]) }) as JsonObject,
    callerType: actor.type,
    callerName: actorName(actor),
    createdAt: now,
    expiresAt: now + LIFE_MS,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    usedAt: null,
    requestId: null,
  }
  const event = await announceApproval(deps, actor, 'approval.requested', row)
  try {
    await runBatch(
      db,
      expireOpen(key.organizationId, now),
      insertApproval(db, row),
      limitPending(row, MAX_PENDING_APPROVALS),
      ...event.statements,
    )
  } catch (error) {
    if (!isTooMany(error)) throw error
    throw forbidden(
      'too_many_approvals',
      `${MAX_PENDING_APPROVALS} calls of this credential wait for approval already. Ask the person to decide them first.`,
    )
  }
  event.enqueue(deps)
  return row
}
