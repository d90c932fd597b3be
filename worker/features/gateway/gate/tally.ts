import type { Report } from './gate-protocol.ts'
import { addOutcomes, forgetOld, type OutcomeWindow } from './outcome-window.ts'

/** Failures that one report names. */
const MAX_FAILURES = 50

/** What an isolate has seen of one upstream since its last report. Times are ms since 1970. */
export class Tally {
  #answered: OutcomeWindow = []
  #failed: number[] = []
  #row = 0

  get hasFailures(): boolean {
    return this.#failed.length > 0
  }

  answered(now: number): void {
    this.#row = 0
    addOutcomes(this.#answered, now, { answered: 1 })
    forgetOld(this.#answered, now)
  }

  /** A call failed that began at `startedAt`. */
  failed(startedAt: number): void {
    this.#row++
    if (this.#failed.length < MAX_FAILURES) this.#failed.push(startedAt)
  }

  /** Everything since the last report, which is forgotten. */
  take(now: number): Report {
    forgetOld(this.#answered, now)
    const report: Report = {
      answered: this.#answered.map(({ at, answered }) => [Math.max(0, now - at), answered]),
      failed: this.#failed.map((at) => Math.max(0, now - at)),
      row: this.#row,
    }
    this.#answered = []
    this.#failed = []
    this.#row = 0
    return report
  }
}
