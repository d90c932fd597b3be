import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxInWindow } from '../../../test/support/max-in-window.ts'
import { aheadFor, restore, type Saved } from './ledger.ts'
import { admit, charge, type Limits, newMeter, peek, WINDOW_MS, WINDOW_NAMES } from './meter.ts'
import { SKEW_MS } from './sliding-window.ts'

const START = Date.UTC(2026, 10, 21, 9, 0, 0)

const limit = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: null })
const limits: fc.Arbitrary<Limits> = fc.record({ minute: limit(40), hour: limit(120), day: limit(300) })
/** Pauses between calls, from bursts to hours. */
const pauses = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 50 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_000_000 }) },
  ),
  { minLength: 1, maxLength: 400 },
)

describe('a meter', () => {
  it('never admits more than a limit in any window, wherever it starts', () => {
    fc.assert(
      fc.property(limits, pauses, fc.integer({ min: 0, max: 86_400_000 }), (allowed, gaps, offset) => {
        const meter = newMeter()
        const admitted: number[] = []
        let now = START + offset
        for (const gap of gaps) {
          now += gap
          if (admit(meter, allowed, 1, now).admitted) admitted.push(now)
        }
        for (const name of WINDOW_NAMES) {
          expect(maxInWindow(admitted, WINDOW_MS[name])).toBeLessThanOrEqual(allowed[name] ?? Number.POSITIVE_INFINITY)
        }
      }),
    )
  })

  it('admits exactly the limit from a burst, also across a minute boundary', () => {
    for (const start of [START, START + 59_990, START + 30_500]) {
      const meter = newMeter()
      let admitted = 0
      for (let call = 0; call < 1000; call++) {
        if (admit(meter, { minute: 100, hour: null, day: null }, 1, start + call / 50).admitted) admitted++
      }
      expect(admitted).toBe(100)
    }
  })

  it('admits a client that waits exactly as long as it was told, also if the guard woke elsewhere', () => {
    fc.assert(
      fc.property(limits, pauses, fc.integer({ min: 1, max: 5 }), (allowed, gaps, cost) => {
        const meter = newMeter()
        let now = START
        for (const gap of gaps) {
          now += gap
          const answer = admit(meter, allowed, cost, now)
          if (answer.admitted) continue
          if (answer.retryAfterMs === null) {
            expect(WINDOW_NAMES.some((name) => (allowed[name] ?? Number.POSITIVE_INFINITY) < cost)).toBe(true)
            return
          }
          const sooner = structuredClone(meter)
          expect(admit(sooner, allowed, cost, now + answer.retryAfterMs - SKEW_MS - 1).admitted).toBe(false)
          const then = now + answer.retryAfterMs
          expect(admit(structuredClone(meter), allowed, cost, then).admitted).toBe(true)
          // It had no calls for a while, lost its memory, and has the exact counts from storage.
          const woken = restore({ meter, ahead: 0, leasedUntil: 0 }, then)
          expect(admit(woken, allowed, cost, then).admitted).toBe(true)
        }
      }),
    )
  })

  it('admits the limit again every 61 seconds with steady demand: at most a sixtieth late', () => {
    const meter = newMeter()
    let admitted = 0
    for (let now = START; now < START + 610_000; now += 20) {
      if (admit(meter, { minute: 1000, hour: null, day: null }, 1, now).admitted) admitted++
    }
    expect(admitted).toBe(10_000)
  })

  it('charges all windows or none: a denied call changes nothing', () => {
    const meter = newMeter()
    const allowed = { minute: 10, hour: 3, day: null }
    for (let call = 0; call < 3; call++) expect(admit(meter, allowed, 1, START).admitted).toBe(true)
    const before = peek(meter, allowed, START)
    expect(admit(meter, allowed, 1, START)).toMatchObject({ admitted: false, denied: ['hour'] })
    expect(peek(meter, allowed, START)).toEqual(before)
  })

  it('counts earlier calls when a limit is set later', () => {
    const meter = newMeter()
    for (let call = 0; call < 50; call++) admit(meter, { minute: null, hour: null, day: null }, 1, START)
    expect(admit(meter, { minute: 50, hour: null, day: null }, 1, START + 10).admitted).toBe(false)
  })

  it('does not advance while a clock runs backwards', () => {
    const meter = newMeter()
    admit(meter, { minute: 1, hour: null, day: null }, 1, START)
    const answer = admit(meter, { minute: 1, hour: null, day: null }, 1, START - 5000)
    expect(answer).toMatchObject({ admitted: false })
    if (!answer.admitted) expect(answer.retryAfterMs).toBeGreaterThanOrEqual(65_000)
  })
})

describe('a ledger', () => {
  /**
   * A guard that stores calls in advance like the real one, loses its memory at random, and wakes on machines with
   * different clocks.
   */
  class Guard {
    meter = newMeter()
    ahead = 0
    stored: Saved | undefined
    admit(allowed: Limits, now: number): boolean {
      if (!admit(this.meter, allowed, 1, now).admitted) return false
      if (this.ahead > 0) this.ahead--
      else {
        this.ahead = aheadFor(allowed)
        this.stored = structuredClone({ meter: this.meter, ahead: this.ahead, leasedUntil: 0 })
      }
      return true
    }
    crash(now: number): void {
      this.meter = restore(this.stored, now)
      this.ahead = 0
    }
  }

  it('never admits more than the limit, however often the guard loses its memory or moves to another clock', () => {
    const step = fc.record({
      gap: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20_000 })),
      crash: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
      skew: fc.integer({ min: -200, max: 200 }),
    })
    fc.assert(
      fc.property(
        fc.record({ minute: limit(600), hour: limit(2000), day: limit(3000) }),
        fc.array(step, { minLength: 50, maxLength: 1500 }),
        (allowed, steps) => {
          const guard = new Guard()
          const admitted: number[] = []
          let now = START
          let skew = 0
          for (const { gap, crash, skew: next } of steps) {
            now += gap
            if (crash) {
              skew = next
              guard.crash(now + skew)
            }
            if (guard.admit(allowed, now + skew)) admitted.push(now)
          }
          for (const name of WINDOW_NAMES) {
            expect(maxInWindow(admitted, WINDOW_MS[name])).toBeLessThanOrEqual(
              allowed[name] ?? Number.POSITIVE_INFINITY,
            )
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('loses less than a hundredth of the limit in a crash, and nothing of a small one', () => {
    for (const [minute, forfeit] of [
      [100, 0],
      [199, 0],
      [1000, 9],
      [60_000, 500],
    ] as const) {
      const allowed = { minute, hour: null, day: null }
      const guard = new Guard()
      guard.admit(allowed, START)
      guard.crash(START)
      let admitted = 1
      while (guard.admit(allowed, START)) admitted++
      expect(admitted).toBe(minute - forfeit)
    }
  })

  it('counts calls stored in advance at the moment of waking, the latest possible time', () => {
    const saved: Saved = { meter: newMeter(), ahead: 7, leasedUntil: 0 }
    charge(saved.meter, 1, START)
    const meter = restore(saved, START + 50_000)
    expect(peek(meter, { minute: 10, hour: null, day: null }, START + 65_000)).toMatchObject([{ remaining: 3 }])
    expect(peek(meter, { minute: 10, hour: null, day: null }, START + 113_500)).toMatchObject([{ remaining: 10 }])
  })
})
