import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import type { Config } from '../../../platform/env.ts'
import { keyedHash } from '../../../platform/lib/crypto/keyed-hash.ts'
import { issueAccessToken, newSerial } from './access-token.ts'
import { findOAuthSecrets } from './find-secrets.ts'
import { issueSecret } from './secrets.ts'

let macs = 0
const pepper = (version: number) => {
  const hash = keyedHash(new Uint8Array(32).fill(version))
  return {
    version,
    hash: (text: string) => {
      macs++
      return hash(text)
    },
  }
}
const config = { peppers: [pepper(2), pepper(1)] } as unknown as Config

const token = (version: number, scopes: string, environment: 'live' | 'test' = 'live') =>
  issueAccessToken([pepper(version)], {
    environment,
    reference: 'abcdefghij',
    issuedAt: 1_796_000_000_000,
    family: 'FAMILY',
    serial: newSerial(),
    scopes,
    resource: null,
  })

const secretsOf = (version: number) => [
  token(version, ''),
  token(version, 'v1'),
  token(version, 'vvvvvvvvvvvvvvvvvvvv', 'test'),
  ...(['code', 'refresh', 'clientSecret'] as const).map((kind) => issueSecret(kind, 'live', [pepper(version)]).key),
]

describe('a secret of OAuth in a text', () => {
  it('is found at any position, with any pepper, with letters around it, and percent-encoded', () => {
    const secrets = [...secretsOf(1), ...secretsOf(2)]
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...secrets), fc.nat(3), (before, after, secret, times) => {
        let text = `${before.replaceAll('%', '')}${secret}${after.replaceAll('%', '')}`
        for (let n = 0; n < times; n++) text = text.replace(/[^A-Za-z0-9]/gu, encodeURIComponent)
        expect(findOAuthSecrets(config, { note: text })).toEqual(['note'])
      }),
    )
    for (const secret of secrets) {
      expect(findOAuthSecrets(config, { note: `x${secret}abc` }), secret).toEqual(['note'])
    }
  })

  it('is reported by the path of its field, and allowed where a field may hold it', () => {
    const [access = ''] = secretsOf(1)
    const value = { name: 'fine', tags: ['a', access], [access]: 1, headers: { x: access } }
    expect(findOAuthSecrets(config, value, (path) => path.startsWith('headers.'))).toEqual(['tags.1', ''])
  })

  it('is not found in a text that only looks like one', () => {
    for (const secret of secretsOf(1)) {
      const flipped = `${secret.slice(0, 30)}${secret[30] === 'A' ? 'B' : 'A'}${secret.slice(31)}`
      for (const text of [flipped, secret.slice(0, -1), secret.toUpperCase()]) {
        expect(findOAuthSecrets(config, { note: text }), text).toEqual([])
      }
    }
    for (const secret of secretsOf(9)) expect(findOAuthSecrets(config, { note: secret })).toEqual([])
  })

  it('is searched with a bounded number of MACs', () => {
    const fake = `oat_live_${'a'.repeat(78)} ort_live_${'a'.repeat(48)} `
    macs = 0
    expect(findOAuthSecrets(config, { note: fake.repeat(5000) })).toEqual([])
    expect(macs).toBeLessThanOrEqual(1000 * config.peppers.length)
  })
})
