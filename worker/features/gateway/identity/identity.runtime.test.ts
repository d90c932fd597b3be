import { env } from 'cloudflare:workers'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, newTestOrg, ORIGIN } from '../../../../test/support/kit.ts'
import { testDeps } from '../../../../test/support/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../platform/lib/time/time.ts'
import { rotateSigningKeys } from './rotate-signing-keys.ts'
import { signIdentity } from './sign-identity.ts'
import { forgetSigningKeys, signerOf, signingKeys } from './signing-keys.ts'

const AUDIENCE = 'https://forum.example.com'

const actor: Actor = {
  type: 'api_key',
  keyId: 'key_1',
  name: 'Marić',
  environment: 'test',
  ownerId: 'customer 7',
  organization: { id: 'org_1', name: 'Forum', plan: 'free' },
  scopes: ['posts:read', 'users:*'],
  ip: null,
  requestId: 'req_1',
}
const facts = { actor, issuer: ORIGIN, audience: AUDIENCE, route: 'rte_1' }

const published = async () => (await call('GET', '/.well-known/jwks.json')).json<JSONWebKeySet>()
const kidsOf = ({ keys }: JSONWebKeySet) => keys.map(({ kid }) => kid)
const at = async (now: number) => ({ ...(await testDeps()), now })
const rows = async () =>
  (
    await env.DB.prepare(
      'SELECT kid, private_key IS NOT NULL AS signs, signs_from, signs_until FROM signing_keys',
    ).all<{
      kid: string
      signs: number
      signs_from: number
      signs_until: number
    }>()
  ).results
const rotate = async (now: number) => {
  const deps = await jobDeps(now)
  return (await rotateSigningKeys.hasWork?.(deps)) ? (await rotateSigningKeys.run(deps, null)).result : null
}

beforeEach(async () => {
  await env.DB.exec('DELETE FROM signing_keys')
  forgetSigningKeys()
})

describe('a signed identity', () => {
  it('is verified with the published keys, for 60 seconds and one audience', async () => {
    const jwt = await signIdentity(await testDeps(), facts)
    const keys = createLocalJWKSet(await published())
    const { payload, protectedHeader } = await jwtVerify(jwt, keys, { issuer: ORIGIN, audience: AUDIENCE })
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload).toMatchObject({
      sub: 'key_1',
      keyId: 'key_1',
      name: 'Marić',
      ownerId: 'customer 7',
      organizationId: 'org_1',
      environment: 'test',
      scope: 'posts:read users:*',
      route: 'rte_1',
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
    await expect(jwtVerify(jwt, keys, { audience: 'https://other.example.com' })).rejects.toThrow(
      errors.JWTClaimValidationFailed,
    )
    const later = new Date(Date.now() + 61_000)
    await expect(jwtVerify(jwt, keys, { currentDate: later })).rejects.toThrow(errors.JWTExpired)
  })

  it('names the owner of a key as its calls are verified', async () => {
    const org = await newTestOrg()
    const { key } = await createKey(org, { ownerId: 'customer 9' })
    const verified = await import('../../api-keys/verification/verifier.ts').then(async ({ apiKeyVerifier }) =>
      apiKeyVerifier.verify(
        await testDeps(),
        { text: key, from: 'header', whole: key },
        { scopes: [], ip: null, requestId: 'req_2', url: ORIGIN, cost: 1, organizationId: null },
      ),
    )
    if (!verified?.actor) throw new Error('not verified')
    const claims = decodeJwt(await signIdentity(await testDeps(), { ...facts, actor: verified.actor }))
    expect(claims).toMatchObject({ ownerId: 'customer 9', organizationId: org.organizationId, type: 'api_key' })
  })
})

describe('signing keys', () => {
  it('are public for pages of any origin, cacheable, and never hold a private part', async () => {
    const answer = await call('GET', '/.well-known/jwks.json', { headers: { origin: 'https://page.example' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
    expect(answer.headers.get('content-type')).toBe('application/jwk-set+json')
    const { keys } = await answer.json<JSONWebKeySet>()
    expect(keys).toHaveLength(1)
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    const head = await call('HEAD', '/.well-known/jwks.json')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('are sealed in the database', async () => {
    const { kid } = await signerOf(await testDeps())
    const row = await env.DB.prepare('SELECT private_key FROM signing_keys WHERE kid = ?')
      .bind(kid)
      .first<{ private_key: number[] }>()
    const bytes = Uint8Array.from(row?.private_key ?? [])
    expect(bytes[1]).toBe(1)
    expect(new TextDecoder().decode(bytes)).not.toContain('PRIVATE KEY')
  })

  it('are made once by isolates that need the first one at the same time', async () => {
    const deps = await testDeps()
    const all = await Promise.all(Array.from({ length: 10 }, () => signingKeys(deps)))
    expect(new Set(all.flatMap((keys) => keys.map(({ kid }) => kid))).size).toBe(1)
    expect(await rows()).toHaveLength(1)
  })

  it('are published a day before they sign, and an hour after they stopped', async () => {
    const start = Date.now()
    const first = await signerOf(await at(start))
    expect(await rotate(start + 28 * DAY_MS)).toBeNull()
    const made = start + 29 * DAY_MS
    const results = await Promise.all([rotate(made), rotate(made)])
    expect(results.reduce((sum, one) => sum + (one?.made ?? 0), 0)).toBe(1)
    forgetSigningKeys()
    const next = kidsOf(await published()).find((kid) => kid !== first.kid)
    expect(next).toBeDefined()
    const end = start + 30 * DAY_MS
    const signedAt = async (now: number) => {
      forgetSigningKeys()
      return decodeProtectedHeader(await signIdentity(await at(now), facts)).kid
    }
    expect(await signedAt(end - MINUTE_MS)).toBe(first.kid)
    expect(await signedAt(end)).toBe(next)
    expect(await rotate(end + HOUR_MS / 2)).toBeNull()
    expect(await rotate(end + HOUR_MS)).toEqual({ made: 0, ended: 1 })
    expect((await rows()).map(({ kid }) => kid)).toEqual([next])
  })

  it('go on signing and stay published when jobs did not run in time', async () => {
    const start = Date.now()
    const first = await signerOf(await at(start))
    const late = start + 35 * DAY_MS
    forgetSigningKeys()
    expect((await signerOf(await at(late))).kid).toBe(first.kid)
    expect(await rotate(late)).toEqual({ made: 1, ended: 0 })
    const [, next] = (await rows()).sort((a, b) => a.signs_from - b.signs_from)
    expect(next?.signs_from).toBe(late + DAY_MS)
    forgetSigningKeys()
    expect((await signerOf(await at(late + DAY_MS - 1))).kid).toBe(first.kid)
    forgetSigningKeys()
    expect((await signerOf(await at(late + DAY_MS))).kid).toBe(next?.kid)
  })

  it('that cannot be decrypted are replaced', async () => {
    const first = await signerOf(await testDeps())
    await env.DB.exec("UPDATE signing_keys SET private_key = x'0009aabbccdd'")
    forgetSigningKeys()
    const next = await signerOf(await testDeps())
    expect(next.kid).not.toBe(first.kid)
    forgetSigningKeys()
    expect((await signerOf(await testDeps())).kid).toBe(next.kid)
    expect(await rows()).toHaveLength(2)
  })
})
