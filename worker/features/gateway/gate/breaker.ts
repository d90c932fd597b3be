import type { CircuitState } from '../../../../contract/gateway.data.ts'
import { addOutcomes, forgetOld, type OutcomeWindow, totalOf } from './outcome-window.ts'

/** Failures in a row that open the circuit. */
export const OPEN_AFTER_ROW = 5
/** The circuit opens too if at least half of at least so many calls of the last 30 s failed. */
export const OPEN_AFTER_CALLS = 20
/** How long the circuit stays open, ms: longer each time that a probe fails. Jitter takes off up to a fifth. */
const OPEN_MS = [5000, 10_000, 20_000, 40_000, 60_000] as const
const JITTER = 0.2
export const MAX_OPEN_MS = 60_000
/** A circuit that opens again within this time after it closed stays open for longer than before, ms. */
const CALM_MS = 60_000
/** A failure so long after the one before it (ms) begins a new row. */
const ROW_MS = 600_000
/** While a probe is under way, others ask again after this time, ms. */
export const ASK_AGAIN_MS = 1000

/** The circuit breaker of one route: plain data, stored as it is. Times are ms since 1970. */
export type Breaker = {
  state: CircuitState
  /** Counts the changes of `state`, so that old news are recognized. */
  epoch: number
  /** When the circuit last opened or closed: outcomes of calls that began before are not about now. */
  changedAt: number
  /** While closed: failures without a success in between, and the last of them. */
  row: number
  lastFailedAt: number
  window: OutcomeWindow
  /** While open: when the next probe may begin. */
  openUntil: number
  /** How often it has opened without staying closed for CALM_MS. */
  step: number
  /** While half-open: the one call that tries the upstream. After `until` it counts as lost. */
  probe: { id: number; until: number } | null
  /** Ids of probes. Those before `firstProbe` began before the circuit last opened. */
  nextProbe: number
  firstProbe: number
}

export const newBreaker = (): Breaker => ({
  state: 'closed',
  epoch: 0,
  changedAt: 0,
  row: 0,
  lastFailedAt: 0,
  window: [],
  openUntil: 0,
  step: -1,
  probe: null,
  nextProbe: 1,
  firstProbe: 1,
})

/**
 * What callers have seen since they last reported. `answered`: when (ms) how many calls were answered; `failed`: when each
 * failed call began (ms); `row`: how many of the failures came after the last answer.
 */
export type Outcomes = { answered: { at: number; calls: number }[]; failed: number[]; row: number }

/** Whether a call may go to the upstream. `probe`: it would be the one that tries it. `wait`: not for so many ms. */
export type Passage = { kind: 'free' } | { kind: 'probe' } | { kind: 'wait'; ms: number }

/** Whether a call may go to the upstream at `now` (ms). Changes nothing. */
export function passageOf(breaker: Breaker, now: number): Passage {
  if (breaker.state === 'closed') return { kind: 'free' }
  if (breaker.state === 'open') {
    return now < breaker.openUntil ? { kind: 'wait', ms: breaker.openUntil - now } : { kind: 'probe' }
  }
  const { probe } = breaker
  return probe && now < probe.until
    ? { kind: 'wait', ms: Math.min(ASK_AGAIN_MS, probe.until - now) }
    : { kind: 'probe' }
}

/** Begins a probe, which counts as lost after `lifeMs`. The caller has made sure that one may begin. Returns its id. */
export function beginProbe(breaker: Breaker, now: number, lifeMs: number): number {
  if (breaker.state === 'open') {
    breaker.state = 'half_open'
    breaker.epoch++
  }
  const id = breaker.nextProbe++
  breaker.probe = { id, until: now + lifeMs }
  return id
}

/** Takes the result of a probe; `unused`: nothing was sent. `jitter`: from 0 to 1. Returns whether the state changed. */
export function endProbe(
  breaker: Breaker,
  id: number,
  result: 'answered' | 'failed' | 'unused',
  now: number,
  jitter: number,
): boolean {
  if (breaker.state !== 'half_open' || id < breaker.firstProbe) return false
  if (result === 'answered') {
    // One that was given up for lost may have answered after all.
    close(breaker, now)
    return true
  }
  if (breaker.probe?.id !== id) return false
  breaker.probe = null
  if (result === 'unused') return false
  open(breaker, breaker.step + 1, now, jitter)
  return true
}

/**
 * Counts outcomes of calls that were no probes. They can open a closed circuit and nothing else: an open one waits for its
 * probe. Calls that began before the last change prove nothing about the time since. Returns whether the state changed.
 */
export function countOutcomes(breaker: Breaker, outcomes: Outcomes, now: number, jitter: number): boolean {
  if (breaker.state !== 'closed') return false
  const { window, changedAt } = breaker
  const isNews = (at: number) => at > changedAt || changedAt === 0
  const failed = outcomes.failed.filter(isNews).length
  let answered = 0
  for (const { at, calls } of outcomes.answered) {
    if (!isNews(at)) continue
    answered += calls
    addOutcomes(window, Math.min(at, now), { answered: calls })
  }
  if (failed > 0) addOutcomes(window, now, { failed })
  forgetOld(window, now)

  if (answered > 0) breaker.row = 0
  if (failed > 0 && now - breaker.lastFailedAt > ROW_MS) breaker.row = 0
  breaker.row += answered > 0 ? Math.min(outcomes.row, failed) : failed
  if (failed === 0) return false
  breaker.lastFailedAt = now

  const total = totalOf(window)
  const calls = total.answered + total.failed
  if (breaker.row < OPEN_AFTER_ROW && (calls < OPEN_AFTER_CALLS || total.failed * 2 < calls)) return false
  open(breaker, now - changedAt < CALM_MS ? breaker.step + 1 : 0, now, jitter)
  return true
}

/** Closes the circuit, because what it learned is about other settings of the route. Returns whether the state changed. */
export function resetBreaker(breaker: Breaker, now: number): boolean {
  const wasClosed = breaker.state === 'closed'
  if (wasClosed) {
    breaker.row = 0
    breaker.window = []
    breaker.changedAt = now
  } else close(breaker, now)
  breaker.step = -1
  return !wasClosed
}

function open(breaker: Breaker, step: number, now: number, jitter: number): void {
  const last = OPEN_MS.length - 1
  breaker.step = Math.min(step, last)
  const length = OPEN_MS[breaker.step] ?? MAX_OPEN_MS
  breaker.openUntil = now + Math.round(length * (1 - JITTER * jitter))
  change(breaker, 'open', now)
  breaker.firstProbe = breaker.nextProbe
}

const close = (breaker: Breaker, now: number): void => change(breaker, 'closed', now)

function change(breaker: Breaker, state: 'open' | 'closed', now: number): void {
  breaker.state = state
  breaker.epoch++
  breaker.changedAt = now
  breaker.row = 0
  breaker.window = []
  breaker.probe = null
}
