import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { keyedHash } from './keyed-hash.ts'
import {
  compareSecrets,
  fingerprintBy,
  fingerprintOf,
  type SecretVersion,
  secretProblemText,
} from './secret-versions.ts'

const secret = (fill: number) => new Uint8Array(32).fill(fill)
const one = (version: number, fill: number) => ({
  name: 'DATA_KEYS' as const,
  version,
  fingerprint: fingerprintOf(secret(fill)),
})
const known = (version: number, fill: number, givenUpAt: number | null = null) => ({ ...one(version, fill), givenUpAt })
const needs = (version: number, rows = 1) => ({ name: 'DATA_KEYS' as const, version, rows })
const linesOf = (problems: (SecretVersion & { problem: string })[]) =>
  problems.map(({ version, problem }) => `${version} ${problem}`)

describe('a fingerprint', () => {
  it('differs between secrets, reveals nothing about them, and is the same from bytes and from a hash', () => {
    expect(fingerprintOf(secret(1))).toMatch(/^[0-9a-f]{32}$/)
    expect(fingerprintOf(secret(1))).toBe(fingerprintBy(keyedHash(secret(1))))
    expect(fingerprintOf(secret(1))).not.toBe(fingerprintOf(secret(2)))
  })
})

describe('the configured secrets', () => {
  it('are wrong if a version has other bytes, or is missing although rows need it', () => {
    expect(compareSecrets([one(1, 1)], [], [needs(1)])).toEqual({ problems: [], fresh: [one(1, 1)] })
    expect(linesOf(compareSecrets([one(1, 2)], [known(1, 1)], []).problems)).toEqual(['1 changed'])
    expect(linesOf(compareSecrets([one(2, 2)], [known(1, 1)], [needs(1)]).problems)).toEqual(['1 missing'])
    expect(linesOf(compareSecrets([one(2, 2)], [known(1, 1)], []).problems)).toEqual([])
    expect(linesOf(compareSecrets([one(2, 2)], [known(1, 1, 5)], [needs(1)]).problems)).toEqual([])
    expect(linesOf(compareSecrets([], [], [needs(1), needs(1)]).problems)).toEqual(['1 missing'])
  })

  it('are right after any rotation, as long as every needed version exists', () => {
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

  it('are described in words', () => {
    expect(secretProblemText({ ...needs(1, 2), problem: 'missing' })).toBe(
      'DATA_KEYS version 1 is missing; 2 sealed values need it.',
    )
    expect(secretProblemText({ name: 'KEY_PEPPERS', version: 3, rows: 0, problem: 'changed' })).toBe(
      'KEY_PEPPERS version 3 is not the secret that this database was used with.',
    )
  })
})
