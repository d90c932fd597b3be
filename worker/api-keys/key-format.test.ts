import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../test/support/node-crypto.ts'
import { equalBytes, hmacKey } from '../lib/crypto.ts'
import { issueKey, readKey, visiblePrefix } from './key-format.ts'

const pepper = async (version: number) => ({ version, key: await hmacKey(new Uint8Array(32).fill(version)) })
const [one, two, foreign] = [await pepper(1), await pepper(2), await pepper(9)]

describe('a key', () => {
  it('reads back as what was issued, under whichever pepper still in use made it', async () => {
    for (const environment of ['live', 'test'] as const) {
      for (const made of [one, two]) {
        const issued = await issueKey('sk', environment, [made])
        const read = await readKey('sk', issued.key, [two, one])
        expect(read).toEqual({
          environment,
          reference: issued.reference,
          hash: issued.hash,
          pepperVersion: made.version,
        })
      }
    }
  })

  it('is refused with any one character changed, cut, added or exchanged', async () => {
    const { key } = await issueKey('sk', 'live', [one])
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. '
    await fc.assert(
      fc.asyncProperty(
        fc.nat(key.length),
        fc.constantFrom(...alphabet),
        fc.constantFrom('change', 'insert', 'cut'),
        async (at, char, how) => {
          const bad =
            how === 'change'
              ? key.slice(0, at) + char + key.slice(at + 1)
              : how === 'insert'
                ? key.slice(0, at) + char + key.slice(at)
                : key.slice(0, at)
          if (bad !== key) expect(await readKey('sk', bad, [one])).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is refused under another prefix, another pepper, and when it is any other text', async () => {
    const { key } = await issueKey('sk', 'live', [one])
    expect(await readKey('pk', key, [one])).toBeNull()
    expect(await readKey('sk', key, [foreign])).toBeNull()
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 100 }), async (text) => {
        expect(await readKey('sk', text, [one])).toBeNull()
      }),
    )
  })

  it('keeps its reference when it gets a new secret, and shares nothing else with the old one', async () => {
    const old = await issueKey('sk', 'live', [one])
    const fresh = await issueKey('sk', 'live', [one], old.reference)
    expect(fresh.reference).toBe(old.reference)
    expect(visiblePrefix('sk', 'live', fresh.reference)).toBe(old.key.slice(0, 11))
    expect(fresh.key.slice(18)).not.toBe(old.key.slice(18))
    expect(equalBytes(fresh.hash, old.hash)).toBe(false)
  })

  it('shows nothing of the stored hash in its checksum', async () => {
    const issued = await issueKey('sk', 'live', [one])
    expect(issued.hash).toHaveLength(26)
    expect(issued.key.slice(-6)).toMatch(/^[0-9A-Za-z]{6}$/)
  })
})
