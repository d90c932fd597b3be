import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { call, newTestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { allowApp, exchange, newApp, protocol, type Tokens, tokensOf } from '../../../../test/support/oauth.ts'

/** What `work` costs: statements and rows of D1, and calls of guards. */
async function costOf(work: (bindings: Cloudflare.Env) => Promise<Response>) {
  const { bill, db } = billedDatabase({ withRaw: true })
  const { env: watched, counts } = watchedEnv()
  const answer = await work({ ...watched, DB: db })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return { statements: bill.queries, read: bill.read, written: bill.written, objects: counts.objectCalls }
}

// The figures of docs/cost.md.
describe('the cost of', () => {
  it('each request to a protocol endpoint, with other grants and tokens of the app around', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { grantTypes: ['authorization_code', 'client_credentials'] })
    for (let n = 0; n < 10; n++) {
      await tokensOf(org, app, { subject: { type: 'external', id: `u${n}`, name: `User ${n}` } })
    }
    const given = await allowApp(org, app)
    const tokens = await tokensOf(org, app)
    const ask = (path: 'token' | 'revoke' | 'introspect', form: Record<string, string>) =>
      costOf((bindings) => protocol(path, app, form, { env: bindings }))
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    const own = { grant_type: 'client_credentials' }
    const costs = {
      'code exchange': await costOf((bindings) => exchange(app, given, {}, { env: bindings })),
      refresh: await ask('token', refresh),
      'refresh, the same token again': await ask('token', refresh),
      'client credentials, first': await ask('token', own),
      'client credentials': await ask('token', own),
      'introspection, access token': await ask('introspect', { token: tokens.access_token }),
      'introspection, refresh token': await ask('introspect', { token: tokens.refresh_token }),
      'revocation, access token': await ask('revoke', { token: tokens.access_token }),
      'revocation, refresh token': await ask('revoke', { token: tokens.refresh_token }),
      'a made-up token': await ask('introspect', { token: 'oat_live_nonsense' }),
    }
    const [statements, read, written, objects] = [6, 12, 3, 0]
    expect(costs).toEqual({
      'code exchange': { statements, read, written, objects },
      refresh: { statements, read, written, objects },
      'refresh, the same token again': { statements: 2, read: 4, written: 0, objects: 0 },
      'client credentials, first': { statements: 7, read: 8, written: 5, objects: 0 },
      'client credentials': { statements: 5, read: 8, written: 2, objects: 0 },
      // Tokens that the app got in the same second are read too.
      'introspection, access token': { statements: 5, read: expect.any(Number), written: 0, objects: 0 },
      'introspection, refresh token': { statements: 2, read: 4, written: 0, objects: 0 },
      'revocation, access token': { statements: 6, read: expect.any(Number), written: 2, objects: 1 },
      'revocation, refresh token': { statements: 5, read: 8, written: 2, objects: 1 },
      'a made-up token': { statements: 1, read: 1, written: 0, objects: 0 },
    })
    expect(costs['introspection, access token'].read).toBeLessThanOrEqual(30)
    expect(costs['revocation, access token'].read).toBeLessThanOrEqual(30)
  })

  it('a call with an access token is none of D1, also when its guard is asked', async () => {
    const org = await newTestOrg()
    const { access_token } = await tokensOf(org, await newApp(org))
    const me = (bindings: Cloudflare.Env) => call('GET', '/api/v1/me', { key: access_token, env: bindings })
    await me(env)
    const costs = []
    for (let n = 0; n < 60; n++) costs.push(await costOf(me))
    expect(costs.every(({ statements, read, written }) => statements + read + written === 0)).toBe(true)
    const objects = costs.reduce((sum, one) => sum + one.objects, 0)
    // A guard lends its calls after some of them.
    expect(objects).toBeLessThan(30)
  })

  it('a refused code that has the right form reads its row and its client, and writes nothing', async () => {
    const org = await newTestOrg()
    const [app, other] = [await newApp(org), await newApp(org)]
    const given = await allowApp(org, app)
    const { bill, db } = billedDatabase({ withRaw: true })
    const answer = await exchange(other, given, {}, { env: { ...env, DB: db } })
    expect((await answer.json<Partial<Tokens> & { error: string }>()).error).toBe('invalid_grant')
    expect([bill.queries, bill.written]).toEqual([2, 0])
  })
})
