import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxInWindow } from '../../../../test/support/max-in-window.ts'
import { GateCore, type SavedGate } from './gate-core.ts'
import type { Held } from './gate-protocol.ts'

const START = 1_700_000_000_000
const NO_NEWS = { answered: [], failed: [], row: 0 }
const PERMIT_MS = 50_000

/** A gate whose storage survives it. */
function newGate() {
  const saved: SavedGate = {}
  const start = (now: number) =>
    new GateCore(structuredClone(saved), now, {
      circuit: (circuit) => {
        saved.circuit = structuredClone(circuit)
      },
      meter: (meter) => {
        saved.meter = structuredClone(meter)
      },
    })
  return { saved, start }
}

const Step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ kind: fc.constant('admit' as const), calls: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('crash' as const) }),
  fc.record({ kind: fc.constant('evict' as const) }),
)

describe('the limits of a route', () => {
  it('admit at most the limit in any minute, whatever is given back and however often the gate restarts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 5, 60, 1000),
        fc.array(Step, { maxLength: 80, size: 'max' }),
        (perMinute, steps) => {
          const { saved, start } = newGate()
          const policy = { version: 1, perMinute, maxConcurrency: null, probeMs: 1000, permitMs: PERMIT_MS }
          let now = START
          let gate = start(now)
          const calls: { at: number; held: Held }[] = []
          for (const step of steps) {
            if (step.kind === 'wait') now += step.ms
            if (step.kind === 'admit') {
              for (let n = 0; n < step.calls; n++) {
                const { decision } = gate.admit(policy, NO_NEWS, now, 0)
                if (decision.kind === 'admitted') calls.push({ at: now, held: decision })
                else expect(decision).toMatchObject({ kind: 'limited' })
              }
            }
            if (step.kind === 'cancel' && calls.length > 0) {
              const [call] = calls.splice(step.which % calls.length, 1)
              if (call) gate.end({ ...call.held, result: 'refused' }, now, 0)
            }
            if (step.kind === 'evict') saved.permits = gate.settle(now)
            if (step.kind === 'evict' || step.kind === 'crash') gate = start(now)
          }
          expect(
            maxInWindow(
              calls.map(({ at }) => at),
              60_000,
            ),
          ).toBeLessThanOrEqual(perMinute)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('have room again after a minute, and for each call that is given back', () => {
    const { start } = newGate()
    const gate = start(START)
    const policy = { version: 1, perMinute: 3, maxConcurrency: null, probeMs: 1000, permitMs: PERMIT_MS }
    const admit = (now: number) => gate.admit(policy, NO_NEWS, now, 0).decision
    const held = [admit(START), admit(START), admit(START)]
    const refused = admit(START)
    expect(refused.kind).toBe('limited')
    const [first] = held
    if (first?.kind === 'admitted') gate.end({ ...first, result: 'refused' }, START + 10, 0)
    expect(admit(START + 20).kind).toBe('admitted')
    expect(admit(START + 20).kind).toBe('limited')
    const at = START + 20 + (refused.kind === 'limited' ? refused.retryAfterMs : 0)
    expect(at - START).toBeLessThan(62_000)
    expect(admit(at).kind).toBe('admitted')
  })

  it('admit at most as many calls at a time, and all of them finally', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(Step, { maxLength: 80, size: 'max' }),
        (maxConcurrency, steps) => {
          const { saved, start } = newGate()
          const policy = { version: 1, perMinute: null, maxConcurrency, probeMs: 1000, permitMs: PERMIT_MS }
          let now = START
          let gate = start(now)
          let open: { until: number; held: Held }[] = []
          for (const step of steps) {
            if (step.kind === 'wait') now += step.ms
            open = open.filter(({ until }) => until > now)
            if (step.kind === 'admit') {
              for (let n = 0; n < step.calls; n++) {
                const { decision } = gate.admit(policy, NO_NEWS, now, 0)
                expect(decision.kind).toBe(open.length < maxConcurrency ? 'admitted' : 'busy')
                if (decision.kind === 'admitted') open.push({ until: now + PERMIT_MS, held: decision })
              }
            }
            if ((step.kind === 'end' || step.kind === 'cancel') && open.length > 0) {
              const [call] = open.splice(step.which % open.length, 1)
              if (call) gate.end({ ...call.held, result: step.kind === 'end' ? 'answered' : 'refused' }, now, 0)
            }
            // A crash forgets calls in progress: only an eviction is exact.
            if (step.kind === 'evict') {
              saved.permits = gate.settle(now)
              gate = start(now)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('take nothing from a call that the circuit refuses, and no probe for a call that a limit refuses', () => {
    const { start } = newGate()
    const gate = start(START)
    const policy = { version: 1, perMinute: 1, maxConcurrency: null, probeMs: 1000, permitMs: PERMIT_MS }
    const failed = Array.from({ length: 5 }, () => 0)
    gate.count(1, { answered: [], failed, row: 5 }, START, 0)
    expect(gate.admit(policy, NO_NEWS, START + 1, 0).decision.kind).toBe('open')
    const probe = gate.admit(policy, NO_NEWS, START + 5000, 0).decision
    expect(probe).toMatchObject({ kind: 'admitted', probe: 1 })
    if (probe.kind === 'admitted') gate.end({ ...probe, result: 'unused' }, START + 5001, 0)
    expect(gate.admit(policy, NO_NEWS, START + 5002, 0).decision.kind).toBe('limited')
    expect(gate.view(START + 5002).waitMs).toBe(0)
  })
})
