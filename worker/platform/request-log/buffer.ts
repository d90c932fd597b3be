import { reportError } from '../lib/report.ts'
import { hourOf } from '../lib/time/time.ts'
import { jsonBytes } from './capture.ts'
import { type Counter, type CounterKind, INSTALLATION, type LogMessage, type LogRecord } from './entry.ts'
import { type PackedMessage, packMessage } from './message-codec.ts'

const FLUSH_ENTRIES = 100
const FLUSH_MS = 250
/** A timer belongs to the request that started it; when that one is gone without a flush, another takes over. */
const STALE_MS = 2000
/** A queue message holds 128 KB; what is measured here are characters, most of them one byte. */
const FLUSH_CHARACTERS = 60_000
/** What headers and bodies come with may not make a message longer than this. */
const MAX_CHARACTERS = 110_000

export type Waiter = { waitUntil(promise: Promise<unknown>): void }
export type Sink = { send(message: PackedMessage, options: { contentType: 'json' }): Promise<unknown> }

/** The calls of one isolate that wait to be logged: one queue message for up to 100 of them, or 250 ms of them. */
export class LogBuffer {
  #entries: LogRecord[] = []
  #characters = 0
  #counters = new Map<string, Counter>()
  #timerSince = 0

  /** Logs one call. Costs the caller nothing but memory: all work happens under `waitUntil`. */
  record(entry: LogRecord, sink: Sink, waiter: Waiter): void {
    const characters = 300 + entry.endpoint.length + (entry.userAgent?.length ?? 0)
    this.#characters += entry.captured
      ? this.#roomFor(characters + jsonBytes(entry.captured), sink, waiter)
      : characters
    this.#entries.push(entry)
    this.#schedule(sink, waiter)
  }

  /** Sends what waits when an entry of so many characters would not fit in with it. */
  #roomFor(characters: number, sink: Sink, waiter: Waiter): number {
    if (this.#characters + characters > MAX_CHARACTERS) waiter.waitUntil(this.#flush(sink))
    return characters
  }

  /** Counts a call that has no entry: `rejected` by arithmetic before anybody knew whose it was. */
  count(kind: CounterKind, calls: number, now: number, sink: Sink, waiter: Waiter): void {
    this.#add({ organizationId: INSTALLATION, hour: hourOf(now), kind, calls })
    this.#schedule(sink, waiter)
  }

  #add(counter: Counter): void {
    const key = `${counter.organizationId} ${counter.hour} ${counter.kind}`
    const known = this.#counters.get(key)
    if (known) known.calls += counter.calls
    else this.#counters.set(key, { ...counter })
  }

  #schedule(sink: Sink, waiter: Waiter): void {
    if (this.#entries.length >= FLUSH_ENTRIES || this.#characters >= FLUSH_CHARACTERS) {
      waiter.waitUntil(this.#flush(sink))
      return
    }
    const now = Date.now()
    if (now - this.#timerSince < STALE_MS) return
    this.#timerSince = now
    waiter.waitUntil(this.#flushLater(sink))
  }

  async #flushLater(sink: Sink): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, FLUSH_MS))
    this.#timerSince = 0
    await this.#flush(sink)
  }

  async #flush(sink: Sink): Promise<void> {
    if (this.#entries.length === 0 && this.#counters.size === 0) return
    const message: LogMessage = {
      id: crypto.randomUUID(),
      entries: this.#entries,
      counters: [...this.#counters.values()],
    }
    this.#entries = []
    this.#characters = 0
    this.#counters = new Map()
    const packed = packMessage(message)
    for (let left = 2; ; left--) {
      try {
        await sink.send(packed, { contentType: 'json' })
        return
      } catch (error) {
        if (left > 0) continue
        reportError('the request log queue refused a batch', error)
        this.#drop(message)
        return
      }
    }
  }

  /** What the queue will not take is counted, and the count goes out with the next batch. */
  #drop(message: LogMessage): void {
    for (const counter of message.counters) this.#add(counter)
    for (const entry of message.entries) {
      this.#add({ organizationId: entry.organizationId, hour: hourOf(entry.time), kind: 'dropped', calls: 1 })
    }
  }
}

/** The buffer of this isolate. */
export const logBuffer = new LogBuffer()
