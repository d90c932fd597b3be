import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../test/support/node-crypto.ts'
import { commonScopes, missingScopes } from '../../../contract/scopes.data.ts'
import { maxInWindow } from '../../../test/support/max-in-window.ts'
import { secretUsed, usedDigest } from '../../features/api-keys/guard/secret-check.ts'
import type { Saved } from '../limits/ledger.ts'
import { type Limits, WINDOW_MS, WINDOW_NAMES } from '../limits/meter.ts'
import { QuotaCore } from '../limits/quota.ts'
import type { CredentialKind } from './credential-kind.ts'
import { GuardCore } from './guard-core.ts'
import { LEASE_MS } from './lease.ts'
import { LeaseCache } from './lease-cache.ts'
import type { DeadCode, LendAnswer, LendAsk } from './parent-terms.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

const KIND: CredentialKind = { noun: 'key', owns: () => true, findPolicy: async () => null, secretUsed, usedDigest }
const START = Date.UTC(2026, 10, 21, 9, 0, 0)
const hash = new Uint8Array(26).fill(7)
const NO_LIMITS: Limits = { minute: null, hour: null, day: null }

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
  consistency: 'strict',
  capture: null,
  secretHash: hash,
  pepperVersion: 1,
  previous: null,
  ...more,
})

const ask: Ask = { hash, pepperVersion: 1, scopes: [], ip: null, cost: 1, explain: false, organizationId: null }

type Outcome = 'lent' | 'unavailable' | DeadCode

/** The guard of one key of a family: what credential-guard-object.ts does around its core, with messages that take time. */
class Guard {
  saved: Saved | undefined
  core: GuardCore

  readonly world: World
  readonly parent: Guard | null
  policy: StoredPolicy
  skew: number
  /** Isolates with leases, for a key whose calls are leased. The clock of each is off by so much. */
  readonly isolates = [-150, 150].map((off) => ({ leases: new LeaseCache(KIND), skew: off }))
  calls = 0

  constructor(world: World, parent: Guard | null, policy: StoredPolicy, skew: number) {
    this.world = world
    this.parent = parent
    this.policy = policy
    this.skew = skew
    this.core = this.wake()
  }

  get now(): number {
    return this.world.now + this.skew
  }

  wake(): GuardCore {
    const core = new GuardCore(KIND, structuredClone(this.saved), this.now, (saved) => {
      this.saved = structuredClone(saved)
    })
    core.enforce(this.policy)
    return core
  }

  crash(skew: number): void {
    this.skew = skew
    this.core = this.wake()
  }

  change(more: Partial<StoredPolicy>): void {
    this.policy = { ...this.policy, ...more, version: this.policy.version + 1 }
    this.core.enforce(this.policy)
  }

  /** Gets calls from above, then continues. An answer to a guard that crashed meanwhile is lost with it. */
  supply(missing: number, delay: number, lost: boolean, then: (outcome: Outcome) => void): void {
    const { core } = this
    if (!this.parent) {
      const { quota } = this.world
      core.quotaAnswered(quota.grant(core.quotaAsk(missing, this.now), this.world.now), this.now, this.now)
      then('lent')
      return
    }
    const askedAt = this.now
    const question = core.parentAsk(missing, askedAt)
    const { parent } = this
    this.world.post(delay, () =>
      parent.lend(question, delay, (answer) =>
        this.world.post(delay, () => {
          if (lost || this.core !== core || !answer) then('unavailable')
          else if ('dead' in answer) then(answer.dead)
          else {
            core.parentAnswered(structuredClone(answer), askedAt, this.now)
            then('lent')
          }
        }),
      ),
    )
  }

  lend(question: LendAsk, delay: number, reply: (answer: LendAnswer | null) => void): void {
    this.world.lends++
    const lendNow = () => reply(this.core.lend(structuredClone(question), this.now))
    const missing = this.core.lendMissing(question, this.now)
    if (missing === null) {
      lendNow()
      return
    }
    this.supply(missing, delay, false, (outcome) => {
      if (outcome === 'lent') lendNow()
      else reply(outcome === 'unavailable' ? null : { dead: outcome })
    })
  }

  /** One call: by a lease of an isolate if the key has leases and there is one, else by the guard. */
  call(delay: number, lost = false, asked = ask): void {
    const isolate = this.policy.consistency === 'edge' ? this.isolates[this.calls++ % 2] : undefined
    const askedAt = this.world.now + (isolate?.skew ?? 0)
    if (isolate && !isolate.leases.shouldRenew('key', askedAt)) {
      const answer = isolate.leases.spend('key', asked, askedAt)
      if (answer) {
        this.world.admitted.push({ at: this.world.now, guard: this })
        this.world.leased++
        return
      }
    }
    const leaseAsk = isolate?.leases.ask('key', askedAt) ?? null
    const decide = (outcome: Outcome | null) => {
      const { core, now } = this
      if (outcome === 'unavailable') return
      if (outcome !== null && outcome !== 'lent') {
        expect(core.refuseAsDead(asked, outcome, now).answer.code).toBe(outcome)
        return
      }
      const { answer, lease } = core.admit(asked, structuredClone(leaseAsk), now)
      if (leaseAsk && !lost) isolate?.leases.answered('key', structuredClone(lease), answer, askedAt)
      if (answer.code === 'ok') this.world.admitted.push({ at: this.world.now, guard: this })
      this.world.codes.push(answer.code)
    }
    const missing = this.parent
      ? this.core.parentMissing(asked, leaseAsk, this.now)
      : this.core.quotaMissing(asked, leaseAsk, this.now) || null
    if (missing === null) decide(null)
    else this.supply(missing, delay, lost, decide)
  }
}

/** A key, two children, and a grandchild below each of them, each guard with its own clock. */
class World {
  now = START
  quota = new QuotaCore(null, NO_LIMITS, START)
  admitted: { at: number; guard: Guard }[] = []
  codes: string[] = []
  lends = 0
  /** Calls that an isolate admitted by itself. */
  leased = 0
  mail: { at: number; deliver: () => void }[] = []
  top: Guard
  guards: Guard[]

  /** `leases`: the keys below the top lease their calls to isolates, as grants of OAuth apps do. */
  constructor(limits: Limits[], skews: number[], more: Partial<StoredPolicy> = {}, leases = false) {
    const consistency = leases ? ('edge' as const) : ('strict' as const)
    const below = { parent: { guard: 'parent', above: ['key_1'] }, consistency }
    const limitsOf = (index: number) => limits[index % limits.length] ?? NO_LIMITS
    const skewOf = (index: number) => skews[index % skews.length] ?? 0
    this.top = new Guard(this, null, policyOf(limitsOf(0), more), skewOf(0))
    const children = [1, 2].map((n) => new Guard(this, this.top, policyOf(limitsOf(n), below), skewOf(n)))
    const grandchildren = children.map((one, n) => {
      const consistency = leases ? 'edge' : 'strict'
      return new Guard(this, one, policyOf(limitsOf(n + 3), { ...below, consistency }), skewOf(n + 3))
    })
    this.guards = [this.top, ...children, ...grandchildren]
  }

  at(index: number): Guard {
    return this.guards[index % this.guards.length] as Guard
  }

  /** The guard itself, and all below it. */
  familyOf(guard: Guard): Guard[] {
    const isBelow = (one: Guard): boolean => one === guard || (one.parent !== null && isBelow(one.parent))
    return this.guards.filter(isBelow)
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
}

const limit = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null })
const skew = fc.integer({ min: -200, max: 200 })
const step = fc.record({
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 8 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 700 }) },
    { weight: 1, arbitrary: fc.constantFrom(57_500, 58_500, 59_500, 60_000) },
  ),
  calls: fc.integer({ min: 1, max: 10 }),
  guard: fc.nat(4),
  delay: fc.integer({ min: 0, max: 60 }),
  lost: fc.nat(30).map((n) => n === 0),
  event: fc.nat(50),
  skew,
})

describe('a family of keys', () => {
  it.each([false, true])(
    'never exceeds the limits of any key in it, with different clocks, crashes and lost answers (leases: %s)',
    (leases) => {
      fc.assert(
        fc.property(
          fc.array(fc.record({ minute: limit(1, 900), hour: limit(1, 3000), day: fc.constant(null) }), {
            minLength: 1,
            maxLength: 5,
          }),
          fc.array(skew, { minLength: 5, maxLength: 5 }),
          fc.array(step, { minLength: 40, maxLength: 400 }),
          (limits, skews, steps) => {
            const world = new World(limits, skews, {}, leases)
            for (const one of steps) {
              world.advance(world.now + one.gap)
              if (one.event < 2) world.at(one.guard + one.event).crash(one.skew)
              for (let n = 0; n < one.calls; n++) world.at(one.guard).call(one.delay, one.lost)
            }
            world.advance(world.now + 1000)
            for (const guard of world.guards) {
              const family = world.familyOf(guard)
              const times = world.admitted.filter((one) => family.includes(one.guard)).map(({ at }) => at)
              for (const name of WINDOW_NAMES) {
                const most = guard.policy.limits[name] ?? Number.POSITIVE_INFINITY
                expect(maxInWindow(times, WINDOW_MS[name])).toBeLessThanOrEqual(most)
              }
            }
          },
        ),
        { numRuns: 150 },
      )
    },
  )

  it.each([
    ['revoked', false],
    ['disabled', false],
    ['deleted', false],
    ['revoked', true],
    ['disabled', true],
  ] as const)(
    'is dead below a key when its guard has waited as long as it says: %s, also after it lost its memory (leases: %s)',
    (status, leases) => {
      fc.assert(
        fc.property(
          fc.array(skew, { minLength: 5, maxLength: 5 }),
          fc.array(step, { minLength: 20, maxLength: 150 }),
          fc.nat(2),
          fc.boolean(),
          skew,
          (skews, steps, chosen, crash, next) => {
            const world = new World([NO_LIMITS], skews, {}, leases)
            for (const one of steps) {
              world.advance(world.now + Math.min(one.gap, 700))
              for (let n = 0; n < one.calls; n++) world.at(one.guard).call(one.delay, one.lost)
            }
            const guard = world.at(chosen)
            if (crash) guard.crash(next)
            guard.change({ status })
            const answersAt = Math.max(world.now, guard.core.leasedUntil - guard.skew)
            // One loan, however many levels are below; after a crash what was stored in advance.
            expect(answersAt - world.now).toBeLessThanOrEqual(crash ? LEASE_MS + 8000 + 400 : LEASE_MS)
            const calling = (until: number) => {
              for (let n = 0; world.now < until; n++) {
                world.at(n).call(2)
                world.advance(Math.min(until, world.now + 7))
              }
            }
            calling(answersAt)
            const family = world.familyOf(guard)
            const count = () => world.admitted.filter((one) => family.includes(one.guard)).length
            const before = count()
            calling(answersAt + 3000)
            expect(count()).toBe(before)
            // The others go on.
            const others = world.guards.filter((one) => !family.includes(one))
            expect(others.length === 0 || world.admitted.some((one) => one.at > answersAt)).toBe(true)
            // Enabling it again revives all below it that were not changed themselves.
            if (status !== 'disabled') return
            guard.change({ status: 'active' })
            calling(world.now + 300)
            for (const one of family) {
              expect(world.admitted.some(({ at, guard: by }) => by === one && at > answersAt + 3000)).toBe(true)
            }
          },
        ),
        { numRuns: 60 },
      )
    },
  )

  it('is dead at the bottom in time, whenever its loans and the change at the top follow each other', () => {
    for (let asksAt = 0; asksAt < 2000; asksAt += 150) {
      for (let endsAt = 0; endsAt < 2000; endsAt += 150) {
        const world = new World([NO_LIMITS], [0])
        const [top, child, , grandchild] = world.guards as [Guard, Guard, Guard, Guard]
        const run = (ms: number, guards: Guard[], each: () => void = () => {}) => {
          for (const end = world.now + ms; world.now < end; world.advance(world.now + 20)) {
            each()
            for (const guard of guards) guard.call(1)
          }
        }
        // Both are in use, so that loans are larger than needed. Then the grandchild pauses until its loan has ended.
        run(3000, [child, grandchild])
        run(2000, [child])
        const from = world.now
        let answersAt = Number.POSITIVE_INFINITY
        const end = () => {
          if (answersAt < Number.POSITIVE_INFINITY || world.now < from + endsAt) return
          top.change({ status: 'revoked' })
          answersAt = Math.max(world.now, top.core.leasedUntil)
        }
        run(asksAt, [child], end)
        run(5000, [child, grandchild], end)
        expect(world.admitted.filter(({ at }) => at > answersAt)).toEqual([])
      }
    }
  })

  it('has at most the scopes, addresses and expiry of the keys above it once a change of them is confirmed', () => {
    const world = new World([NO_LIMITS], [0, 120, -90, 50, -150], { scopes: ['orders:*', 'users:read'] })
    const [top, child, , grandchild] = world.guards as [Guard, Guard, Guard, Guard]
    const codeOf = (guard: Guard, asked: Partial<Ask>) => {
      world.codes = []
      guard.call(1, false, { ...ask, ...asked })
      world.advance(world.now + 10)
      return world.codes.at(-1)
    }
    const confirmed = (guard: Guard) => world.advance(Math.max(world.now, guard.core.leasedUntil - guard.skew))
    expect(codeOf(grandchild, { scopes: ['orders:write'] })).toBe('ok')
    expect(codeOf(grandchild, { scopes: ['posts:read'] })).toBe('scope_missing')
    top.change({ scopes: ['orders:read'] })
    confirmed(top)
    expect(codeOf(grandchild, { scopes: ['orders:write'] })).toBe('scope_missing')
    expect(codeOf(grandchild, { scopes: ['orders:read'] })).toBe('ok')
    child.change({ allowedIps: ['10.0.0.0/8'] })
    top.change({ allowedIps: ['10.1.0.0/16'] })
    confirmed(top)
    confirmed(child)
    const from = (ip: string | null) => codeOf(grandchild, { ip })
    expect([from('10.1.2.3'), from('10.2.2.3'), from('11.1.2.3'), from(null)]).toEqual([
      'ok',
      'ip_denied',
      'ip_denied',
      'ip_denied',
    ])
    top.change({ allowedIps: [], expiresAt: top.now + 5000 })
    confirmed(top)
    expect(from('10.1.2.3')).toBe('ok')
    world.advance(world.now + 5000)
    expect(codeOf(child, { ip: '10.1.2.3' })).toBeUndefined()
    expect(world.admitted.filter(({ at }) => at > world.now - 11)).toEqual([])
  })

  it('spends the credits of the key at the top exactly, and a crash loses few', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600 }),
        fc.array(skew, { minLength: 5, maxLength: 5 }),
        fc.array(step, { minLength: 20, maxLength: 200 }),
        (amount, skews, steps) => {
          const world = new World([NO_LIMITS], skews, { credits: { version: 1, amount, refill: null } })
          for (const one of steps) {
            world.advance(world.now + Math.min(one.gap, 3000))
            if (one.event === 0) world.at(one.guard).crash(one.skew)
            for (let n = 0; n < one.calls; n++) world.at(one.guard).call(one.delay, one.lost)
          }
          world.advance(world.now + 1000)
          expect(world.admitted.length).toBeLessThanOrEqual(amount)
        },
      ),
      { numRuns: 80 },
    )
    const calm = new World([NO_LIMITS], [0], { credits: { version: 1, amount: 50, refill: null } })
    for (let n = 0; n < 200; n++) {
      calm.at(n).call(1)
      calm.advance(calm.now + 40)
    }
    expect(calm.admitted.length).toBe(50)
  })

  it('leases most calls of a key in steady use', () => {
    const world = new World([NO_LIMITS], [0], {}, true)
    const child = world.at(1)
    for (let n = 0; n < 6000; n++) {
      child.call(1)
      world.advance(world.now + 5)
    }
    expect(world.admitted.length).toBe(6000)
    expect(world.leased).toBeGreaterThan(5600)
    expect(world.lends).toBeLessThanOrEqual(120)
  })

  it('asks its parent twice in three seconds at most for a key in steady use', () => {
    const world = new World([{ minute: 1_000_000, hour: null, day: null }], [0])
    const child = world.at(1)
    for (let n = 0; n < 3000; n++) {
      child.call(1)
      world.advance(world.now + 10)
    }
    expect(world.admitted.length).toBe(3000)
    expect(world.lends).toBeLessThanOrEqual(30)
  })
})

describe('common scopes', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const resource = fc.oneof(
    name,
    fc.tuple(name, name).map(([whole, part]) => `${whole}.${part}`),
  )
  const action = fc.oneof(name, fc.constant('*'))
  const scope = fc.oneof(
    fc.tuple(resource, action).map(([of, what]) => `${of}:${what}`),
    fc.constant('*'),
  )
  const list = fc.uniqueArray(scope, { maxLength: 6 })
  const covers = (held: string[], wanted: string) => missingScopes(held, [wanted]).length === 0

  it('cover exactly what both lists cover', () => {
    fc.assert(
      fc.property(list, list, scope, (some, others, wanted) => {
        const both = covers(some, wanted) && covers(others, wanted)
        expect(covers(commonScopes(some, others), wanted)).toBe(both)
      }),
    )
  })

  it('are the narrower list as it is, if one list is within the other', () => {
    fc.assert(
      fc.property(list, list, (some, others) => {
        const within = some.filter((one) => covers(others, one))
        expect(commonScopes(within, others)).toEqual(within)
      }),
    )
  })
})
