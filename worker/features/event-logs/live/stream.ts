import type { StreamFilter } from '../../../../contract/live.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { findCredentialEnds } from './credential-store.ts'
import { openStream } from './live-feed-client.ts'

/**
 * Opens the live stream of the actor's organization; it ends when the actor's credential does. `previousSecret`: the
 * call used the previous secret of a key, which is valid until its grace period ends. Throws `malformed` for a request
 * that is no WebSocket upgrade, `unavailable` if too many streams are open, `unauthenticated` if the credential ended
 * in the meantime.
 */
export async function streamEventLogs(
  deps: Deps,
  actor: Actor,
  request: Request,
  filter: StreamFilter,
  previousSecret: boolean,
): Promise<Response> {
  requireScope(actor, 'logs:read')
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
    throw new Refusal({ kind: 'malformed', code: 'websocket_needed', detail: 'Open this URL as a WebSocket.' })
  }
  const ends = await findCredentialEnds(deps.db, actor)
  const until = earliest(ends.expiresAt, previousSecret ? ends.graceUntil : null)
  if (until !== null && until <= Date.now()) throw ended()
  const answer = await openStream(deps.feeds, actor, request, { filter, until, checkedAt: deps.now })
  if (answer.status === 101) return answer
  await answer.body?.cancel()
  if (answer.status === 401) throw ended()
  throw new Refusal({
    kind: 'unavailable',
    code: 'too_many_streams',
    detail: 'This organization has too many open streams. Read /event-logs instead.',
  })
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

const ended = () =>
  new Refusal({
    kind: 'unauthenticated',
    code: 'credential_ended',
    detail: 'The API key or session became invalid while the stream was being opened.',
    credential: true,
  })
