import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { keyedHash } from '../../../platform/lib/crypto/keyed-hash.ts'
import { issueKey, readKey, visiblePrefix } from './key-format.ts'

const pepper = (version: number) => ({ version, hash: keyedHash(new Uint8Array(32).fill(version)) })
const [one, two, foreign] = [pepper(1), pepper(2), pepper(9)]

describe('a key', () => {
  it('is read as it was issued, with any pepper that is still in use', () => {
    for (const environment of ['live', 'test'] as const) {
      for (const made of [one, two]) {
        const issued = issueKey('sk', environment, [made])
        const read = readKey('sk', issued.key, [two, one])
        expect(read).toEqual({
          environment,
          reference: issued.reference,
          hash: issued.hash,
          pepperVersion: made.version,
        })
      }
    }
  })

  it('is refused if one character is changed, removed, added or exchanged', () => {
    const { key } = issueKey('sk', 'live', [one])
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. '
    fc.assert(
      fc.property(
        fc.nat(key.length),
        fc.constantFrom(...alphabet),
        fc.constantFrom('change', 'insert', 'cut'),
        (at, char, how) => {
          const bad =
            how === 'change'
              ? key.slice(0, at) + char + key.slice(at + 1)
              : how === 'insert'
                ? key.slice(0, at) + char + key.slice(at)
                : key.slice(0, at)
          if (bad !== key) expect(readKey('sk', bad, [one])).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is refused with another prefix or another pepper, and as any other text', () => {
    const { key } = issueKey('sk', 'live', [one])
    expect(readKey('pk', key, [one])).toBeNull()
    expect(readKey('sk', key, [foreign])).toBeNull()
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(readKey('sk', text, [one])).toBeNull()
      }),
    )
  })

  it('keeps its reference with a new secret, and shares nothing else with the old key', () => {
    const old = issueKey('sk', 'live', [one])
    const fresh = issueKey('sk', 'live', [one], old.reference)
    expect(fresh.reference).toBe(old.reference)
    expect(visiblePrefix('sk', 'live', fresh.reference)).toBe(old.key.slice(0, 11))
    expect(fresh.key.slice(18)).not.toBe(old.key.slice(18))
    expect(equalBytes(fresh.hash, old.hash)).toBe(false)
  })

  it('reveals nothing about the stored hash in its checksum', () => {
    const issued = issueKey('sk', 'live', [one])
    expect(issued.hash).toHaveLength(26)
    expect(issued.key.slice(-6)).toMatch(/^[0-9A-Za-z]{6}$/)
  })
})
