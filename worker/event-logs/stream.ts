import type { StreamFilter } from '../../contract/live.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../errors.ts'
import { openStream } from './live-feed-client.ts'

/**
 * Opens the live stream of the actor's organisation. Throws `malformed` for a call that is no WebSocket, `unavailable`
 * when too many streams are open.
 */
export async function streamEventLogs(
  deps: Deps,
  actor: Actor,
  request: Request,
  filter: StreamFilter,
): Promise<Response> {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
    throw new Refusal({ kind: 'malformed', code: 'websocket_needed', detail: 'Open this address as a WebSocket.' })
  }
  const answer = await openStream(deps.feeds, actor, request, filter)
  if (answer.status === 101) return answer
  await answer.body?.cancel()
  throw new Refusal({
    kind: 'unavailable',
    code: 'too_many_streams',
    detail: 'Too many streams of this organization are open. Read /event-logs instead.',
  })
}
