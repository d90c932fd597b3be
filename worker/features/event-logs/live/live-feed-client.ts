import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { LISTENER_HEADER, type ListenerHeader, type LiveFeed } from './live-feed-object.ts'

type Feeds = DurableObjectNamespace<LiveFeed>

const feedOf = (feeds: Feeds, organizationId: string) => feeds.get(feeds.idFromName(organizationId))

/** A stream belongs to the credential it was opened with, and ends with it. */
function tagOf(actor: Actor): string {
  if (actor.type === 'session') return `session:${actor.sessionId}`
  return `${actor.type === 'api_key' ? 'key' : actor.type}:${actorId(actor)}`
}

/**
 * Opens a stream for an actor whose credential was checked at `checkedAt` and is good until `until` (ms; null: for good).
 * Answers 101 with the socket, 503 when too many are open, or 401 when the credential was revoked meanwhile.
 */
export function openStream(
  feeds: Feeds,
  actor: Actor,
  request: Request,
  listener: Omit<ListenerHeader, 'tag' | 'reach'>,
): Promise<Response> {
  const headers = new Headers({ upgrade: 'websocket' })
  const { organizationId, environment: reach } = reachOf(actor)
  // An object that still runs the code before this one knows no reach, and obeys the filter.
  const filter = reach === 'test' ? { ...listener.filter, environment: reach } : listener.filter
  headers.set(
    LISTENER_HEADER,
    JSON.stringify({ ...listener, filter, reach, tag: tagOf(actor) } satisfies ListenerHeader),
  )
  return feedOf(feeds, organizationId).fetch(new Request(new URL('/', request.url), { headers }))
}

/** Passes new entries on. Never rejects: the log has them already, and a listener fills gaps from there. */
export async function pushEntries(feeds: Feeds, organizationId: string, records: LogRecord[]): Promise<void> {
  try {
    await feedOf(feeds, organizationId).push(records)
  } catch (error) {
    reportError('the live log did not take its entries', error)
  }
}

/** Says that alerts about things of these environments have opened. Never rejects: a dashboard asks for them by itself, a little later. */
export async function pushAlerts(
  feeds: Feeds,
  organizationId: string,
  environments: LogRecord['environment'][],
): Promise<void> {
  try {
    await feedOf(feeds, organizationId).pushAlerts(environments)
  } catch (error) {
    reportError('the live log did not tell of alerts', error)
  }
}

/** Ends the streams that a key or a session opened. Never rejects: a stream ends by itself within fifteen minutes. */
export async function closeStreams(
  feeds: Feeds,
  organizationId: string,
  credential: { key: string } | { session: string },
): Promise<void> {
  try {
    const tag = 'key' in credential ? `key:${credential.key}` : `session:${credential.session}`
    await feedOf(feeds, organizationId).close(tag)
  } catch (error) {
    reportError('the live log did not end a stream', error)
  }
}
