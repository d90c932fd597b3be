import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxInWindow } from '../../../test/support/max-in-window.ts'
import { restore } from './ledger.ts'
import { type Limits, WINDOW_MS, WINDOW_NAMES } from './meter.ts'
import { QuotaCore, QuotaHold } from './quota.ts'

const START = Date.UTC(2026, 10, 21, 9, 0, 0)

type Guard = { hold: QuotaHold; skew: number; waiting: number; asking: boolean }

/** A quota and guards, with different clocks and messages that take time, get lost, or arrive twice. */
class World {
  now = START
  admitted: number[] = []
  denied = 0
  questions = 0
  saved: ReturnType<typeof structuredClone<QuotaCore['meter']>> | null = null
  savedUntil = 0
  quota: QuotaCore
  quotaSkew = 0
  guards: Guard[]
  mail: { at: number; deliver: () => void }[] = []
  limits: Limits

  constructor(limits: Limits, skews: number[]) {
    this.limits = limits
    this.quota = new QuotaCore(null, limits, START)
    this.guards = skews.map((skew) => ({ hold: new QuotaHold(), skew, waiting: 0, asking: false }))
  }

  /** The quota loses its memory and wakes on another machine. */
  crash(skew: number): void {
    this.quotaSkew = skew
    const now = this.now + skew
    this.quota = new QuotaCore(
      this.saved && restore({ meter: this.saved, ahead: 0, leasedUntil: 0 }, now),
      this.limits,
      now,
      this.savedUntil,
    )
  }

  /** The plan changes. Returns from when on (true time, ms) the change has been confirmed. */
  change(limits: Limits): number {
    this.limits = limits
    this.quota.change(limits)
    return Math.max(this.now, this.quota.tightUntil - this.quotaSkew)
  }

  advance(to: number): void {
    for (let next = this.mail[0]; next && next.at <= to; next = this.mail[0]) {
      this.mail.shift()
      this.now = Math.max(this.now, next.at)
      next.deliver()
    }
    this.now = to
  }

  post(delay: number, deliver: () => void): void {
    this.mail.push({ at: this.now + delay, deliver })
    this.mail.sort((a, b) => a.at - b.at)
  }

  call(index: number, delay: number, fate: 'arrives' | 'twice' | 'dies' = 'arrives'): void {
    const guard = this.guards[index % this.guards.length]
    if (!guard) return
    if (!this.#decide(guard)) {
      guard.waiting++
      if (!guard.asking) this.#ask(guard, delay, fate)
    }
  }

  /** True if the call was decided: admitted from what the guard has, or refused. */
  #decide(guard: Guard): boolean {
    const now = this.now + guard.skew
    if (guard.hold.left(now) >= 1) {
      guard.hold.spend(1, now)
      this.admitted.push(this.now)
      return true
    }
    if (guard.hold.refusedFor(now) === undefined) return false
    this.denied++
    return true
  }

  #ask(guard: Guard, delay: number, fate: string): void {
    guard.asking = true
    this.questions++
    const question = guard.hold.ask(guard.waiting)
    const askedAt = this.now + guard.skew
    this.post(delay, () => {
      const grant = () => {
        const answer = this.quota.grant(structuredClone(question), this.now + this.quotaSkew)
        this.saved = structuredClone(this.quota.meter)
        this.savedUntil = this.quota.grantedUntil
        return answer
      }
      if (fate === 'twice') grant()
      const answer = grant()
      this.post(delay, () => {
        guard.asking = false
        if (fate === 'dies') guard.hold = new QuotaHold()
        else guard.hold.answered(answer, askedAt, this.now + guard.skew)
        const waiting = guard.waiting
        guard.waiting = 0
        for (let n = 0; n < waiting; n++) {
          if (this.#decide(guard)) continue
          guard.waiting++
        }
        if (guard.waiting > 0) this.#ask(guard, delay, 'arrives')
      })
    })
  }
}

const limit = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null })
const skew = fc.integer({ min: -200, max: 200 })

describe("an organization's quota", () => {
  it('is never exceeded with many guards, different clocks, crashes of both sides, lost and repeated answers', () => {
    const step = fc.record({
      gap: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }) },
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 3000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 62_000 }) },
      ),
      calls: fc.integer({ min: 1, max: 20 }),
      guard: fc.nat(4),
      delay: fc.integer({ min: 0, max: 90 }),
      fate: fc.constantFrom('arrives', 'arrives', 'arrives', 'arrives', 'arrives', 'twice', 'dies'),
      event: fc.nat(50),
      skew,
    })
    fc.assert(
      fc.property(
        fc.record({ minute: limit(1, 300), hour: limit(1, 900), day: limit(1, 2000) }),
        fc.array(skew, { minLength: 1, maxLength: 5 }),
        fc.array(step, { minLength: 30, maxLength: 300 }),
        (limits, skews, steps) => {
          const world = new World(limits, skews)
          for (const one of steps) {
            world.advance(world.now + one.gap)
            if (one.event === 0) world.crash(one.skew)
            for (let n = 0; n < one.calls; n++) {
              world.call(one.guard, one.delay, one.fate as 'arrives')
            }
          }
          world.advance(world.now + 1000)
          for (const name of WINDOW_NAMES) {
            expect(maxInWindow(world.admitted, WINDOW_MS[name])).toBeLessThanOrEqual(
              limits[name] ?? Number.POSITIVE_INFINITY,
            )
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('applies once its change is confirmed, also without a limit before, with crashes and different clocks', () => {
    const step = fc.record({
      gap: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 4000 }) },
      ),
      calls: fc.integer({ min: 1, max: 30 }),
      guard: fc.nat(4),
      delay: fc.integer({ min: 0, max: 90 }),
      crash: fc.nat(40).map((n) => n === 0),
    })
    const skews = fc.array(skew, { minLength: 1, maxLength: 5 })
    const steps = fc.array(step, { minLength: 20, maxLength: 150 })
    const before = fc.record({ minute: limit(100, 5000), hour: limit(1000, 9000), day: limit(1000, 20_000) })
    const after = fc.record({ minute: limit(1, 200), hour: limit(1, 300), day: limit(1, 400) })
    fc.assert(
      fc.property(before, after, skews, steps, steps, (loose, tight, clocks, first, second) => {
        const world = new World(loose, clocks)
        const play = (moves: typeof first) => {
          for (const one of moves) {
            world.advance(world.now + one.gap)
            if (one.crash) world.crash(world.quotaSkew)
            for (let n = 0; n < one.calls; n++) world.call(one.guard, one.delay)
          }
        }
        play(first)
        const confirmedAt = world.change(tight)
        play(second)
        // The promise starts with the confirmation: earlier calls count for no window.
        const promised = world.admitted.filter((at) => at >= confirmedAt)
        for (const name of WINDOW_NAMES) {
          expect(maxInWindow(promised, WINDOW_MS[name])).toBeLessThanOrEqual(tight[name] ?? Number.POSITIVE_INFINITY)
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['free', 30],
    ['standard', 100],
    ['business', 1000],
  ])('of the %s plan is used to at least nine tenths by three guards that want twice as much', (_, perMinute) => {
    const world = new World({ minute: perMinute, hour: null, day: null }, [0, 150, -150])
    const gap = 60_000 / (perMinute * 2)
    for (let n = 0; world.now < START + 10 * 61_000; n++) {
      world.call(n, 5)
      world.advance(world.now + gap)
    }
    expect(world.admitted.length).toBeGreaterThanOrEqual(9 * perMinute)
    expect(maxInWindow(world.admitted, 60_000)).toBeLessThanOrEqual(perMinute)
  })

  it('is asked at most once in 20 calls if much is left', () => {
    const world = new World({ minute: 1_000_000, hour: null, day: null }, [0, 0])
    for (let n = 0; n < 5000; n++) {
      world.call(n, 3)
      world.advance(world.now + 10)
    }
    expect(world.admitted.length).toBe(5000)
    expect(world.questions).toBeLessThan(250)
  })

  it('without limits is asked once in five seconds, without counts', () => {
    const world = new World({ minute: null, hour: null, day: null }, [0])
    for (let n = 0; n < 3000; n++) {
      world.call(n, 3)
      world.advance(world.now + 10)
    }
    expect(world.admitted.length).toBe(3000)
    expect(world.questions).toBeLessThanOrEqual(7)
    expect(world.guards[0]?.hold.handBack()).toEqual([])
  })

  it('gets back what a guard without further calls has not used', () => {
    const quota = new QuotaCore(null, { minute: 1000, hour: null, day: null }, START)
    const answer = quota.grant({ need: 5, spare: 20, handBack: [] }, START)
    expect(answer).toMatchObject({ block: { calls: 25 }, retryAfterMs: null })
    quota.takeBack([{ id: answer.block?.id ?? 0, spent: 5 }], START + 4000)
    quota.takeBack([{ id: answer.block?.id ?? 0, spent: 5 }], START + 4000)
    expect(quota.grant({ need: 2000, spare: 0, handBack: [] }, START + 4000).block?.calls).toBe(995)
  })
})
