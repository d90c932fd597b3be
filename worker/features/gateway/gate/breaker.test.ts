import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ASK_AGAIN_MS,
  type Breaker,
  beginProbe,
  countOutcomes,
  endProbe,
  MAX_OPEN_MS,
  newBreaker,
  OPEN_AFTER_ROW,
  passageOf,
  resetBreaker,
} from './breaker.ts'

const START = 1_700_000_000_000
const PROBE_MS = 30_000

const fail = (breaker: Breaker, now: number, began = now) =>
  countOutcomes(breaker, { answered: [], failed: [began], row: 1 }, now, 0)
const answer = (breaker: Breaker, now: number, calls = 1) =>
  countOutcomes(breaker, { answered: [{ at: now, calls }], failed: [], row: 0 }, now, 0)

/** A breaker that five failures have opened at START. */
function opened(): Breaker {
  const breaker = newBreaker()
  for (let n = 0; n < OPEN_AFTER_ROW; n++) fail(breaker, START)
  expect(breaker.state).toBe('open')
  return breaker
}

describe('the circuit breaker', () => {
  it('opens after five failures in a row, and not after four', () => {
    const breaker = newBreaker()
    for (let n = 0; n < 4; n++) fail(breaker, START + n)
    expect(breaker.state).toBe('closed')
    answer(breaker, START + 10)
    for (let n = 0; n < 4; n++) fail(breaker, START + 20 + n)
    expect(breaker.state).toBe('closed')
    expect(fail(breaker, START + 30)).toBe(true)
    expect(passageOf(breaker, START + 30)).toEqual({ kind: 'wait', ms: 5000 })
  })

  it('opens if half of the calls of the last 30 s fail, and forgets older ones', () => {
    const report = { answered: [{ at: START, calls: 10 }], failed: Array.from({ length: 10 }, () => START), row: 1 }
    const half = newBreaker()
    expect(countOutcomes(half, report, START, 0)).toBe(true)
    const fewer = newBreaker()
    expect(countOutcomes(fewer, { ...report, answered: [{ at: START, calls: 11 }] }, START, 0)).toBe(false)
    // 40 s later only the new failures count.
    expect(fail(fewer, START + 40_000)).toBe(false)
  })

  it('stays open for 5, 10, 20, 40 and then 60 s while probes fail, less the jitter', () => {
    const breaker = opened()
    let now = START
    const lengths = [breaker.openUntil - now]
    for (let n = 0; n < 6; n++) {
      now = breaker.openUntil
      endProbe(breaker, beginProbe(breaker, now, PROBE_MS), 'failed', now, 0)
      lengths.push(breaker.openUntil - now)
    }
    expect(lengths).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
    now = breaker.openUntil
    endProbe(breaker, beginProbe(breaker, now, PROBE_MS), 'failed', now, 1)
    expect(breaker.openUntil - now).toBe(48_000)
  })

  it('closes with the success of a probe, and opens for longer if it fails again soon', () => {
    const breaker = opened()
    const now = breaker.openUntil
    endProbe(breaker, beginProbe(breaker, now, PROBE_MS), 'answered', now + 50, 0)
    expect(passageOf(breaker, now + 50)).toEqual({ kind: 'free' })
    for (let n = 0; n < OPEN_AFTER_ROW; n++) fail(breaker, now + 1000)
    expect(breaker.openUntil - (now + 1000)).toBe(10_000)
  })

  it('ignores failures of calls that began before it opened or closed', () => {
    const breaker = opened()
    const until = breaker.openUntil
    for (let n = 0; n < 20; n++) fail(breaker, START + 1000, START - 10)
    expect(breaker.openUntil).toBe(until)
    const probe = beginProbe(breaker, until, PROBE_MS)
    for (let n = 0; n < 20; n++) fail(breaker, until + 5, START - 10)
    expect(breaker.state).toBe('half_open')
    endProbe(breaker, probe, 'answered', until + 10, 0)
    for (let n = 0; n < 20; n++) fail(breaker, until + 20, until + 9)
    expect(breaker.state).toBe('closed')
    for (let n = 0; n < 5; n++) fail(breaker, until + 20, until + 11)
    expect(breaker.state).toBe('open')
  })

  it('is not prolonged by calls of isolates that do not know yet that it is open', () => {
    const breaker = opened()
    const { openUntil, epoch } = breaker
    for (let n = 0; n < 20; n++) fail(breaker, START + 1000, START + 500)
    expect([breaker.openUntil, breaker.epoch]).toEqual([openUntil, epoch])
  })

  it('lets another call try if a probe is lost, and takes the late answer of the lost one', () => {
    const breaker = opened()
    const now = breaker.openUntil
    const lost = beginProbe(breaker, now, PROBE_MS)
    expect(passageOf(breaker, now + 1)).toEqual({ kind: 'wait', ms: ASK_AGAIN_MS })
    expect(passageOf(breaker, now + PROBE_MS)).toEqual({ kind: 'probe' })
    beginProbe(breaker, now + PROBE_MS, PROBE_MS)
    expect(endProbe(breaker, lost, 'failed', now + PROBE_MS + 1, 0)).toBe(false)
    expect(endProbe(breaker, lost, 'answered', now + PROBE_MS + 2, 0)).toBe(true)
    expect(breaker.state).toBe('closed')
  })

  it('gives the probe to another call if it was not used', () => {
    const breaker = opened()
    const now = breaker.openUntil
    endProbe(breaker, beginProbe(breaker, now, PROBE_MS), 'unused', now, 0)
    expect(passageOf(breaker, now)).toEqual({ kind: 'probe' })
  })

  it('takes no answer of a probe that began before it opened again', () => {
    const breaker = opened()
    const early = beginProbe(breaker, breaker.openUntil, 10)
    const now = breaker.openUntil + 20
    endProbe(breaker, beginProbe(breaker, now, PROBE_MS), 'failed', now, 0)
    expect(endProbe(breaker, early, 'answered', now + 1, 0)).toBe(false)
    beginProbe(breaker, breaker.openUntil, PROBE_MS)
    expect(endProbe(breaker, early, 'answered', breaker.openUntil, 0)).toBe(false)
  })

  it('is closed after a change of the route', () => {
    const breaker = opened()
    expect(resetBreaker(breaker, START + 1)).toBe(true)
    expect(passageOf(breaker, START + 1)).toEqual({ kind: 'free' })
    fail(breaker, START + 2, START)
    expect(breaker.row).toBe(0)
  })
})

/** Any sequence of calls: who begins when, who ends how, and how late a result is reported. */
type Call = { began: number; probe: number | null }
const Step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  fc.record({ kind: fc.constant('begin' as const), calls: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    kind: fc.constant('end' as const),
    which: fc.nat(),
    result: fc.constantFrom(
      'answered' as const,
      'failed' as const,
      'failed' as const,
      'failed' as const,
      'unused' as const,
    ),
  }),
)

type World = { breaker: Breaker; calls: Call[]; probes: { id: number; until: number }[]; now: number; failures: number }

function begin({ breaker, calls, probes, now }: World): void {
  const passage = passageOf(breaker, now)
  if (passage.kind === 'wait') {
    expect(passage.ms).toBeGreaterThan(0)
    expect(passage.ms).toBeLessThanOrEqual(MAX_OPEN_MS)
    return
  }
  if (passage.kind === 'free') {
    calls.push({ began: now, probe: null })
    return
  }
  expect(probes.filter(({ until }) => until > now)).toEqual([])
  const id = beginProbe(breaker, now, PROBE_MS)
  probes.push({ id, until: now + PROBE_MS })
  calls.push({ began: now, probe: id })
}

/** Runs steps as isolates would do them, and checks after each what always has to hold. */
function run(steps: readonly (typeof Step extends fc.Arbitrary<infer S> ? S : never)[], jitter: number): World {
  const world: World = { breaker: newBreaker(), calls: [], probes: [], now: START, failures: 0 }
  const { breaker, calls } = world
  for (const step of steps) {
    const before = {
      state: breaker.state,
      epoch: breaker.epoch,
      openUntil: breaker.openUntil,
      changedAt: breaker.changedAt,
    }
    let isCurrentProbe = false
    if (step.kind === 'wait') world.now += step.ms
    else if (step.kind === 'begin') {
      for (let n = 0; n < step.calls; n++) begin(world)
    } else if (calls.length > 0) {
      const [call] = calls.splice(step.which % calls.length, 1) as [Call]
      if (step.result === 'failed') world.failures++
      if (call.probe !== null) {
        isCurrentProbe = breaker.probe?.id === call.probe
        endProbe(breaker, call.probe, step.result, world.now, jitter)
        world.probes = world.probes.filter(({ id }) => id !== call.probe)
      } else if (step.result !== 'unused') {
        const failed = step.result === 'failed'
        const outcomes = {
          answered: failed ? [] : [{ at: world.now, calls: 1 }],
          failed: failed ? [call.began] : [],
          row: 1,
        }
        countOutcomes(breaker, outcomes, world.now, jitter)
        // Nothing but a probe ends or prolongs an open circuit; no late failure opens a closed one.
        if (before.state !== 'closed') expect(breaker.epoch).toBe(before.epoch)
        if (breaker.state === 'open' && before.state === 'closed') expect(call.began).toBeGreaterThan(before.changedAt)
      }
      if (step.result !== 'failed' && before.state === 'closed') expect(breaker.state).toBe('closed')
    }
    if (breaker.state === 'open' && before.state === 'half_open') expect(isCurrentProbe).toBe(true)
    if (breaker.state === 'open' && before.state === 'open') expect(breaker.openUntil).toBe(before.openUntil)
    if (breaker.state === 'open') expect(world.failures).toBeGreaterThanOrEqual(OPEN_AFTER_ROW)
    if (breaker.state !== 'half_open') world.probes = []
  }
  return world
}

const steps = fc.array(Step, { maxLength: 120, size: 'max' })
const jitter = fc.double({ min: 0, max: 1, noNaN: true })

describe('whatever happens to calls, the circuit breaker', () => {
  it('has one probe at most, opens only by failures, and is neither opened nor prolonged by late ones', () => {
    let opened = 0
    fc.assert(
      fc.property(steps, jitter, (all, shake) => {
        if (run(all, shake).breaker.epoch > 1) opened++
      }),
      { numRuns: 400 },
    )
    expect(opened).toBeGreaterThan(20)
  })

  it('admits calls again within two minutes once the upstream answers', () => {
    fc.assert(
      fc.property(steps, jitter, (all, shake) => {
        const { breaker, now } = run(all, shake)
        let at = now
        // Calls in progress are lost. From now on the upstream answers, and somebody calls once a second.
        for (; at <= now + MAX_OPEN_MS + PROBE_MS + 2000; at += 1000) {
          const passage = passageOf(breaker, at)
          if (passage.kind === 'free') break
          if (passage.kind === 'probe') endProbe(breaker, beginProbe(breaker, at, PROBE_MS), 'answered', at, shake)
        }
        expect(passageOf(breaker, at)).toEqual({ kind: 'free' })
      }),
      { numRuns: 300 },
    )
  })

  it('never opens without a failure, however many callers get answers or leave', () => {
    const harmless = fc.array(
      Step.filter((step) => step.kind !== 'end' || step.result !== 'failed'),
      { maxLength: 200, size: 'max' },
    )
    fc.assert(fc.property(harmless, (all) => void expect(run(all, 0).breaker.epoch).toBe(0)))
  })

  it('opens with a burst of failures, however many calls had been answered before', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: OPEN_AFTER_ROW, max: 60 }), (all, burst) => {
        const { breaker, now } = run(all, 0)
        if (breaker.state !== 'closed') return
        for (let n = 0; n < burst; n++) fail(breaker, now + 1)
        expect(breaker.state).toBe('open')
      }),
    )
  })
})
