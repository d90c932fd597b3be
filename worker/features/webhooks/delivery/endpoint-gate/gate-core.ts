import type { QueueName } from '../queue/delivery-ref.ts'
import { type Pace, SLOW_AFTER_MS } from './shares.ts'

/** Limits from a webhook's settings; null: only our own limits apply. */
export type GatePolicy = {
  ratePerSecond: number | null
  maxConcurrency: number | null
  /** The number of consecutive failures that disables the webhook. */
  mostFailures?: number | null
}

/**
 * `permits`: send each after its wait (ms). `laterMs`: for each of the others, when to ask again. `pace`: what is known
 * of the endpoint's speed. `others`: open permits before these. An object of an earlier version returns neither `pace`
 * nor `others`.
 */
export type GateAnswer = {
  permits: { id: number; waitMs: number }[]
  laterMs: number[]
  pace?: Pace
  others?: number
}

/** An open permit: its id, when it is to be used, and when it counts as lost (ms). */
export type OpenPermit = [id: number, at: number, until: number]

/**
 * How many attempts may start when `failures` consecutive failures are recorded, so that they never exceed `most`,
 * because attempts in progress may fail too. This is exact if the failures are read after the permits were granted, and
 * a permit is returned only when the outcome of its attempt is recorded: then each attempt is either among the
 * `failures` or among the `others`.
 */
export const mayStart = (most: number | null, failures: number, others: number): number =>
  most === null ? Number.POSITIVE_INFINITY : Math.max(0, most - failures - others)

/**
 * The use of a permit. `unreachable`: no answer; `unused`: nothing was sent. `sentAt`: when, ms. `holdMs`: the endpoint asked
 * to be called again only after so long.
 */
export type GateReport = {
  permit: number
  result: 'answered' | 'unreachable' | 'unused'
  durationMs: number
  sentAt?: number
  holdMs?: number
}

/** The longest time that an endpoint can hold all calls; each delivery waits for its own time besides. */
const MAX_HOLD_MS = 300_000
/** Permits are granted at most this far ahead; for later sends, ask again. */
const HORIZON_MS = 1500
/** One second plus the possible delay of a send: if one of two sends is late, they are closer together than planned. */
const RATE_WINDOW_MS = 1250
/** Maximum open permits if the webhook sets none; each batch of the queue uses at most six at a time. */
const STANDARD_CONCURRENCY = 500
/** An endpoint that takes longer than this on average gets few permits at a time, so that it cannot block others. */
const SLOW_MS = 2000
const SLOW_CONCURRENCY = 4
/** An endpoint that was slow counts as quick again after this many consecutive quick answers. */
const QUICK_AFTER_ANSWERS = 3
/**
 * This many consecutive calls without any answer open the circuit breaker; then one call at a time probes the endpoint.
 */
const OPEN_AFTER = 5
const OPEN_MS = [15_000, 30_000, 60_000, 120_000, 300_000] as const
const SOONEST_LATER_MS = 1000

/**
 * Decides when an endpoint may be called: within its rate in any second, within its concurrency, and only by single
 * probes while it does not answer. Pure except for its memory; `now` (ms) is an argument. Losing the memory only loses
 * the calls of the last second, and it is lost only after ten idle seconds.
 */
export class GateCore {
  #nextPermit = 1
  /** Open permits: when each is to be used, and when it counts as lost. */
  #open = new Map<number, { at: number; until: number }>()
  /** Times of the latest sends, past and planned; as many as the rate looks back on. */
  #sends: number[] = []
  /** Until when refused requests have been told to ask again. */
  #promisedUntil = 0
  #averageMs = 0
  #pace: Pace = 'unknown'
  /** Consecutive quick answers since the endpoint was slow. */
  #quickAnswers = 0
  /** Permits whose calls have been open for too long. */
  #slowCalls = new Set<number>()
  #unreachable = 0
  #openUntil = 0
  /** Until when the endpoint asked not to be called. */
  #heldUntil = 0

  /**
   * Asks for `count` permits, each valid for `leaseMs`. The main queue gets none for a slow endpoint, and one for an
   * endpoint of unknown speed: the result of that call decides about the rest.
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
      } else if (this.#closedUntil() <= now && known <= 1) {
        // They wait for the result of the one call, or move to the other queue, so they reserve no time.
        laterMs.push(SOONEST_LATER_MS)
      } else laterMs.push(this.#later(policy, laterMs.length, slots, now))
    }
    return { permits, laterMs, pace: this.#pace, others }
  }

  /** The open permits, to be stored. */
  openPermits(): OpenPermit[] {
    return [...this.#open].map(([id, { at, until }]) => [id, at, until])
  }

  /** Restores stored permits after the memory was lost. */
  restore(permits: readonly OpenPermit[]): void {
    for (const [id, at, until] of permits) {
      this.#open.set(id, { at, until })
      this.#nextPermit = Math.max(this.#nextPermit, id + 1)
    }
  }

  /**
   * Called when a call has been open for longer than SLOW_AFTER_MS: the endpoint counts as slow from now on, not only
   * when the call ends.
   */
  slow(permit: number): void {
    if (!this.#open.has(permit)) return
    this.#slowCalls.add(permit)
    this.#pace = 'slow'
    this.#quickAnswers = 0
  }

  /** Returns permits, and learns from their use. */
  done(reports: readonly GateReport[], now: number): void {
    for (const { permit, result, durationMs, sentAt = 0, holdMs = 0 } of reports) {
      const planned = this.#open.get(permit)?.at ?? sentAt
      if (sentAt > planned) this.#wasLate(planned, sentAt)
      this.#forget(permit)
      if (result === 'unused') continue
      if (holdMs > 0) this.#heldUntil = Math.max(this.#heldUntil, now + Math.min(holdMs, MAX_HOLD_MS))
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

  /** Until when no call may start: no answer came, or the endpoint asked for it. */
  #closedUntil(): number {
    return Math.max(this.#openUntil, this.#heldUntil)
  }

  #forget(permit: number): void {
    this.#open.delete(permit)
    this.#slowCalls.delete(permit)
  }

  /** An endpoint of unknown speed is quick after one quick answer; one that was slow, after several in a row. */
  #learnPace(durationMs: number): void {
    if (durationMs >= SLOW_AFTER_MS) {
      this.#pace = 'slow'
      this.#quickAnswers = 0
      return
    }
    this.#quickAnswers++
    if (this.#slowCalls.size > 0) return
    if (this.#pace === 'unknown' || this.#quickAnswers >= QUICK_AFTER_ANSWERS) this.#pace = 'quick'
  }

  /** A late send counts from its actual time: later sends keep their distance from it. */
  #wasLate(planned: number, sentAt: number): void {
    const index = this.#sends.lastIndexOf(planned)
    if (index === -1) return
    this.#sends[index] = sentAt
    this.#sends.sort((a, b) => a - b)
  }

  /** How many more calls may be in progress now. */
  #slots(policy: GatePolicy, now: number): number {
    if (this.#closedUntil() > now) return 0
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

  /** Spreads the times to ask again over the time needed to send, so that not all come back at once. */
  #later({ ratePerSecond }: GatePolicy, before: number, slots: number, now: number): number {
    if (this.#closedUntil() > now) return this.#closedUntil() - now
    if (ratePerSecond !== null) {
      const from = Math.max(this.#promisedUntil, this.#sends.at(-1) ?? now, now)
      this.#promisedUntil = from + RATE_WINDOW_MS / ratePerSecond
      return Math.max(SOONEST_LATER_MS, this.#promisedUntil - now)
    }
    const rounds = 1 + Math.floor(before / Math.max(1, slots, this.#open.size))
    return Math.max(SOONEST_LATER_MS, rounds * this.#averageMs)
  }
}
