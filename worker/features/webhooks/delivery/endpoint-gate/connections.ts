import type { QueueName } from '../queue/delivery-ref.ts'
import type { OpenCalls } from './open-calls.ts'
import { type Caller, holdUntil, type Limits, type Load, mayStart, pickNext, SLOW_AFTER_MS } from './shares.ts'

/** Maximum delay before a slow call or an expired wait is noticed, ms. */
const POLL_MS = 100

/** One connection, in use until `release`. `begin`: the call is sent now. */
export type Connection = { begin(): void; release(): void }

type Want = Caller & { timeoutSeconds: number }
type Waiter = { latest: number; onSlow: () => void; resolve: (connection: Connection | null) => void }
type Waiting = Want & { waiters: Waiter[] }
/** `startedAt`: when its call was sent; null: the call is being prepared. */
type InUse = { want: Want; startedAt: number | null; slow: boolean; onSlow: () => void }

/**
 * The connections of one batch: assigns them in the order of shares.ts, and reports calls that are open for longer than
 * SLOW_AFTER_MS. Calls that continue after the batch keep their connections; the next batch has its own.
 */
export class Connections {
  readonly #limits: Limits
  readonly #queue: QueueName
  readonly #calls: OpenCalls
  readonly #waiting = new Map<string, Waiting>()
  readonly #inUse = new Set<InUse>()
  readonly #byWebhook = new Map<string, number>()
  readonly #lastServed = new Map<string, number>()
  #unproven = 0
  #slow = 0
  #served = 0
  #looking = false

  constructor(queue: QueueName, limits: Limits, calls: OpenCalls) {
    this.#queue = queue
    this.#limits = limits
    this.#calls = calls
  }

  /**
   * Waits for a connection. Null if none becomes free before `latest` (ms), or if none can be expected because slow
   * calls hold them. `onSlow` is called once if the call turns out to be slow.
   */
  acquire(want: Want, latest: number, onSlow: () => void): Promise<Connection | null> {
    const mine = this.#waiting.get(want.webhookId)
    if (!mine && mayStart(want, this.#load(), this.#limits) && this.#waiting.size === 0) {
      return Promise.resolve(this.#give(want, onSlow))
    }
    return new Promise((resolve) => {
      const waiter = { latest, onSlow, resolve }
      if (mine) mine.waiters.push(waiter)
      else this.#waiting.set(want.webhookId, { ...want, waiters: [waiter] })
      this.#serve()
      this.#dropHopeless()
      this.#startLooking()
    })
  }

  /** Rejects all callers that wait for a connection to this webhook. */
  drop(webhookId: string): void {
    const waiting = this.#waiting.get(webhookId)
    this.#waiting.delete(webhookId)
    for (const { resolve } of waiting?.waiters ?? []) resolve(null)
  }

  /** Resolves when the batch may return: every call that is still open can end under `waitUntil`. */
  async settled(): Promise<void> {
    for (;;) {
      const until = Math.max(
        0,
        ...[...this.#inUse].map(({ startedAt, want }) => holdUntil(startedAt ?? Date.now(), want.timeoutSeconds)),
      )
      const left = until - Date.now()
      if (left <= 0) return
      await scheduler.wait(Math.min(left, POLL_MS))
    }
  }

  #load(): Load {
    return {
      open: this.#inUse.size,
      unproven: this.#unproven,
      byWebhook: this.#byWebhook,
      byOrganization: this.#calls.byOrganization(this.#queue),
      lastServed: this.#lastServed,
    }
  }

  /** The load if every call ended that is not slow. */
  #slowLoad(): Load {
    const slow = [...this.#inUse].filter((one) => one.slow)
    const byWebhook = new Map<string, number>()
    for (const { want } of slow) byWebhook.set(want.webhookId, (byWebhook.get(want.webhookId) ?? 0) + 1)
    const unproven = slow.filter(({ want }) => !want.proven).length
    return { ...this.#load(), open: slow.length, unproven, byWebhook }
  }

  #serve(): void {
    for (;;) {
      const next = this.#waiting.size > 0 && pickNext(this.#waiting.values(), this.#load(), this.#limits)
      if (!next) return
      const waiter = next.waiters.shift()
      if (next.waiters.length === 0) this.#waiting.delete(next.webhookId)
      if (!waiter) continue
      waiter.resolve(waiter.latest < Date.now() ? null : this.#give(next, waiter.onSlow))
    }
  }

  #give({ organizationId, webhookId, proven, timeoutSeconds }: Want, onSlow: () => void): Connection {
    const one: InUse = {
      want: { organizationId, webhookId, proven, timeoutSeconds },
      startedAt: null,
      slow: false,
      onSlow,
    }
    this.#inUse.add(one)
    if (!proven) this.#unproven++
    this.#byWebhook.set(webhookId, (this.#byWebhook.get(webhookId) ?? 0) + 1)
    this.#served++
    this.#lastServed.set(organizationId, this.#served)
    this.#lastServed.set(webhookId, this.#served)
    this.#calls.begin(this.#queue, organizationId)
    this.#startLooking()
    return {
      begin: () => {
        one.startedAt ??= Date.now()
      },
      release: () => this.#release(one),
    }
  }

  #release(one: InUse): void {
    if (!this.#inUse.delete(one)) return
    const { organizationId, webhookId, proven } = one.want
    if (!proven) this.#unproven--
    if (one.slow) this.#slow--
    this.#byWebhook.set(webhookId, (this.#byWebhook.get(webhookId) ?? 1) - 1)
    this.#calls.end(this.#queue, organizationId, one.slow)
    this.#serve()
  }

  /** Rejects callers that would get no connection even if every call ended that is not slow. */
  #dropHopeless(): void {
    if (this.#waiting.size === 0 || this.#slow === 0) return
    const slow = this.#slowLoad()
    for (const caller of [...this.#waiting.values()]) {
      if (!mayStart(caller, slow, this.#limits)) this.drop(caller.webhookId)
    }
  }

  #startLooking(): void {
    if (!this.#looking) void this.#look()
  }

  /** One check of all calls per interval is far cheaper than one timer per call. */
  async #look(): Promise<void> {
    this.#looking = true
    while (this.#inUse.size > this.#slow || this.#waiting.size > 0) {
      await scheduler.wait(POLL_MS)
      const now = Date.now()
      for (const one of this.#inUse) {
        if (one.slow || one.startedAt === null || now - one.startedAt < SLOW_AFTER_MS) continue
        one.slow = true
        this.#slow++
        this.#calls.becameSlow(one.want.organizationId)
        one.onSlow()
      }
      for (const waiting of [...this.#waiting.values()]) {
        const inTime = waiting.waiters.filter(({ latest }) => latest >= now)
        const late = waiting.waiters.filter(({ latest }) => latest < now)
        waiting.waiters = inTime
        if (inTime.length === 0) this.#waiting.delete(waiting.webhookId)
        for (const { resolve } of late) resolve(null)
      }
      this.#dropHopeless()
    }
    this.#looking = false
  }
}
