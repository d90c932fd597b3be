import { DurableObject } from 'cloudflare:workers'
import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { StreamFilter, StreamMessage } from '../../../../contract/live.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { outcomeOf } from '../../../platform/request-log/outcome.ts'
import { findNames } from '../entries/name-store.ts'
import { type Allowance, CallRate, isReached, passes, sample } from './live-core.ts'
import { markWatched } from './watch-store.ts'

/** The database says that somebody watches for so long; renewed at half of it, ms. */
const WATCHED_MS = 120_000
/** After so long a listener has to come again, and with it its credential is checked again, ms. */
const MAX_AGE_MS = 15 * 60_000
export const MAX_LISTENERS = 1000
/** How long who comes and goes is gathered, ms: short enough not to keep the object awake. */
const TELL_MS = 250

/** How long it is remembered that the streams of a credential were closed, ms: a call that opens one takes far less. */
const REMEMBER_CLOSED_MS = 60_000

type Told = LogEntry['environment']
type LimitMessage = StreamMessage & { kind: 'limit' }

/**
 * What stands with each socket while the object sleeps. `reach`: the environment that it may see; null: both. `until`:
 * when its credential expires (ms); null: never.
 */
type Listener = { filter: StreamFilter; reach: Reach['environment']; since: number; until: number | null }

/**
 * Told by the Worker when it lets a listener in: what it wants to see, whose it is, when its credential was checked and
 * when that expires (ms).
 */
export type ListenerHeader = Omit<Listener, 'since'> & { tag: string; checkedAt: number }
export const LISTENER_HEADER = 'x-gatehouse-listener'

/** What a listener reaches. Streams that were opened before this was kept end within fifteen minutes of a deployment. */
function reachOfSocket(socket: WebSocket): Reach['environment'] {
  const { reach = null }: Partial<Listener> = socket.deserializeAttachment()
  return reach
}

/**
 * The live log of one organization, named by its id. Sockets hibernate: between two messages nothing of this is in memory
 * or billed. What is lost with the memory (rate, allowances, names) starts anew.
 */
export class LiveFeed extends DurableObject<Env> {
  readonly #rates = { live: new CallRate(), test: new CallRate() }
  readonly #allowances = new WeakMap<WebSocket, Allowance>()
  #telling: ReturnType<typeof setTimeout> | null = null
  readonly #names = new Map<string, string | null>()
  /** Credentials whose streams were closed lately, and when (ms): a call that was let in before must not open one after. */
  readonly #closed = new Map<string, number>()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // Answered by the runtime without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Opens a stream. Only the Worker calls it, after it has let the caller in. */
  override async fetch(request: Request): Promise<Response> {
    const { filter, reach, tag, until, checkedAt }: ListenerHeader = JSON.parse(
      request.headers.get(LISTENER_HEADER) ?? '',
    )
    if (this.ctx.getWebSockets().length >= MAX_LISTENERS) return new Response(null, { status: 503 })
    await this.#markWatched()
    if ((this.#closed.get(tag) ?? 0) >= checkedAt) return new Response(null, { status: 401 })
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server, [tag])
    server.serializeAttachment({ filter, reach, since: Date.now(), until } satisfies Listener)
    await this.#wakeBy(until)
    this.#tellStateSoon()
    return new Response(null, { status: 101, webSocket: client })
  }

  /** New entries of the log, oldest first. */
  async push(records: LogRecord[]): Promise<void> {
    const sockets = this.ctx.getWebSockets()
    if (sockets.length === 0) return
    const now = Date.now()
    const entries = await this.#named(records)
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
    for (const { environment, ...warning } of this.#warnings(records)) this.#tell(warning, [environment])
    this.#tellState()
  }

  /** Some alerts have opened, about things of these environments. Without any (an older Worker): of whichever. */
  pushAlerts(environments: readonly Told[] = ['live', 'test']): void {
    this.#tell({ kind: 'alerts' }, environments)
  }

  /** Ends the streams of one credential, which is good no longer. */
  close(tag: string): void {
    const now = Date.now()
    for (const [other, at] of this.#closed) if (at < now - REMEMBER_CLOSED_MS) this.#closed.delete(other)
    this.#closed.set(tag, now)
    for (const socket of this.ctx.getWebSockets(tag)) socket.close(4401, 'the credential is good no longer')
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are no codes that one may send.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
    this.#tellStateSoon()
  }

  override webSocketError(): void {
    this.#tellStateSoon()
  }

  override async alarm(): Promise<void> {
    const now = Date.now()
    for (const socket of this.#openSockets()) {
      const listener: Listener = socket.deserializeAttachment()
      if (!endIfExpired(socket, listener, now) && listener.since < now - MAX_AGE_MS) socket.close(4408, 'come again')
    }
    const ends = this.#openSockets().map((socket) => (socket.deserializeAttachment() as Listener).until)
    if (ends.length === 0) return
    await this.#markWatched()
    const known = ends.filter((end) => end !== null)
    await this.#wakeBy(known.length > 0 ? Math.min(...known) : null)
  }

  async #markWatched(): Promise<void> {
    const now = Date.now()
    await markWatched(databaseOf(this.env.DB), this.ctx.id.name ?? '', now + WATCHED_MS, now + WATCHED_MS / 2)
  }

  /** Wakes this object when the mark is to be renewed, or by `until` (ms), when a credential of a listener expires. */
  async #wakeBy(until: number | null): Promise<void> {
    const now = Date.now()
    const due = Math.max(now, Math.min(now + WATCHED_MS / 2, until ?? Number.POSITIVE_INFINITY))
    const set = await this.ctx.storage.getAlarm()
    if (set === null || due < set) await this.ctx.storage.setAlarm(due)
  }

  #openSockets(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN)
  }

  async #named(records: LogRecord[]): Promise<LogEntry[]> {
    const unknown = new Set<string>()
    for (const { keyId, webhookId } of records) {
      for (const id of [keyId, webhookId]) if (id && !this.#names.has(id)) unknown.add(id)
    }
    if (unknown.size > 0) {
      try {
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
      keyName: entry.keyId ? (this.#names.get(entry.keyId) ?? null) : null,
      webhookName: entry.webhookId ? (this.#names.get(entry.webhookId) ?? null) : null,
    }))
  }

  /** One for each limit that a key comes near, at its lowest. */
  #warnings(records: LogRecord[]): (LimitMessage & { environment: Told })[] {
    const lowest = new Map<string, LimitMessage & { environment: Told }>()
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

  /** Many may come and go at once: all of them are told of together. */
  #tellStateSoon(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null
      this.#tellState()
    }, TELL_MS)
  }

  #tellState(): void {
    const connections = this.#openSockets().length
    const now = Date.now()
    const [live, test] = [this.#rates.live.perSecond(now), this.#rates.test.perSecond(now)]
    for (const socket of this.ctx.getWebSockets()) {
      const reach = reachOfSocket(socket)
      const callsPerSecond = reach === null ? live + test : reach === 'test' ? test : live
      this.#send(socket, { kind: 'state', callsPerSecond, connections })
    }
  }

  /** Sends a message about things of some environments to whoever reaches one of them. */
  #tell(message: StreamMessage, environments: readonly Told[]): void {
    for (const socket of this.ctx.getWebSockets()) {
      const reach = reachOfSocket(socket)
      if (environments.some((one) => isReached(reach, one))) this.#send(socket, message)
    }
  }

  #send(socket: WebSocket, message: StreamMessage): void {
    try {
      socket.send(JSON.stringify(message))
    } catch {
      // Gone in this moment; its close is told to us separately.
    }
  }
}

/** Closes a stream whose credential has expired, and says whether it did. */
function endIfExpired(socket: WebSocket, { until }: Listener, now: number): boolean {
  if (until === null || until > now) return false
  socket.close(4401, 'the credential has expired')
  return true
}
