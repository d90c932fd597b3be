import type { Approval } from '../../../../contract/agents.ts'
import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound } from '../../../platform/errors.ts'
import { findApproval } from './approval-store.ts'
import { presentApproval } from './present.ts'

/** An approval that the caller itself asked for: it needs no scope. Throws `not_found` for every other one. */
export async function readOwnApproval(deps: Deps, actor: Actor, id: string): Promise<Approval> {
  const row = await findApproval(deps.db, reachOf(actor), id)
  if (!row || row.callerId !== actorId(actor)) throw notFound('Approval')
  return presentApproval(row, deps.now)
}
