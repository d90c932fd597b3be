import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { keyedHash } from '../../../platform/lib/crypto/keyed-hash.ts'
import { findKeys } from './find-keys.ts'
import { issueKey } from './key-format.ts'

const pepper = (version: number) => ({ version, hash: keyedHash(new Uint8Array(32).fill(version)) })
const config = { keyPrefix: 'sk', peppers: [pepper(2), pepper(1)] }
const keyOf = (version: number) => issueKey('sk', 'live', [pepper(version)]).key

describe('a whole key in a text', () => {
  it('is found at any position, with any pepper, and with repeated percent-encoding', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(1, 2), fc.nat(3), (before, after, version, times) => {
        // The following characters are escaped too, so that a single "%" in them cannot be read as an escape.
        let text = `${before.replaceAll('%', '')}${keyOf(version)}${after.replaceAll('%', '')}`
        for (let n = 0; n < times; n++) text = text.replace(/[^A-Za-z0-9]/gu, encodeURIComponent)
        expect(findKeys(config, { note: text })).toEqual(['note'])
      }),
    )
  })

  it('is reported by the path of its field, in lists, nested objects and names of members', () => {
    const key = keyOf(2)
    const value = { name: 'fine', tags: ['a', key], metadata: { deep: [{ note: `see ${key}!` }] }, [key]: 1 }
    expect(findKeys(config, value)).toEqual(['tags.1', 'metadata.deep.0.note', ''])
    expect(findKeys(config, { metadata: { [`x${key}`]: { [key]: key } } })).toEqual(['metadata'])
    expect(findKeys(config, { url: `https://a.example/?k=${key.replaceAll('_', '%5F')}` })).toEqual(['url'])
    expect(findKeys(config, { headers: { 'X-Key': key } }, (path) => path.startsWith('headers.'))).toEqual([])
  })

  it('is not found in a text that only looks like one', () => {
    const key = keyOf(2)
    const flipped = `${key.slice(0, 20)}${key[20] === 'A' ? 'B' : 'A'}${key.slice(21)}`
    for (const text of [
      flipped,
      key.slice(0, -1),
      keyOf(9),
      key.toLowerCase(),
      `sk_live_${'a'.repeat(48)}`,
      '%'.repeat(99),
    ]) {
      expect(findKeys(config, { note: text }), text).toEqual([])
    }
  })

  it('is searched in a bounded number of places', () => {
    const fake = `sk_live_${'a'.repeat(48)} `
    expect(findKeys(config, { note: fake.repeat(999) + keyOf(1) })).toEqual(['note'])
    expect(findKeys(config, { note: fake.repeat(1001) + keyOf(1) })).toEqual([])
  })
})
