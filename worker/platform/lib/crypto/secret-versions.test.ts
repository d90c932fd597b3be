import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { keyedHash } from './keyed-hash.ts'
import { compareSecrets, fingerprintBy, fingerprintOf, type SecretVersion, wordsOf } from './secret-versions.ts'

const secret = (fill: number) => new Uint8Array(32).fill(fill)
const one = (version: number, fill: number) => ({
  name: 'DATA_KEYS' as const,
  version,
  fingerprint: fingerprintOf(secret(fill)),
})
const known = (version: number, fill: number, givenUpAt: number | null = null) => ({ ...one(version, fill), givenUpAt })
const needs = (version: number, rows = 1) => ({ name: 'DATA_KEYS' as const, version, rows })
const told = (problems: (SecretVersion & { problem: string })[]) =>
  problems.map(({ version, problem }) => `${version} ${problem}`)

describe('a fingerprint', () => {
  it('tells secrets apart, shows nothing of them, and is the same by bytes and by hash', () => {
    expect(fingerprintOf(secret(1))).toMatch(/^[0-9a-f]{32}$/)
    expect(fingerprintOf(secret(1))).toBe(fingerprintBy(keyedHash(secret(1))))
    expect(fingerprintOf(secret(1))).not.toBe(fingerprintOf(secret(2)))
  })
})

describe('the configured secrets', () => {
  it('are wrong where a version has other bytes, or is missing though rows need it', () => {
    expect(compareSecrets([one(1, 1)], [], [needs(1)])).toEqual({ problems: [], fresh: [one(1, 1)] })
    expect(told(compareSecrets([one(1, 2)], [known(1, 1)], []).problems)).toEqual(['1 changed'])
    expect(told(compareSecrets([one(2, 2)], [known(1, 1)], [needs(1)]).problems)).toEqual(['1 missing'])
    expect(told(compareSecrets([one(2, 2)], [known(1, 1)], []).problems)).toEqual([])
    expect(told(compareSecrets([one(2, 2)], [known(1, 1, 5)], [needs(1)]).problems)).toEqual([])
    expect(told(compareSecrets([], [], [needs(1), needs(1)]).problems)).toEqual(['1 missing'])
  })

  it('are right whatever was rotated, as long as every version that rows need is there', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 })), fc.func(fc.boolean()), (versions, isNeeded) => {
        const all = versions.map((version) => one(version, version))
        const used = versions.filter((version) => isNeeded(version))
        const kept = all.filter(({ version }) => used.includes(version))
        const before = versions.map((version) => known(version, version))
        expect(
          compareSecrets(
            kept,
            before,
            used.map((version) => needs(version)),
          ),
        ).toEqual({ problems: [], fresh: [] })
      }),
    )
  })

  it('are told in words', () => {
    expect(wordsOf({ ...needs(1, 2), problem: 'missing' })).toBe(
      'DATA_KEYS version 1 is missing; 2 sealed values need it.',
    )
    expect(wordsOf({ name: 'KEY_PEPPERS', version: 3, rows: 0, problem: 'changed' })).toBe(
      'KEY_PEPPERS version 3 is not the secret that this database was used with.',
    )
  })
})
