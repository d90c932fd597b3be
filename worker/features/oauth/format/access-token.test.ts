import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { readScopeSet, writeScopeSet } from '../../../platform/credential-guard/token-terms.ts'
import { keyedHash } from '../../../platform/lib/crypto/keyed-hash.ts'
import { isForUrl } from '../verification/audience.ts'
import { audienceOf, findAccessToken, issueAccessToken, newSerial, readAccessToken } from './access-token.ts'

const pepper = (version: number) => ({ version, hash: keyedHash(new Uint8Array(32).fill(version)) })
const [one, two] = [pepper(1), pepper(2)]
const parts = {
  environment: 'live' as const,
  reference: 'abcdefghij',
  issuedAt: 1_796_000_000_000,
  family: 'FAMILY',
  serial: newSerial(),
  scopes: 'v1',
  resource: null,
}

describe('an access token', () => {
  it('is read as it was issued, with any pepper that is still in use', () => {
    const { resource: _, ...said } = parts
    for (const environment of ['live', 'test'] as const) {
      const text = issueAccessToken([one], { ...parts, environment })
      expect(readAccessToken(text, [two, one])).toEqual({
        token: { ...said, environment, audience: '000000' },
        pepper: one,
      })
      expect(findAccessToken(`Token "${text}", please`, [one])).toMatchObject({ reference: parts.reference })
      expect(readAccessToken(text, [two])).toBeNull()
    }
  })

  it('is refused if one character is changed, removed or added, whatever it says', () => {
    const text = issueAccessToken([one], parts)
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. '
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.constantFrom(...alphabet),
        fc.constantFrom('change', 'insert', 'cut'),
        (at, char, how) => {
          const bad =
            how === 'change'
              ? text.slice(0, at) + char + text.slice(at + 1)
              : how === 'insert'
                ? text.slice(0, at) + char + text.slice(at)
                : text.slice(0, at)
          if (bad !== text) expect(readAccessToken(bad, [one])).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (any) => {
        expect(readAccessToken(any, [one])).toBeNull()
      }),
    )
  })

  it('names any selection of scopes, and later scopes are never in it', () => {
    const lists = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}:[a-z]{1,5}$/), { maxLength: 60 })
    fc.assert(
      fc.property(lists, lists, fc.func(fc.boolean()), (all, later, isChosen) => {
        const chosen = all.filter((scope) => isChosen(scope))
        const text = writeScopeSet(all, chosen)
        expect(text.length).toBeLessThanOrEqual(12)
        expect(readScopeSet([...all, ...later], text)).toEqual(chosen)
      }),
    )
  })

  it('is for its resource: the origin, or a path and what is below it', () => {
    const cases: [resource: string | null, url: string, fits: boolean][] = [
      [null, 'https://h.example/api/v1/me', true],
      ['https://h.example', 'https://h.example/api/v1/me', true],
      ['https://h.example', 'https://other.example/api/v1/me', false],
      ['https://h.example/api/v1', 'https://h.example/api/v1/me?x=1', true],
      ['https://h.example/api/v1', 'https://h.example/api/v10/me', false],
      ['https://h.example/mcp', 'https://h.example/mcp', true],
      ['https://h.example/mcp', 'https://h.example/mcp/', true],
      ['https://h.example/mcp/', 'https://h.example/mcp', false],
      ['https://h.example/mcp', 'https://h.example/api/v1/me', false],
      ['https://h.example/gateway/a', 'https://h.example/gateway/a/deep/path/to/it/all', true],
      ['https://h.example/gateway/a', 'https://h.example/gateway/ab', false],
    ]
    for (const [resource, url, fits] of cases) {
      expect(isForUrl(one, audienceOf(one, resource), url), `${resource} ${url}`).toBe(fits)
    }
  })
})
