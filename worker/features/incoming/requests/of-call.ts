import type { CalledIncoming } from '../../../../contract/incoming.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { idFloor } from '../../../platform/lib/ids.ts'
import { listReferences } from '../rows/incoming-store.ts'
import { shownToken } from '../token/token.ts'
import { presentRequest } from './present.ts'
import { findRequestOfCallRow } from './store.ts'

/** A call to an incoming webhook, as the event log has it. `time`: ms since 1970. */
type Call = { requestId: string; time: number; durationMs: number; endpoint: string }

/**
 * The incoming webhook that a call was for, and the request that it left. A call that was refused before it was looked at (paused,
 * over its limit) left none: its webhook is known by the part of the token that the log shows, if that is no other's. Null if
 * neither is known.
 */
export async function findIncomingOfCall(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  { requestId, time, durationMs, endpoint }: Call,
): Promise<CalledIncoming | null> {
  requireScope(actor, 'incoming:read')
  const reach = reachOf(actor)
  const end = time + durationMs + 1
  const row = await findRequestOfCallRow(db, reach, requestId, idFloor('inr', time), idFloor('inr', end + 1))
  if (row) {
    const { webhookName, ...request } = row
    return { webhookId: row.webhookId, webhookName, request: presentRequest(request) }
  }
  const shown = endpoint.slice(endpoint.lastIndexOf('/') + 1)
  const [only, ...others] = (await listReferences(db, reach)).filter(
    ({ environment, reference }) => shownToken(environment, reference) === shown,
  )
  return only && others.length === 0 ? { webhookId: only.id, webhookName: only.name, request: null } : null
}
