import { reportError } from '../lib/report.ts'
import { hourOf } from '../lib/time/time.ts'
import { jsonBytes } from './capture.ts'
import { type Counter, type CounterKind, INSTALLATION, type LogMessage, type LogRecord } from './entry.ts'
import { type PackedMessage, packMessage } from './message-codec.ts'

const FLUSH_ENTRIES = 100
const FLUSH_MS = 250
/**
 * A timer belongs to the request that started it. If that request is gone without a flush, another takes over after
 * this time, ms.
 */
const STALE_MS = 2000
/** Maximum size before a flush. A queue message holds 128 KB; sizes are in characters, most of which are one byte. */
const FLUSH_CHARACTERS = 60_000
/** A message with captured headers and bodies may have at most this many characters. */
const MAX_CHARACTERS = 110_000

export type Waiter = { waitUntil(promise: Promise<unknown>): void }
export type Sink = { send(message: PackedMessage, options: { contentType: 'json' }): Promise<unknown> }

/** Buffers the calls of one isolate for the log: one queue message for up to 100 calls, or for 250 ms. */
export class LogBuffer {
  #entries: LogRecord[] = []
  #characters = 0
  #counters = new Map<string, Counter>()
  #timerSince = 0

  /** Logs one call. Sending happens under `waitUntil`, so the caller does not wait. */
  record(entry: LogRecord, sink: Sink, waiter: Waiter): void {
    const characters = 300 + entry.endpoint.length + (entry.userAgent?.length ?? 0)
    this.#characters += entry.captured
      ? this.#roomFor(characters + jsonBytes(entry.captured), sink, waiter)
      : characters
    this.#entries.push(entry)
    this.#schedule(sink, waiter)
  }

  /** Flushes the buffer if an entry of this many characters would not fit. */
  #roomFor(characters: number, sink: Sink, waiter: Waiter): number {
    if (this.#characters + characters > MAX_CHARACTERS) waiter.waitUntil(this.#flush(sink))
    return characters
  }

  /** Counts a call that has no entry: `rejected` by checksum, before the organization was known. */
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

  /** Entries that the queue does not accept are counted, and the count is sent with the next batch. */
  #drop(message: LogMessage): void {
    for (const counter of message.counters) this.#add(counter)
    for (const entry of message.entries) {
      this.#add({ organizationId: entry.organizationId, hour: hourOf(entry.time), kind: 'dropped', calls: 1 })
    }
  }
}

/** The buffer of this isolate. */
export const logBuffer = new LogBuffer()
