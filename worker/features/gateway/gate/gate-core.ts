import { aheadFor, restore, type Saved } from '../../../platform/limits/ledger.ts'
import { admit, denialOf, type Limits, type Meter, settle } from '../../../platform/limits/meter.ts'
import {
  type Breaker,
  beginProbe,
  countOutcomes,
  endProbe,
  newBreaker,
  type Outcomes,
  passageOf,
  resetBreaker,
} from './breaker.ts'
import type { CircuitView, Decision, Ending, GateAnswer, GatePolicy, Report } from './gate-protocol.ts'

/** An open permit, and when it counts as lost (ms). */
export type OpenPermit = [id: number, until: number]

/** What is stored of a gate. `version`: of the route; `permits`: of calls in progress when the gate went to rest. */
export type SavedGate = {
  circuit?: { version: number; breaker: Breaker } | undefined
  meter?: Saved | undefined
  permits?: OpenPermit[] | undefined
}

/** What changed and has to be stored before the answer. */
export type Store = {
  circuit: (circuit: { version: number; breaker: Breaker }) => void
  meter: (saved: Saved) => void
}

const limitsOf = (perMinute: number): Limits => ({ minute: perMinute, hour: null, day: null })

/**
 * The decisions of a RouteGate: circuit, calls per minute, and calls in progress of one route. `now` (ms) and `jitter` (0 to 1)
 * are arguments.
 */
export class GateCore {
  readonly #store: Store
  readonly #breaker: Breaker
  readonly #meter: Meter
  readonly #permits: Map<number, number>
  #version: number
  #nextPermit: number
  /** Calls that may be admitted before the meter is written again: a restart counts them as admitted. */
  #ahead = 0
  /** The stored meter counts more than happened. */
  #dirty = false

  constructor(saved: SavedGate, now: number, store: Store) {
    this.#store = store
    this.#breaker = saved.circuit?.breaker ?? newBreaker()
    this.#version = saved.circuit?.version ?? 0
    this.#meter = restore(saved.meter, now)
    this.#permits = new Map(saved.permits)
    // A permit of before must not be returned as if it were a new one.
    this.#nextPermit = Math.max(now * 1000, ...[...this.#permits.keys()].map((id) => id + 1))
  }

  /** Whether anything is to be stored before the memory may be lost without a loss. */
  get isUnsettled(): boolean {
    return this.#dirty || this.#permits.size > 0
  }

  get breaker(): Readonly<Breaker> {
    return this.#breaker
  }

  view(now: number): CircuitView {
    const passage = passageOf(this.#breaker, now)
    // An isolate asks for the probe, so that there is only one.
    const waitMs = passage.kind === 'free' ? null : passage.kind === 'wait' ? passage.ms : 0
    return { epoch: this.#breaker.epoch, waitMs }
  }

  /** Decides about one call: it holds everything that it needs, or nothing. */
  admit(policy: GatePolicy, report: Report, now: number, jitter: number): GateAnswer {
    this.count(policy.version, report, now, jitter)
    const decision = this.#decide(policy, now)
    return { decision, circuit: this.view(now) }
  }

  #decide({ perMinute, maxConcurrency, permitMs, probeMs }: GatePolicy, now: number): Decision {
    const passage = passageOf(this.#breaker, now)
    if (passage.kind === 'wait') return { kind: 'open', retryAfterMs: passage.ms }
    this.#dropLost(now)
    if (maxConcurrency !== null && this.#permits.size >= maxConcurrency) return { kind: 'busy' }
    if (perMinute !== null) {
      const denial = denialOf(this.#meter, limitsOf(perMinute), 1, now)
      if (denial) return { kind: 'limited', retryAfterMs: denial.retryAfterMs ?? 60_000 }
    }

    const countedAt = perMinute === null ? null : this.#charge(perMinute, now)
    const permit = maxConcurrency === null ? null : this.#nextPermit++
    if (permit !== null) this.#permits.set(permit, now + permitMs)
    const probe = passage.kind === 'probe' ? beginProbe(this.#breaker, now, probeMs) : null
    if (probe !== null) this.#storeCircuit()
    return { kind: 'admitted', countedAt, permit, probe }
  }

  /** Counts outcomes of calls under a version of the route. */
  count(version: number, report: Report, now: number, jitter: number): void {
    this.#follow(version, now)
    if (version < this.#version) return
    if (countOutcomes(this.#breaker, outcomesOf(report, now), now, jitter)) this.#storeCircuit()
  }

  /** Takes back what a call held. */
  end({ result, countedAt, permit, probe }: Ending, now: number, jitter: number): void {
    if (permit !== null) this.#permits.delete(permit)
    if (countedAt !== null && result === 'refused') {
      settle(this.#meter, { calls: 1, until: countedAt }, 0, now)
      this.#dirty = true
    }
    if (probe === null) return
    const outcome = result === 'refused' ? 'unused' : result
    if (endProbe(this.#breaker, probe, outcome, now, jitter)) this.#storeCircuit()
  }

  /** Stores the exact count of calls, and returns the calls in progress, which are to be stored too. */
  settle(now: number): OpenPermit[] {
    this.#dropLost(now)
    if (this.#dirty) this.#store.meter({ meter: this.#meter, ahead: 0, leasedUntil: 0 })
    this.#dirty = false
    this.#ahead = 0
    return [...this.#permits]
  }

  /** After a change of the route, its failures of before prove nothing. */
  #follow(version: number, now: number): void {
    if (version <= this.#version) return
    const isFirst = this.#version === 0
    this.#version = version
    if (!isFirst && resetBreaker(this.#breaker, now)) this.#storeCircuit()
  }

  #charge(perMinute: number, now: number): number {
    const limits = limitsOf(perMinute)
    admit(this.#meter, limits, 1, now)
    if (this.#ahead > 0) this.#ahead--
    else {
      this.#ahead = aheadFor(limits)
      this.#dirty = this.#ahead > 0
      this.#store.meter({ meter: this.#meter, ahead: this.#ahead, leasedUntil: 0 })
    }
    return this.#meter.clock
  }

  #dropLost(now: number): void {
    for (const [id, until] of this.#permits) if (until <= now) this.#permits.delete(id)
  }

  #storeCircuit(): void {
    this.#store.circuit({ version: this.#version, breaker: this.#breaker })
  }
}

const outcomesOf = ({ answered, failed, row }: Report, now: number): Outcomes => ({
  answered: answered.map(([age, calls]) => ({ at: now - age, calls })),
  failed: failed.map((age) => now - age),
  row,
})
