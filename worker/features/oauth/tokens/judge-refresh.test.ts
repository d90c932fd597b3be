import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { type Hashed, judgeRefresh, MAX_RECENT, type RefreshState, withReplaced } from './judge-refresh.ts'

const DAY = 86_400_000
const hashed = (token: number): Hashed => ({ hash: new Uint8Array([token >> 8, token & 255]), pepperVersion: 1 })

/** A family as the database has it. Tokens are numbers. */
class Family {
  newest = 0
  issued = 0
  expiresAt = 30 * DAY
  recent: RefreshState['recent'] = []
  ended = false

  get state(): RefreshState {
    const { newest, expiresAt, recent, ended } = this
    return { newest: hashed(newest), expiresAt, recent, ended }
  }

  /** One call, whose write may fail. The read may be older than the write: then the write changes nothing. */
  offer(token: number, now: number, read: RefreshState, fails: boolean): number | 'refused' | 'again' {
    const verdict = judgeRefresh(read, hashed(token), now)
    switch (verdict.verdict) {
      case 'repeat':
        return Number(verdict.successor)
      case 'rotate': {
        if (fails) return 'again'
        if (this.newest !== token || this.ended) return 'again'
        this.issued++
        this.recent = withReplaced(this.recent, hashed(token), String(this.issued), now)
        this.newest = this.issued
        this.expiresAt = now + 30 * DAY
        return this.newest
      }
      case 'reused':
        this.ended = true
        return 'refused'
      case 'over':
      case 'busy':
        return 'refused'
    }
  }
}

const step = fc.record({
  /** Time until the client refreshes, ms. */
  wait: fc.oneof(fc.nat(5000), fc.nat(10 * DAY)),
  /** What happens to each attempt of the client; it tries until an answer arrives, within a minute. */
  attempts: fc.array(
    fc.record({
      lost: fc.boolean(),
      fails: fc.boolean(),
      /** Whether the call works with a state that was read before the attempt before. */
      stale: fc.boolean(),
      pause: fc.integer({ min: 0, max: 7000 }),
      /** How far the clock of this isolate is off, ms. */
      skew: fc.integer({ min: -500, max: 500 }),
    }),
    { maxLength: 6 },
  ),
})

describe('refresh tokens', () => {
  it('never sign a client out that tries again within a minute, whatever gets lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const family = new Family()
        let held = 0
        let now = 1_000_000_000
        family.expiresAt = now + 30 * DAY
        for (const { wait, attempts } of steps) {
          now += Math.max(wait, 4000)
          let before = family.state
          const answers = new Set<number>()
          const last = { lost: false, fails: false, stale: false, pause: 0, skew: 0 }
          let received: number | null = null
          for (const { lost, fails, stale, pause, skew } of [...attempts, last]) {
            now += pause
            const read: RefreshState = stale ? before : family.state
            before = family.state
            let answer = family.offer(held, now + skew, read, fails)
            // A call whose write changed nothing reads again, as the endpoint does.
            if (answer === 'again' && !fails) answer = family.offer(held, now + skew, family.state, false)
            expect(answer).not.toBe('refused')
            if (typeof answer === 'number') answers.add(answer)
            if (typeof answer === 'number' && !lost) {
              received = answer
              break
            }
          }
          expect(answers.size).toBe(1)
          expect(received).not.toBeNull()
          held = received ?? held
          expect(held).toBe(family.newest)
        }
        expect(family.ended).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('end the family when one is offered more than a minute after it was replaced', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.nat(9),
        fc.integer({ min: 60_001, max: 20 * DAY }),
        (rotations, which, later) => {
          const family = new Family()
          let now = 1_000_000_000
          family.expiresAt = now + 30 * DAY
          const replacedAt: number[] = []
          for (let n = 0; n < rotations; n++) {
            now += 10_000
            family.offer(family.newest, now, family.state, false)
            replacedAt.push(now)
          }
          const old = which % rotations
          const { verdict } = judgeRefresh(family.state, hashed(old), (replacedAt[old] ?? 0) + later)
          expect(verdict).toBe('reused')
        },
      ),
    )
  })

  it('give each token that was replaced within the last minute its own successor', () => {
    const family = new Family()
    family.expiresAt = 2_000_000_000
    for (let n = 0; n < 5; n++) family.offer(n, 1_000_000_000 + n * 10_000, family.state, false)
    const at = (token: number) => judgeRefresh(family.state, hashed(token), 1_000_000_000 + 45_000)
    expect([0, 1, 2, 3, 4].map((token) => at(token))).toEqual(
      [1, 2, 3, 4, 5].map((successor) => ({ verdict: 'repeat', successor: String(successor) })),
    )
  })

  it('are refused for a moment after twenty refreshes within a minute', () => {
    const family = new Family()
    family.expiresAt = 2_000_000_000
    for (let n = 0; n < MAX_RECENT; n++) family.offer(n, 1_000_000_000 + n, family.state, false)
    expect(judgeRefresh(family.state, hashed(MAX_RECENT), 1_000_000_100)).toEqual({ verdict: 'busy' })
    expect(judgeRefresh(family.state, hashed(MAX_RECENT), 1_000_061_000)).toEqual({ verdict: 'rotate' })
  })
})
