import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../test/support/node-crypto.ts'
import { maxInWindow } from '../../../test/support/max-in-window.ts'
import { secretUsed, usedDigest } from '../../features/api-keys/guard/secret-check.ts'
import type { Saved } from '../limits/ledger.ts'
import { type Limits, WINDOW_MS, WINDOW_NAMES } from '../limits/meter.ts'
import { QuotaCore } from '../limits/quota.ts'
import type { CredentialKind } from './credential-kind.ts'
import { GuardCore } from './guard-core.ts'
import { LEASE_MS } from './lease.ts'
import { LeaseCache } from './lease-cache.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/** Secrets are checked like those of API keys; nothing here reads a policy. */
const KIND: CredentialKind = {
  noun: 'key',
  owns: () => true,
  findPolicy: async () => null,
  secretUsed,
  usedDigest,
}

const START = Date.UTC(2026, 10, 21, 9, 0, 0)
const REFERENCE = 'abcdefghij'
const hash = new Uint8Array(26).fill(7)

const policyOf = (limits: Limits, more: Partial<StoredPolicy> = {}): StoredPolicy => ({
  version: 1,
  organizationVersion: 1,
  keyId: 'key_1',
  name: 'A key',
  organization: { id: 'org_1', name: 'TestOrg', plan: 'enterprise' },
  environment: 'live',
  status: 'active',
  scopes: ['*'],
  allowedIps: [],
  expiresAt: null,
  limits,
  credits: null,
  ownerId: null,
  metadata: '{}',
  consistency: 'edge',
  capture: null,
  secretHash: hash,
  pepperVersion: 1,
  previous: null,
  ...more,
})

const ask: Ask = { hash, pepperVersion: 1, scopes: [], ip: null, cost: 1, explain: false, organizationId: null }

const NO_LIMITS: Limits = { minute: null, hour: null, day: null }

/**
 * A guard and isolates, in an organization whose plan has no limits, with different clocks, messages that take time,
 * and no real waiting.
 */
class World {
  now = START
  saved: Saved | undefined
  policy: StoredPolicy
  guard: GuardCore
  guardSkew = 0
  quota = new QuotaCore(null, NO_LIMITS, START)
  isolates: { cache: LeaseCache; skew: number }[]
  admitted: number[] = []
  hops = 0
  /** Pending questions and answers, in the order in which they will arrive. */
  mail: { at: number; deliver: () => void }[] = []

  constructor(policy: StoredPolicy, skews: number[]) {
    this.policy = policy
    this.isolates = skews.map((skew) => ({ cache: new LeaseCache(KIND), skew }))
    this.guard = this.wake()
  }

  wake(): GuardCore {
    const guard = new GuardCore(KIND, structuredClone(this.saved), this.now + this.guardSkew, (saved) => {
      this.saved = structuredClone(saved)
    })
    guard.enforce(this.policy)
    return guard
  }

  crash(skew: number): void {
    this.guardSkew = skew
    this.guard = this.wake()
  }

  post(delay: number, deliver: () => void): void {
    this.mail.push({ at: this.now + delay, deliver })
    this.mail.sort((a, b) => a.at - b.at)
  }

  advance(to: number): void {
    for (let next = this.mail[0]; next && next.at <= to; next = this.mail[0]) {
      this.mail.shift()
      this.now = Math.max(this.now, next.at)
      next.deliver()
    }
    this.now = to
  }

  /**
   * One call at an isolate; `delay` (ms): the time of each way to the guard. `lost`: the answer never arrives. `twice`:
   * the question arrives a second time, as when a first answer broke off, and the second answer is used.
   */
  call(isolate: number, delay: number, lost: boolean, twice = false): void {
    const at = this.isolates[isolate % this.isolates.length]
    if (!at) return
    const { cache, skew } = at
    const asked = this.now + skew
    const admit = () => this.admitted.push(this.now)
    if (!cache.shouldRenew(REFERENCE, asked) && cache.spend(REFERENCE, ask, asked)) {
      admit()
      return
    }
    const leaseAsk = cache.ask(REFERENCE, asked)
    this.hops++
    this.post(delay, () => {
      const decide = () => {
        const now = this.now + this.guardSkew
        const missing = this.guard.quotaMissing(ask, leaseAsk, now)
        if (missing > 0) {
          this.guard.quotaAnswered(this.quota.grant(this.guard.quotaAsk(missing, now), this.now), now, now)
        }
        return this.guard.admit(ask, structuredClone(leaseAsk), now)
      }
      if (twice) decide()
      const { answer, lease } = decide()
      // It may use the answer at any moment from now on: the earliest counts for a limit.
      if (answer.code === 'ok') admit()
      this.post(delay, () => {
        if (leaseAsk) cache.answered(REFERENCE, lost ? null : lease, answer, asked)
      })
    })
  }
}

const limit = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null })
const skew = fc.integer({ min: -200, max: 200 })

const step = fc.record({
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 500 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
  ),
  calls: fc.integer({ min: 1, max: 12 }),
  isolate: fc.nat(3),
  delay: fc.integer({ min: 0, max: 80 }),
  lost: fc.nat(40).map((n) => n === 0),
  event: fc.nat(60),
  skew,
})

describe('leases', () => {
  it('never admit more than a limit with many isolates, different clocks, crashes, lost answers and late returns', () => {
    let leased = 0
    fc.assert(
      fc.property(
        fc.record({ minute: limit(1, 3000), hour: limit(1, 9000), day: limit(1, 20_000) }),
        fc.array(skew, { minLength: 1, maxLength: 4 }),
        fc.array(step, { minLength: 40, maxLength: 500 }),
        (limits, skews, steps) => {
          const world = new World(policyOf(limits), skews)
          let calls = 0
          for (const one of steps) {
            world.advance(world.now + one.gap)
            if (one.event === 0) world.crash(one.skew)
            for (let n = 0; n < one.calls; n++) world.call(one.isolate, one.delay, one.lost)
            calls += one.calls
          }
          world.advance(world.now + 1000)
          leased += calls - world.hops
          for (const name of WINDOW_NAMES) {
            expect(maxInWindow(world.admitted, WINDOW_MS[name])).toBeLessThanOrEqual(
              limits[name] ?? Number.POSITIVE_INFINITY,
            )
          }
        },
      ),
      { numRuns: 150 },
    )
    expect(leased, 'calls that no hop was needed for').toBeGreaterThan(1000)
  })

  it('never admit more with bursts one window apart and crashes of the guard during them', () => {
    const burst = fc.record({
      pause: fc.constantFrom(0, 0, 500, 3000, 57_500, 58_500, 59_000, 59_500, 60_000, 60_500),
      lengthMs: fc.integer({ min: 200, max: 2500 }),
      every: fc.integer({ min: 1, max: 6 }),
      isolates: fc.integer({ min: 1, max: 4 }),
      crashAt: fc.option(fc.integer({ min: 0, max: 2500 })),
      delay: fc.integer({ min: 0, max: 40 }),
      skew,
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 2500 }),
        fc.array(skew, { minLength: 4, maxLength: 4 }),
        fc.array(burst, { minLength: 3, maxLength: 8 }),
        (perMinute, skews, bursts) => {
          const world = new World(policyOf({ minute: perMinute, hour: null, day: null }), skews)
          for (const one of bursts) {
            world.advance(world.now + one.pause)
            const end = world.now + one.lengthMs
            let crash = one.crashAt === null ? null : world.now + one.crashAt
            for (let n = 0; world.now < end; n++) {
              if (crash !== null && world.now >= crash) {
                world.crash(one.skew)
                crash = null
              }
              world.call(n % one.isolates, one.delay, n % 97 === 0, n % 5 === 0)
              world.advance(world.now + one.every)
            }
          }
          world.advance(world.now + 1000)
          expect(maxInWindow(world.admitted, 60_000)).toBeLessThanOrEqual(perMinute)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('have all ended when a guard has waited as long as it says, also after it lost its memory', () => {
    fc.assert(
      fc.property(
        fc.array(skew, { minLength: 1, maxLength: 4 }),
        fc.array(step, { minLength: 20, maxLength: 200 }),
        fc.boolean(),
        skew,
        (skews, steps, crash, next) => {
          const world = new World(policyOf({ minute: null, hour: null, day: null }), skews)
          for (const one of steps) {
            world.advance(world.now + Math.min(one.gap, 500))
            for (let n = 0; n < one.calls; n++) world.call(one.isolate, one.delay, one.lost)
          }
          if (crash) world.crash(next)
          world.policy = policyOf(world.policy.limits, { version: 2, status: 'revoked' })
          world.guard.enforce(world.policy)
          const answersAt = Math.max(world.now, world.guard.leasedUntil - world.guardSkew)
          expect(answersAt - world.now).toBeLessThanOrEqual(crash ? LEASE_MS + 8000 + 400 : LEASE_MS)
          world.advance(answersAt)
          const before = world.admitted.length
          for (let n = 0; n < 200; n++) {
            world.call(n, 1, false)
            world.advance(world.now + 1)
          }
          expect(world.admitted.length).toBe(before)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('follow new limits once the change is confirmed, and count what was admitted before', () => {
    const change = fc.record({ minute: limit(1, 400), hour: limit(1, 1500), strict: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(skew, { minLength: 1, maxLength: 4 }),
        fc.array(fc.record({ change, steps: fc.array(step, { minLength: 10, maxLength: 80 }) }), {
          minLength: 2,
          maxLength: 6,
        }),
        (skews, chapters) => {
          const world = new World(policyOf({ minute: 300, hour: null, day: null }), skews)
          let version = 1
          for (const { change, steps } of chapters) {
            world.policy = policyOf(
              { minute: change.minute, hour: change.hour, day: null },
              { version: ++version, consistency: change.strict ? 'strict' : 'edge' },
            )
            world.guard.enforce(world.policy)
            // The change is answered once no lease of the earlier policy can be in use; calls continue meanwhile.
            const confirmed = Math.max(world.now, world.guard.leasedUntil - world.guardSkew)
            while (world.now < confirmed) {
              for (let n = 0; n < 5; n++) world.call(n, 3, false)
              world.advance(Math.min(confirmed, world.now + 25))
            }
            const before = world.admitted.length
            for (const one of steps) {
              world.advance(world.now + one.gap)
              if (one.event === 0) world.crash(one.skew)
              for (let n = 0; n < one.calls; n++) world.call(one.isolate, one.delay, one.lost)
            }
            world.advance(world.now + 200)
            const sorted = [...world.admitted].sort((a, b) => a - b)
            for (const at of world.admitted.slice(before)) {
              for (const name of WINDOW_NAMES) {
                const within = sorted.filter((one) => one > at - WINDOW_MS[name] && one <= at).length
                expect(within).toBeLessThanOrEqual(world.policy.limits[name] ?? Number.POSITIVE_INFINITY)
              }
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('are never granted for keys with credits, and no crash changes spent credits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1200 }),
        fc.array(skew, { minLength: 1, maxLength: 3 }),
        fc.array(step, { minLength: 20, maxLength: 200 }),
        (amount, skews, steps) => {
          const credits = { version: 1, amount, refill: null }
          const world = new World(policyOf({ minute: null, hour: null, day: null }, { credits }), skews)
          let crashes = 0
          let calls = 0
          for (const one of steps) {
            world.advance(world.now + one.gap)
            if (one.event === 0) {
              world.crash(one.skew)
              crashes++
            }
            for (let n = 0; n < one.calls; n++) world.call(one.isolate, one.delay, one.lost)
            calls += one.calls
          }
          world.advance(world.now + 1000)
          expect(world.admitted.length).toBeLessThanOrEqual(amount)
          // A crash loses at most a hundredth of what was left.
          expect(world.admitted.length).toBeGreaterThanOrEqual(Math.min(calls, amount - crashes * (amount / 100)))
          expect(world.hops).toBe(calls)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('save object calls with steady demand, and admit at least 98 % of the limit', () => {
    const world = new World(policyOf({ minute: 1000, hour: null, day: null }), [0, 120, -80])
    const end = START + 244_000
    for (let n = 0; world.now < end; n++) {
      world.call(n, 4, false)
      world.advance(world.now + 8)
    }
    for (let minute = 0; minute < 4; minute++) {
      const from = START + minute * 61_000
      const inside = world.admitted.filter((at) => at >= from && at < from + 61_000).length
      expect(inside).toBeGreaterThanOrEqual(980)
    }
    expect(maxInWindow(world.admitted, 60_000)).toBeLessThanOrEqual(1000)
  })

  it('need at most a quarter of an object call per call at 50 calls a second and more', () => {
    for (const gap of [20, 5, 1]) {
      const world = new World(policyOf({ minute: 1_000_000, hour: null, day: null }), [0])
      for (let n = 0; n < 2000; n++) {
        world.call(0, 3, false)
        world.advance(world.now + gap)
      }
      expect(world.admitted.length).toBe(2000)
      expect(world.hops / 2000).toBeLessThan(0.25)
    }
  })

  it('are not granted to a strict key or near a limit', () => {
    const strict = new World(policyOf({ minute: 100_000, hour: null, day: null }, { consistency: 'strict' }), [0])
    const near = new World(policyOf({ minute: 90, hour: null, day: null }), [0])
    for (const world of [strict, near]) {
      for (let n = 0; n < 80; n++) {
        world.call(0, 1, false)
        world.advance(world.now + 5)
      }
      expect([world.hops, world.admitted.length]).toEqual([80, 80])
    }
  })

  it('keep the cache small, for any number of keys', () => {
    const cache = new LeaseCache(KIND)
    for (let n = 0; n < 100_000; n++) cache.spend(`key-${n}`, ask, START + n)
    expect(cache.size).toBeLessThanOrEqual(5000)
  })
})
