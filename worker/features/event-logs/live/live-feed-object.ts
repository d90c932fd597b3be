import { DurableObject } from 'cloudflare:workers'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { StreamFilter, StreamMessage } from '../../../../contract/live.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { outcomeOf } from '../../../platform/request-log/outcome.ts'
import { deliveryIdOf } from '../rollups/delivery-route.ts'
import { type Allowance, CallRate, isGone, isReached, passes, sample, wantsNewsOnly } from './live-core.ts'

const watchStore = loadOnce(() => import('./watch-store.ts'))
const nameStore = loadOnce(() => import('../entries/name-store.ts'))

/** Lifetime of the mark in the database that somebody listens; renewed at half of it, ms. */
const WATCHED_MS = 120_000
/** Maximum age of a stream, ms. The listener then reconnects, which checks its credential again. */
const MAX_AGE_MS = 15 * 60_000
export const MAX_LISTENERS = 1000
/**
 * Changes in the number of listeners are collected for this long (ms) before they are sent: too short to keep the
 * object awake.
 */
const STATE_DELAY_MS = 250

/** How long closed credentials are remembered, ms: a call that opens a stream takes far less. */
const REMEMBER_CLOSED_MS = 60_000

type EntryEnvironment = LogEntry['environment']
type LimitMessage = StreamMessage & { kind: 'limit' }

/**
 * Attachment of each socket, kept during hibernation. `reach`: the environment that it may see; null: both. `until`:
 * when its credential expires (ms); null: never.
 */
type Listener = { filter: StreamFilter; reach: Reach['environment']; since: number; until: number | null }

/**
 * Header that the Worker sends when it admits a listener: its filter, the tag of its credential and of the keys above it,
 * when the credential was checked and when it expires (ms).
 */
export type ListenerHeader = Omit<Listener, 'since'> & { tag: string; above: string[]; checkedAt: number }
export const LISTENER_HEADER = 'x-gatehouse-listener'

/** The reach of a listener. Sockets from before this field existed end within fifteen minutes of a deployment. */
function reachOfSocket(socket: WebSocket): Reach['environment'] {
  const { reach = null }: Partial<Listener> = socket.deserializeAttachment()
  return reach
}

const filterOf = (socket: WebSocket): StreamFilter => (socket.deserializeAttachment() as Listener).filter

/**
 * The live log of one organization, named by the organization's id. Sockets hibernate: between messages the object is
 * neither in memory nor billed. What is lost with the memory (rate, allowances, names) starts again from zero.
 */
export class LiveFeed extends DurableObject<Env> {
  readonly #rates = { live: new CallRate(), test: new CallRate() }
  readonly #allowances = new WeakMap<WebSocket, Allowance>()
  #stateTimer: ReturnType<typeof setTimeout> | null = null
  readonly #names = new Map<string, string | null>()
  /**
   * Credentials whose streams were closed recently, and when (ms): a call that was authenticated before must not open a
   * stream afterwards.
   */
  readonly #closed = new Map<string, number>()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // The runtime answers pings without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Opens a stream. Only the Worker calls this, after it has authenticated the caller. */
  override async fetch(request: Request): Promise<Response> {
    const {
      filter,
      reach,
      tag,
      above = [],
      until,
      checkedAt,
    }: Partial<Pick<ListenerHeader, 'above'>> & Omit<ListenerHeader, 'above'> = JSON.parse(
      request.headers.get(LISTENER_HEADER) ?? '',
    )
    if (this.ctx.getWebSockets().length >= MAX_LISTENERS) return new Response(null, { status: 503 })
    await this.#markWatched()
    const tags = [tag, ...above]
    if (tags.some((one) => (this.#closed.get(one) ?? 0) >= checkedAt)) return new Response(null, { status: 401 })
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server, tags)
    server.serializeAttachment({ filter, reach, since: Date.now(), until } satisfies Listener)
    await this.#wakeBy(until)
    this.#sendStateSoon()
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Sends new log entries, oldest first, to listeners, and warns of limits that keys are near. */
  async push(records: LogRecord[]): Promise<void> {
    const sockets = this.ctx.getWebSockets()
    const watching = sockets.filter((socket) => !wantsNewsOnly(filterOf(socket)))
    const wanted = watching.length > 0 ? records : records.filter(({ near }) => near)
    if (sockets.length === 0 || wanted.length === 0) return
    const entries = await this.#named(wanted)
    if (watching.length > 0) this.#sendEntries(watching, entries)
    for (const { environment, ...warning } of this.#warnings(wanted)) this.#broadcast(warning, [environment])
    if (watching.length > 0) this.#sendState()
  }

  #sendEntries(sockets: readonly WebSocket[], entries: readonly LogEntry[]): void {
    const now = Date.now()
    for (const { environment, time } of entries) this.#rates[environment ?? 'live'].add(Date.parse(time))
    for (const socket of sockets) {
      const listener: Listener = socket.deserializeAttachment()
      if (endIfExpired(socket, listener, now)) continue
      const { filter } = listener
      const reach = reachOfSocket(socket)
      const wanted = entries.filter((entry) => passes(filter, entry, reach))
      if (wanted.length === 0) continue
      const { shown, skipped } = sample(wanted, this.#allowanceOf(socket), now)
      this.#send(socket, { kind: 'entries', entries: shown, skipped })
    }
  }

  /**
   * Announces that alerts about things in these environments have opened. An older Worker passes none, which means
   * both.
   */
  pushAlerts(environments: readonly EntryEnvironment[] = ['live', 'test']): void {
    this.#broadcast({ kind: 'alerts' }, environments)
  }

  /** Ends the streams of a credential that is no longer valid. */
  close(tag: string): void {
    const now = Date.now()
    for (const [other, at] of this.#closed) if (at < now - REMEMBER_CLOSED_MS) this.#closed.delete(other)
    this.#closed.set(tag, now)
    for (const socket of this.ctx.getWebSockets(tag)) socket.close(4401, 'the credential is good no longer')
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are reserved and must not be sent (RFC 6455, section 7.4.1).
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
    this.#sendStateSoon()
  }

  override webSocketError(): void {
    this.#sendStateSoon()
  }

  override async alarm(): Promise<void> {
    const now = Date.now()
    for (const socket of this.#openSockets()) {
      const listener: Listener = socket.deserializeAttachment()
      if (endIfExpired(socket, listener, now)) continue
      if (listener.since < now - MAX_AGE_MS || this.#isGone(socket, now)) socket.close(4408, 'come again')
    }
    this.#sendState()
    const ends = this.#openSockets().map((socket) => (socket.deserializeAttachment() as Listener).until)
    if (ends.length === 0) return
    await this.#markWatched()
    const known = ends.filter((end) => end !== null)
    await this.#wakeBy(known.length > 0 ? Math.min(...known) : null)
  }

  async #markWatched(): Promise<void> {
    const { markWatched } = await watchStore()
    const now = Date.now()
    await markWatched(databaseOf(this.env.DB), this.ctx.id.name ?? '', now + WATCHED_MS, now + WATCHED_MS / 2)
  }

  /**
   * Sets the alarm to the renewal of the mark, or to `until` (ms), when a listener's credential expires, if that is
   * earlier.
   */
  async #wakeBy(until: number | null): Promise<void> {
    const now = Date.now()
    const due = Math.max(now, Math.min(now + WATCHED_MS / 2, until ?? Number.POSITIVE_INFINITY))
    const set = await this.ctx.storage.getAlarm()
    if (set === null || due < set) await this.ctx.storage.setAlarm(due)
  }

  #openSockets(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN)
  }

  #isGone(socket: WebSocket, now: number): boolean {
    return isGone(this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? null, now)
  }

  async #named(records: LogRecord[]): Promise<LogEntry[]> {
    const unknown = new Set<string>()
    for (const { keyId, webhookId, appId } of records) {
      for (const id of [keyId, webhookId, appId]) if (id && !this.#names.has(id)) unknown.add(id)
    }
    if (unknown.size > 0) {
      try {
        const { findNames } = await nameStore()
        const found = await findNames(databaseOf(this.env.DB), this.ctx.id.name ?? '', [...unknown])
        for (const id of unknown) this.#names.set(id, found.get(id) ?? null)
      } catch (error) {
        reportError('the live log could not read the names of keys and webhooks', error)
      }
    }
    return records.map(({ organizationId: _, route: __, previousSecret: ___, near: ____, time, ...entry }) => ({
      ...entry,
      ...outcomeOf(entry),
      time: new Date(time).toISOString(),
      deliveryId: deliveryIdOf(entry),
      keyName: entry.keyId ? (this.#names.get(entry.keyId) ?? null) : null,
      webhookName: entry.webhookId ? (this.#names.get(entry.webhookId) ?? null) : null,
      appName: entry.appId ? (this.#names.get(entry.appId) ?? null) : null,
    }))
  }

  /** One message for each limit that a key is close to, with its lowest remaining value. */
  #warnings(records: LogRecord[]): (LimitMessage & { environment: EntryEnvironment })[] {
    const lowest = new Map<string, LimitMessage & { environment: EntryEnvironment }>()
    for (const { keyId, near, environment } of records) {
      if (!keyId || !near) continue
      const known = lowest.get(`${keyId} ${near.window}`)
      if (known && known.remaining <= near.remaining) continue
      const keyName = this.#names.get(keyId) ?? null
      lowest.set(`${keyId} ${near.window}`, { kind: 'limit', keyId, keyName, ...near, environment })
    }
    return [...lowest.values()]
  }

  #allowanceOf(socket: WebSocket): Allowance {
    let allowance = this.#allowances.get(socket)
    if (!allowance) {
      allowance = { second: 0, sent: 0 }
      this.#allowances.set(socket, allowance)
    }
    return allowance
  }

  /** Collects changes, because many listeners may connect or disconnect at once. */
  #sendStateSoon(): void {
    this.#stateTimer ??= setTimeout(() => {
      this.#stateTimer = null
      this.#sendState()
    }, STATE_DELAY_MS)
  }

  #sendState(): void {
    const now = Date.now()
    const watching = this.#openSockets().filter((socket) => !wantsNewsOnly(filterOf(socket)))
    const connections = watching.filter((socket) => !this.#isGone(socket, now)).length
    const [live, test] = [this.#rates.live.perSecond(now), this.#rates.test.perSecond(now)]
    for (const socket of watching) {
      const reach = reachOfSocket(socket)
      const callsPerSecond = reach === null ? live + test : reach === 'test' ? test : live
      this.#send(socket, { kind: 'state', callsPerSecond, connections })
    }
  }

  /** Sends a message about things in some environments to the listeners that reach one of them. */
  #broadcast(message: StreamMessage, environments: readonly EntryEnvironment[]): void {
    for (const socket of this.ctx.getWebSockets()) {
      const reach = reachOfSocket(socket)
      if (environments.some((one) => isReached(reach, one))) this.#send(socket, message)
    }
  }

  #send(socket: WebSocket, message: StreamMessage): void {
    try {
      socket.send(JSON.stringify(message))
    } catch {
      // The socket closed at this moment; its close event arrives separately.
    }
  }
}

/** Closes a stream whose credential has expired; returns whether it did. */
function endIfExpired(socket: WebSocket, { until }: Listener, now: number): boolean {
  if (until === null || until > now) return false
  socket.close(4401, 'the credential has expired')
  return true
}
