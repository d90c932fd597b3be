import type { QueueName } from './delivery-ref.ts'
import { type Pace, SLOW_AFTER_MS } from './shares.ts'

/** What a webhook's settings allow; null: as much as we ourselves do. */
export type GatePolicy = {
  ratePerSecond: number | null
  maxConcurrency: number | null
  /** So many failures in a row disable the webhook. */
  mostFailures?: number | null
}

/**
 * `permits`: send each after its wait. `laterMs`: for each of the others, after how long to ask again. `pace`: what is
 * known of the endpoint. `others`: how many permits were out before these. An object of an earlier version says neither.
 */
export type GateAnswer = {
  permits: { id: number; waitMs: number }[]
  laterMs: number[]
  pace?: Pace
  others?: number
}

/** A permit that is out: when it is to be used, and when it counts as lost (ms). */
export type OpenPermit = [id: number, at: number, until: number]

/**
 * How many attempts may start when `failures` in a row are recorded, so that there are never more than `most`: whatever is
 * under way may fail too. Exact if the failures are read after the permits were given, and a permit is given back only when
 * the outcome of its attempt is recorded: then an attempt is always among the `failures` or among the `others`.
 */
export const mayStart = (most: number | null, failures: number, others: number): number =>
  most === null ? Number.POSITIVE_INFINITY : Math.max(0, most - failures - others)

/** What became of a permit. `unreachable`: no answer at all; `unused`: nothing was sent after all. `sentAt`: when, ms. */
export type GateReport = {
  permit: number
  result: 'answered' | 'unreachable' | 'unused'
  durationMs: number
  sentAt?: number
}

/** A permit may lie so far ahead; what comes later asks again. */
const HORIZON_MS = 1500
/** A second, and what sending may come late by: between two sends of which one was late lies less than was planned. */
const RATE_WINDOW_MS = 1250
/** Permits, of which each batch of the queue has at most six in use at a time. */
const STANDARD_CONCURRENCY = 500
/** An endpoint that takes longer than this on average gets few at a time, so that it cannot hold up the others. */
const SLOW_MS = 2000
const SLOW_CONCURRENCY = 4
/** An endpoint that was slow counts as quick again after so many quick answers in a row. */
const QUICK_AGAIN = 3
/** So many in a row without any answer open the circuit; then one at a time tries whether it is back. */
const OPEN_AFTER = 5
const OPEN_MS = [15_000, 30_000, 60_000, 120_000, 300_000] as const
const SOONEST_LATER_MS = 1000

/**
 * Decides when an endpoint may be called: no more than its rate in any second, no more at a time than it allows, and
 * hardly at all while it does not answer. Pure but for its memory; `now` (ms) is an argument. What it forgets when the
 * memory is lost are calls of the last second, and it is only lost after ten idle ones.
 */
export class GateCore {
  #nextPermit = 1
  /** Permits that are out: when each is to be used, and when it counts as lost. */
  #open = new Map<number, { at: number; until: number }>()
  /** When the latest sends were, or will be; as many as the rate looks back on. */
  #sends: number[] = []
  /** Up to when those that were sent away have been told to come. */
  #promisedUntil = 0
  #averageMs = 0
  #pace: Pace = 'unknown'
  /** Quick answers in a row, since it was slow. */
  #quickAnswers = 0
  /** Permits whose calls have been open for too long. */
  #slowCalls = new Set<number>()
  #unreachable = 0
  #openUntil = 0

  /**
   * Asks for `count` permits, each good for `leaseMs`. The main queue gets none for an endpoint that is slow, and one for
   * an endpoint that is not known: how that call goes decides about the others.
   */
  ask(
    policy: GatePolicy,
    count: number,
    leaseMs: number,
    now: number,
    queue: QueueName = 'main',
  ): Required<GateAnswer> {
    for (const [id, { until }] of this.#open) if (until <= now) this.#forget(id)
    const others = this.#open.size
    const permits: GateAnswer['permits'] = []
    const laterMs: number[] = []
    const known = queue === 'slow' || this.#pace === 'quick' ? Number.POSITIVE_INFINITY : this.#pace === 'slow' ? 0 : 1
    const slots = Math.min(this.#slots(policy, now), known)
    for (let n = 0; n < count; n++) {
      const at = this.#nextSend(policy, now)
      if (permits.length < slots && at - now <= HORIZON_MS) {
        const id = this.#nextPermit++
        this.#open.set(id, { at, until: at + leaseMs })
        if (policy.ratePerSecond !== null) this.#remember(at, policy.ratePerSecond)
        permits.push({ id, waitMs: at - now })
      } else if (this.#openUntil <= now && known <= 1) {
        // They wait for the one call, or go to the other queue: nothing is promised to them.
        laterMs.push(SOONEST_LATER_MS)
      } else laterMs.push(this.#later(policy, laterMs.length, slots, now))
    }
    return { permits, laterMs, pace: this.#pace, others }
  }

  /** The permits that are out, to be kept over a loss of memory. */
  openPermits(): OpenPermit[] {
    return [...this.#open].map(([id, { at, until }]) => [id, at, until])
  }

  /** Puts permits back that were out when the memory was lost. */
  restore(permits: readonly OpenPermit[]): void {
    for (const [id, at, until] of permits) {
      this.#open.set(id, { at, until })
      this.#nextPermit = Math.max(this.#nextPermit, id + 1)
    }
  }

  /** A call has been open for longer than SLOW_AFTER_MS: it makes its endpoint slow now, not when it ends. */
  slow(permit: number): void {
    if (!this.#open.has(permit)) return
    this.#slowCalls.add(permit)
    this.#pace = 'slow'
    this.#quickAnswers = 0
  }

  /** Takes permits back, and learns from what became of them. */
  done(reports: readonly GateReport[], now: number): void {
    for (const { permit, result, durationMs, sentAt = 0 } of reports) {
      const planned = this.#open.get(permit)?.at ?? sentAt
      if (sentAt > planned) this.#wasLate(planned, sentAt)
      this.#forget(permit)
      if (result === 'unused') continue
      this.#learnPace(durationMs)
      this.#averageMs = this.#averageMs === 0 ? durationMs : this.#averageMs * 0.8 + durationMs * 0.2
      if (result === 'answered') {
        this.#unreachable = 0
        this.#openUntil = 0
        continue
      }
      this.#unreachable++
      const step = this.#unreachable - OPEN_AFTER
      if (step >= 0) this.#openUntil = now + (OPEN_MS[Math.min(step, OPEN_MS.length - 1)] ?? 0)
    }
  }

  #forget(permit: number): void {
    this.#open.delete(permit)
    this.#slowCalls.delete(permit)
  }

  /** An endpoint of which nothing is known is quick after one quick answer; one that was slow, after some in a row. */
  #learnPace(durationMs: number): void {
    if (durationMs >= SLOW_AFTER_MS) {
      this.#pace = 'slow'
      this.#quickAnswers = 0
      return
    }
    this.#quickAnswers++
    if (this.#slowCalls.size > 0) return
    if (this.#pace === 'unknown' || this.#quickAnswers >= QUICK_AGAIN) this.#pace = 'quick'
  }

  /** What was sent late counts from when it was sent: those after it keep their distance from that. */
  #wasLate(planned: number, sentAt: number): void {
    const index = this.#sends.lastIndexOf(planned)
    if (index === -1) return
    this.#sends[index] = sentAt
    this.#sends.sort((a, b) => a - b)
  }

  /** How many more may be under way at this moment. */
  #slots(policy: GatePolicy, now: number): number {
    if (this.#openUntil > now) return 0
    const trying = this.#unreachable >= OPEN_AFTER ? 1 : Number.POSITIVE_INFINITY
    const slow = this.#averageMs > SLOW_MS ? SLOW_CONCURRENCY : Number.POSITIVE_INFINITY
    const failing = policy.mostFailures ?? Number.POSITIVE_INFINITY
    const most = Math.min(policy.maxConcurrency ?? STANDARD_CONCURRENCY, slow, trying, failing)
    return Math.max(0, most - this.#open.size)
  }

  #nextSend({ ratePerSecond }: GatePolicy, now: number): number {
    if (ratePerSecond === null || this.#sends.length < ratePerSecond) return now
    return Math.max(now, (this.#sends.at(-ratePerSecond) ?? 0) + RATE_WINDOW_MS)
  }

  #remember(at: number, rate: number): void {
    this.#sends.push(at)
    if (this.#sends.length > rate) this.#sends.splice(0, this.#sends.length - rate)
  }

  /** Spread over the time in which they can be sent, so that they do not all come back at once. */
  #later({ ratePerSecond }: GatePolicy, before: number, slots: number, now: number): number {
    if (this.#openUntil > now) return this.#openUntil - now
    if (ratePerSecond !== null) {
      const from = Math.max(this.#promisedUntil, this.#sends.at(-1) ?? now, now)
      this.#promisedUntil = from + RATE_WINDOW_MS / ratePerSecond
      return Math.max(SOONEST_LATER_MS, this.#promisedUntil - now)
    }
    const rounds = 1 + Math.floor(before / Math.max(1, slots, this.#open.size))
    return Math.max(SOONEST_LATER_MS, rounds * this.#averageMs)
  }
}
