import { beforeEach, describe, expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { type Actor, actorName } from '../../auth/actor.ts'
import { type CookieVerifier, installVerifiers, refused, type TokenVerifier } from '../../auth/verifier.ts'
import { actorOf, callOf, newCall } from '../context.ts'
import { newRouter } from '../openapi.ts'
import { onError } from '../problem.ts'
import { requires } from './authenticate.ts'

const secret = `1:${btoa('a secret of the tests, 32 bytes!')}`
const env = {
  KEY_PREFIX: 'sk',
  GATEHOUSE_ENV: 'local',
  KEY_PEPPERS: secret,
  DATA_KEYS: secret,
  AUTH_SECRET: 'a secret of the tests that is long enough',
  SETUP_TOKEN: 'setup-code-of-the-tests',
  DB: {},
}

const actor: Actor = {
  type: 'system',
  name: 'Somebody',
  organization: { id: 'org_1', name: 'TestOrg', plan: 'free' },
  scopes: [],
  ip: null,
  requestId: 'req_1',
}
const nothing = { logOwner: null, limits: [], credits: null, capture: null, hasNoForm: false }

let asked: string[] = []

/** Recognizes texts that begin with its prefix; `late` answers with a promise. */
const tokenVerifier = (prefix: string, late = false): TokenVerifier => ({
  carrier: 'token',
  verify: (_deps, { text }, { scopes }) => {
    asked.push(`${prefix} ${scopes.join()}`)
    const answer = text.startsWith(prefix) ? { ...nothing, actor: { ...actor, name: text }, refusal: null } : null
    return late ? Promise.resolve(answer) : answer
  },
  findOwner: async (_deps, text) =>
    text.includes(prefix)
      ? { type: 'auth', organizationId: 'org_1', environment: null, keyId: prefix, previousSecret: false }
      : null,
})

const cookieVerifier: CookieVerifier = {
  carrier: 'cookie',
  verify: async (_deps, request) => {
    const cookie = request.headers.get('cookie')
    if (cookie === 'lesser') {
      const refusal = { kind: 'forbidden', code: 'role_insufficient', detail: 'Not allowed.' } as const
      return { verification: refused(refusal), cookies: [] }
    }
    return cookie === null ? null : { verification: { ...nothing, actor, refusal: null }, cookies: ['renewed=1'] }
  },
}

let owner: string | null | undefined

const app = newRouter()
app.onError(onError)
app.use(async (c, next) => {
  c.set('call', newCall('req_1', Date.now(), c.req.raw))
  await next()
  owner = callOf(c).logOwner?.keyId
})
app.on(['GET', 'POST'], '/any', requires('things:read'), (c) => c.json({ actor: actorOf(c) }))
app.get('/person', requires(null, { from: 'session' }), (c) => c.json({ actor: actorOf(c) }))

async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const answer = await app.request(`http://gatehouse.test${path}`, { method, headers }, env)
  const body = await answer.json<{ code?: string; actor?: Actor }>()
  return {
    status: answer.status,
    code: body.code,
    name: body.actor && actorName(body.actor),
    cookie: answer.headers.get('set-cookie'),
  }
}

describe('the credential of a call', () => {
  beforeEach(() => {
    asked = []
    owner = undefined
    installVerifiers([tokenVerifier('a_'), cookieVerifier, tokenVerifier('b_', true), tokenVerifier('c_')])
  })

  it('is passed to the verifiers in the order of the manifests, until one recognizes it', async () => {
    expect(await ask('/any', { authorization: 'Bearer b_1' })).toMatchObject({ status: 200, name: 'b_1' })
    expect(asked).toEqual(['a_ things:read', 'b_ things:read'])
    expect(await ask('/any', { 'x-api-key': 'c_1' })).toMatchObject({ status: 200, name: 'c_1' })
  })

  it('that no verifier recognizes is refused, and logged for the credential that it contains', async () => {
    expect(await ask('/any', { authorization: 'Bearer ?' })).toMatchObject({
      status: 401,
      code: 'credential_malformed',
    })
    expect(owner).toBeUndefined()
    expect(await ask('/any', { authorization: 'Token "c_1"' })).toMatchObject({ code: 'credential_malformed' })
    expect(owner).toBe('c_')
  })

  it('is not confused with the cookie of a person', async () => {
    expect(await ask('/person', { authorization: 'Bearer a_1', cookie: 'good' })).toMatchObject({
      code: 'session_needed',
    })
    expect(await ask('/person', { cookie: 'good' })).toMatchObject({ status: 200, cookie: 'renewed=1' })
    expect(await ask('/any', {})).toMatchObject({ status: 401, code: 'credential_missing' })
    expect(asked).toEqual([])
  })

  it('in a cookie must come from our own pages for writes, which is checked before its rights', async () => {
    expect(await ask('/any', { cookie: 'good' }, 'POST')).toMatchObject({ status: 403, code: 'origin_mismatch' })
    expect(await ask('/any', { cookie: 'lesser' }, 'POST')).toMatchObject({ status: 403, code: 'origin_mismatch' })
    const origin = 'http://gatehouse.test'
    expect(await ask('/any', { cookie: 'lesser', origin }, 'POST')).toMatchObject({ code: 'role_insufficient' })
    expect(await ask('/any', { cookie: 'good', origin }, 'POST')).toMatchObject({ status: 200 })
  })
})
