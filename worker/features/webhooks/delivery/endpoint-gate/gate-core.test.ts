import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GateCore, type GatePolicy, mayStart } from './gate-core.ts'

const FREE: GatePolicy = { ratePerSecond: null, maxConcurrency: null }
const LEASE_MS = 20_000

/** A gate whose endpoint has answered fast. */
function knownGate(policy: GatePolicy = FREE): GateCore {
  const gate = new GateCore()
  const [first] = gate.ask(policy, 1, LEASE_MS, 0).permits
  gate.done([{ permit: first?.id ?? 0, result: 'answered', durationMs: 40 }], 0)
  return gate
}

describe('the gate of an endpoint', () => {
  it('admits no more than its rate in any second, and finally everything', () => {
    const step = fc.record({ wait: fc.integer({ min: 0, max: 900 }), count: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(step, { maxLength: 40 }), (rate, steps) => {
        const gate = new GateCore()
        const policy = { ratePerSecond: rate, maxConcurrency: 100 }
        const sends: number[] = []
        const coming: number[] = []
        let now = 1_000_000
        for (const { wait, count } of steps) {
          now += wait
          for (let n = 0; n < count; n++) coming.push(now)
        }
        let asked = 0
        while (coming.length > 0) {
          coming.sort((a, b) => a - b)
          now = Math.max(now, coming.shift() ?? 0)
          const { permits, laterMs } = gate.ask(policy, 1, LEASE_MS, now)
          for (const { id, waitMs } of permits) {
            sends.push(now + waitMs)
            gate.done([{ permit: id, result: 'answered', durationMs: 5 }], now)
          }
          coming.push(...laterMs.map((later) => now + later))
          expect(++asked).toBeLessThan(20_000)
        }
        sends.sort((a, b) => a - b)
        expect(sends).toHaveLength(steps.reduce((sum, { count }) => sum + count, 0))
        for (const [index, at] of sends.entries()) expect((sends[index + rate] ?? Infinity) - at).toBeGreaterThan(1000)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps its rate if sending is late', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), lateness, (rate, lates) => {
        const gate = new GateCore()
        const policy = { ratePerSecond: rate, maxConcurrency: null }
        const sends: number[] = []
        let now = 1_000_000
        for (const late of lates) {
          let answer = gate.ask(policy, 1, LEASE_MS, now)
          while (answer.permits.length === 0) {
            now += answer.laterMs[0] ?? 0
            answer = gate.ask(policy, 1, LEASE_MS, now)
          }
          const [{ id, waitMs } = { id: 0, waitMs: 0 }] = answer.permits
          const sentAt = now + waitMs + late
          sends.push(sentAt)
          gate.done([{ permit: id, result: 'answered', durationMs: 5, sentAt }], now)
        }
        sends.sort((a, b) => a - b)
        for (const [index, at] of sends.entries()) expect((sends[index + rate] ?? Infinity) - at).toBeGreaterThan(1000)
      }),
    )
  })

  it('allows no more concurrent calls than the webhook, and recovers lost permits', () => {
    const gate = knownGate()
    const policy = { ratePerSecond: null, maxConcurrency: 3 }
    expect(gate.ask(policy, 5, LEASE_MS, 0)).toMatchObject({ permits: [{}, {}, {}], laterMs: [1000, 1000] })
    expect(gate.ask(policy, 1, LEASE_MS, 10).permits).toEqual([])
    gate.done([{ permit: 2, result: 'answered', durationMs: 40 }], 50)
    expect(gate.ask(policy, 2, LEASE_MS, 60).permits).toHaveLength(1)
    expect(gate.ask(policy, 5, LEASE_MS, LEASE_MS + 100).permits).toHaveLength(3)
  })

  it('gives a slow endpoint few deliveries at a time', () => {
    const gate = new GateCore()
    const [first] = gate.ask(FREE, 1, LEASE_MS, 0).permits
    gate.done([{ permit: first?.id ?? 0, result: 'answered', durationMs: 14_000 }], 14_000)
    expect(gate.ask(FREE, 20, LEASE_MS, 14_000)).toMatchObject({ permits: [], pace: 'slow' })
    const { permits, laterMs } = gate.ask(FREE, 20, LEASE_MS, 14_000, 'slow')
    expect(permits).toHaveLength(4)
    expect(Math.min(...laterMs)).toBeGreaterThan(10_000)
  })

  it('stops calling an endpoint that never answers, tries it now and then, and resumes at the first answer', () => {
    const gate = new GateCore()
    const fail = (now: number) => {
      const [permit] = gate.ask(FREE, 1, LEASE_MS, now).permits
      if (permit) gate.done([{ permit: permit.id, result: 'unreachable', durationMs: 5 }], now)
      return permit !== undefined
    }
    expect([1, 2, 3, 4, 5].map(fail)).toEqual([true, true, true, true, true])
    expect(gate.ask(FREE, 2, LEASE_MS, 100)).toMatchObject({ permits: [], laterMs: [14_905, 14_905] })
    expect(gate.ask(FREE, 3, LEASE_MS, 15_100).permits).toHaveLength(1)
    const [again] = gate.ask(FREE, 1, LEASE_MS, 40_000).permits
    gate.done([{ permit: again?.id ?? 0, result: 'answered', durationMs: 5 }], 40_005)
    expect(gate.ask(FREE, 10, LEASE_MS, 40_010).permits).toHaveLength(10)
  })

  it('lets a batch send one call to an unknown endpoint, until that call was fast', () => {
    const gate = new GateCore()
    const { permits, laterMs, pace } = gate.ask(FREE, 3, LEASE_MS, 0)
    expect([permits.length, laterMs, pace]).toEqual([1, [1000, 1000], 'unknown'])
    gate.done([{ permit: permits[0]?.id ?? 0, result: 'answered', durationMs: 999 }], 1000)
    expect(gate.ask(FREE, 30, LEASE_MS, 1000)).toMatchObject({ pace: 'quick', laterMs: [] })
  })

  it('marks an endpoint as slow during the call, and as fast again after three fast answers', () => {
    const gate = knownGate()
    const [hanging] = gate.ask(FREE, 1, LEASE_MS, 100).permits
    gate.slow(hanging?.id ?? 0)
    expect(gate.ask(FREE, 5, LEASE_MS, 1200)).toMatchObject({ permits: [], pace: 'slow' })
    const answerQuickly = (now: number) => {
      const [permit] = gate.ask(FREE, 1, LEASE_MS, now, 'slow').permits
      gate.done([{ permit: permit?.id ?? 0, result: 'answered', durationMs: 40 }], now)
      return gate.ask(FREE, 0, LEASE_MS, now).pace
    }
    // While the slow call is open, nothing else shows that the endpoint is fast.
    expect([1300, 1400, 1500, 1600].map(answerQuickly)).toEqual(['slow', 'slow', 'slow', 'slow'])
    gate.done([{ permit: hanging?.id ?? 0, result: 'unreachable', durationMs: 15_000 }], 15_100)
    expect([15_200, 15_300, 15_400].map(answerQuickly)).toEqual(['slow', 'slow', 'quick'])
  })

  it('never lets more attempts fail in a row than allowed, with concurrent, late and lost messages', () => {
    const action = fc.record({
      which: fc.nat(5),
      pick: fc.nat(50),
      count: fc.integer({ min: 1, max: 6 }),
      fails: fc.nat(3),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.nat(4),
        fc.array(action, { maxLength: 150, size: 'max' }),
        (most, before, actions) => {
          const policy = { ...FREE, mostFailures: most }
          let gate = new GateCore()
          let now = 1_000_000
          // The recorded failures in a row, as in the database.
          let failures = before % most
          type Asked = { permits: number[]; others: number }
          const [asked, sending, recorded]: [Asked[], number[], number[]] = [[], [], []]
          const giveBack = (permit: number, result: 'answered' | 'unused') =>
            gate.done([{ permit, result, durationMs: 10 }], now)
          const claim = ({ permits, others }: Asked) => {
            const started = permits.slice(0, mayStart(most, failures, others))
            sending.push(...started)
            for (const permit of permits.slice(started.length)) giveBack(permit, 'unused')
            return started.length
          }
          // The slow queue takes its deliveries one at a time: earlier ones may be in progress, and later ones may
          // arrive first.
          const split = ({ permits, others }: Asked): Asked[] =>
            permits.map((permit, index) => ({ permits: [permit], others: others + index }))
          const ask = (count: number): Asked => {
            const { permits, others } = gate.ask(policy, count, LEASE_MS, now, count % 2 === 0 ? 'slow' : 'main')
            return { permits: permits.map(({ id }) => id), others }
          }
          const take = <T>(from: T[], pick: number): T[] => from.splice(pick % Math.max(1, from.length), 1)
          for (const { which, pick, count, fails } of actions) {
            now += 5
            if (which === 0) asked.push(ask(count))
            if (which === 1) {
              for (const one of take(asked, pick)) {
                if (one.permits.length > 1 && count > 3) asked.push(...split(one))
                else claim(one)
              }
            }
            if (which === 2 || which === 3) {
              for (const permit of take(sending, pick)) {
                failures = fails > 0 ? failures + 1 : 0
                recorded.push(permit)
              }
            }
            if (which === 4) for (const permit of take(recorded, pick)) giveBack(permit, 'answered')
            if (which === 5) {
              // The object loses its memory, except for what it stores.
              const kept = gate.openPermits()
              gate = new GateCore()
              gate.restore(kept)
            }
            expect(failures).toBeLessThanOrEqual(most)
          }
          // Nobody waits forever: when all permits are returned, the next attempt may start, unless enough have failed.
          for (const one of asked) for (const permit of one.permits) giveBack(permit, 'unused')
          for (const permit of [...sending, ...recorded]) giveBack(permit, 'answered')
          const wait = failures < most ? 400_000 : 0
          now += wait
          expect(claim(ask(1))).toBe(failures < most ? 1 : 0)
        },
      ),
      { numRuns: 500 },
    )
  })
})
