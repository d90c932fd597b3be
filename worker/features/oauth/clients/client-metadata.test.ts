import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redirectUriProblem } from '../../../../contract/oauth.data.ts'
import { readKeySet, readMetadata } from './client-metadata.ts'

const KEY = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }

/** What strangers send: anything, and metadata of which any part can be anything. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      redirect_uris: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.oneof(
            fc.webUrl(),
            fc.string(),
            fc.constantFrom('cursor://done', 'http://localhost/cb', 'javascript:alert(1)', 'https://a.example/cb'),
          ),
          { minLength: 1, maxLength: 4 },
        ),
      ),
      token_endpoint_auth_method: fc.oneof(
        fc.jsonValue(),
        fc.constantFrom('none', 'private_key_jwt', 'client_secret_basic', 'client_secret_jwt'),
      ),
      client_name: fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })),
      client_uri: fc.oneof(fc.jsonValue(), fc.webUrl()),
      logo_uri: fc.oneof(fc.jsonValue(), fc.webUrl(), fc.constant('data:image/png,x')),
      grant_types: fc.oneof(fc.jsonValue(), fc.constant(['authorization_code'])),
      jwks: fc.oneof(
        fc.jsonValue(),
        fc.record({
          keys: fc.array(
            fc.oneof(
              fc.jsonValue(),
              fc.constantFrom<object>(KEY, { ...KEY, d: 'x' }, { kty: 'oct', k: 'x' }, { ...KEY, use: 'enc' }),
            ),
          ),
        }),
      ),
    },
    { requiredKeys: [] },
  ),
)

describe('client metadata', () => {
  it.each(['document', 'registration'] as const)('of a %s is read or refused, whatever it is', (source) => {
    fc.assert(
      fc.property(anything, (value) => {
        const read = readMetadata(value, source)
        if (!read.ok) {
          expect(['invalid_redirect_uri', 'invalid_client_metadata']).toContain(read.code)
          expect(read.description).toMatch(/^[^"\\]+$/)
          return
        }
        const { redirectUris, publicKeys, authMethod, logoUrl, websiteUrl } = read.facts
        expect(redirectUris.length).toBeGreaterThan(0)
        expect(redirectUris.map(redirectUriProblem).every((problem) => problem === null)).toBe(true)
        for (const url of [logoUrl, websiteUrl]) expect(url === null || /^https?:/.test(url)).toBe(true)
        expect(publicKeys.every((key) => key.kty !== 'oct' && !('d' in key) && key.use !== 'enc')).toBe(true)
        if (authMethod === 'private_key_jwt') expect(publicKeys.length).toBeGreaterThan(0)
        if (source === 'document') expect(['none', 'private_key_jwt']).toContain(authMethod)
      }),
      { numRuns: 3000 },
    )
  })

  it('has keys of which only the public members are kept', () => {
    expect(readKeySet({ keys: [{ ...KEY, kid: 'one', alg: 'ES256', x5c: ['long'], ext: true }] })).toEqual([
      { ...KEY, kid: 'one', alg: 'ES256' },
    ])
    expect(readKeySet({ keys: [{ ...KEY, d: 'private' }] })).toBe('contains a private key')
    expect(readKeySet(null)).toBe('is not a JWK set')
  })
})
