import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { LISTENER_HEADER, type ListenerHeader, type LiveFeed } from './live-feed-object.ts'

type Feeds = DurableObjectNamespace<LiveFeed>

const feedOf = (feeds: Feeds, organizationId: string) => feeds.get(feeds.idFromName(organizationId))

/** The tag of a stream's credential: the stream ends with the credential. */
function tagOf(actor: Actor): string {
  if (actor.type === 'session') return `session:${actor.sessionId}`
  return `${actor.type === 'api_key' ? 'key' : actor.type}:${actorId(actor)}`
}

/** The tags of what is above a credential, keys or an app: its streams end with them too. */
function tagsAbove(actor: Actor): string[] {
  if (actor.type === 'oauth_token') return [`app:${actor.appId}`]
  return actor.type === 'api_key' ? (actor.above ?? []).map((id) => `key:${id}`) : []
}

/**
 * Opens a stream for an actor whose credential was checked at `checkedAt` and is valid until `until` (ms; null: without
 * end). Answers 101 with the socket, 503 if too many streams are open, or 401 if the credential was revoked in the
 * meantime.
 */
export function openStream(
  feeds: Feeds,
  actor: Actor,
  request: Request,
  listener: Omit<ListenerHeader, 'tag' | 'above' | 'reach'>,
): Promise<Response> {
  const headers = new Headers({ upgrade: 'websocket' })
  const { organizationId, environment: reach } = reachOf(actor)
  // An object that still runs the previous version does not know `reach`, but applies the filter.
  const filter = reach === 'test' ? { ...listener.filter, environment: reach } : listener.filter
  headers.set(
    LISTENER_HEADER,
    JSON.stringify({ ...listener, filter, reach, tag: tagOf(actor), above: tagsAbove(actor) } satisfies ListenerHeader),
  )
  return feedOf(feeds, organizationId).fetch(new Request(new URL('/', request.url), { headers }))
}

/** Sends new entries to listeners. Never rejects: the entries are in the log, and a listener fills gaps from there. */
export async function pushEntries(feeds: Feeds, organizationId: string, records: LogRecord[]): Promise<void> {
  try {
    await feedOf(feeds, organizationId).push(records)
  } catch (error) {
    reportError('the live log did not take its entries', error)
  }
}

/** Announces that alerts about these environments have opened. Never rejects: dashboards also poll, a little later. */
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

function nameOf(credential: { key: string } | { session: string } | { grant: string } | { app: string }): string {
  if ('key' in credential) return `key:${credential.key}`
  if ('session' in credential) return `session:${credential.session}`
  return 'grant' in credential ? `oauth_token:${credential.grant}` : `app:${credential.app}`
}

/** Ends the streams that a key, a key below it, a session, or tokens of a grant or an app opened. Never rejects: each stream ends after at most fifteen minutes. */
export async function closeStreams(
  feeds: Feeds,
  organizationId: string,
  credential: { key: string } | { session: string } | { grant: string } | { app: string },
): Promise<void> {
  try {
    await feedOf(feeds, organizationId).close(nameOf(credential))
  } catch (error) {
    reportError('the live log did not end a stream', error)
  }
}
