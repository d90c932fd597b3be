import type { Approval, ListApprovals } from '../../../../contract/agents.ts'
import type { Page } from '../../../../contract/common.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readCursor, writeCursor } from '../../../platform/lib/cursor.ts'
import { findApproval, listApprovalRows } from './approval-store.ts'
import { presentApproval } from './present.ts'

/** A page of the organization's approvals, newest first. */
export async function listApprovals(deps: Deps, actor: Actor, query: ListApprovals): Promise<Page<Approval>> {
  requireScope(actor, 'approvals:read')
  const [after = null] = query.cursor === undefined ? [] : (readCursor(query.cursor, 1) ?? [])
  if (query.cursor !== undefined && typeof after !== 'string') throw invalidCursor()
  const place = { status: query.status, after: typeof after === 'string' ? after : null, now: deps.now }
  const rows = await listApprovalRows(deps.db, reachOf(actor), place, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map((row) => presentApproval(row, deps.now)),
    nextCursor: rows.length > page.length && last ? writeCursor([last.id]) : null,
  }
}

/** One approval. Throws `not_found` for every id outside of the actor's reach. */
export async function readApproval(deps: Deps, actor: Actor, id: string): Promise<Approval> {
  requireScope(actor, 'approvals:read')
  const row = await findApproval(deps.db, reachOf(actor), id)
  if (!row) throw notFound('Approval')
  return presentApproval(row, deps.now)
}
