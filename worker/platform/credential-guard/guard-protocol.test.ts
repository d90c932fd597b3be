import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Remaining, WINDOW_NAMES } from '../limits/meter.ts'
import { type KeyFacts, refusal } from './guard-answer.ts'
import { briefAnswer, briefAsk, fullAnswer, fullAsk } from './guard-protocol.ts'
import type { Ask } from './stored-policy.ts'

const bytes = fc.uint8Array({ minLength: 26, maxLength: 26 }).map((array) => Uint8Array.from(array))
const asks: fc.Arbitrary<Ask> = fc.record({
  hash: bytes,
  pepperVersion: fc.nat(),
  scopes: fc.array(fc.stringMatching(/^[a-z-]{1,9}:[a-z*]{1,9}$/)),
  ip: fc.option(fc.ipV6()),
  cost: fc.nat(),
  explain: fc.constant(false),
  organizationId: fc.option(fc.stringMatching(/^org_[0-9a-z]{26}$/)),
})

test('a question is the same after its short form', () => {
  fc.assert(
    fc.property(asks, fc.string({ unit: 'binary' }), (ask, facts) => {
      const brief = briefAsk(ask, facts)
      expect(brief && fullAsk(structuredClone(brief))).toEqual({ ask, facts })
    }),
  )
})

test('a question with more data has no short form', () => {
  fc.assert(
    fc.property(asks, bytes, (ask, digestHash) => {
      expect(briefAsk({ ...ask, explain: true }, 'facts')).toBeNull()
      expect(briefAsk({ ...ask, digestHash }, 'facts')).toBeNull()
    }),
  )
})

const key: KeyFacts = {
  keyId: 'key_1',
  name: 'A key',
  organization: { id: 'org_1', name: 'TestOrg', plan: 'free' },
  environment: 'live',
  scopes: ['users:read'],
  ownerId: null,
  metadata: '{}',
  capture: null,
}
const owner = { organizationId: 'org_1', keyId: 'key_1' }
const limits: fc.Arbitrary<Remaining[]> = fc.array(
  fc.record({
    window: fc.constantFrom(...WINDOW_NAMES),
    limit: fc.nat(),
    remaining: fc.nat(),
    resetMs: fc.nat(),
  }),
  { maxLength: 3 },
)

test('an answer is the same after its short form, and an answer with more data has none', () => {
  fc.assert(
    fc.property(limits, fc.option(fc.nat()), (left, credits) => {
      const answer = { ...refusal('ok', owner), key, limits: left, credits }
      const brief = briefAnswer({ answer, lease: null })
      expect(brief && fullAnswer(structuredClone(brief), { key, owner })).toEqual(answer)
      expect(briefAnswer({ answer: { ...answer, previousSecret: true }, lease: null })).toBeNull()
      expect(briefAnswer({ answer: { ...answer, code: 'expired' }, lease: null })).toBeNull()
    }),
  )
})
