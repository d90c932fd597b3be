import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import type { Me } from '../../../../contract/identity.ts'
import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import { call, json, newTestOrg, type TestOrg, watchedEnv } from '../../../../test/support/kit.ts'
import { newApp, protocol, type TestApp, type Tokens, testDeps, tokensOf } from '../../../../test/support/oauth.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { guardClient } from '../../../platform/credential-guard/credential-guard-client.ts'
import { configOf } from '../../../platform/env.ts'
import { readAccessToken } from '../format/access-token.ts'
import { grantCredentials } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { endGrants } from './end.ts'
import { refreshGrantsOf } from './follow-holder.ts'

const statusOf = async (key: string) => (await call('GET', '/api/v1/me', { key })).status
const codeOf = async (key: string) => (await (await call('GET', '/api/v1/me', { key })).json<Problem>()).code

/** Calls with an access token from an isolate of its own, as the verifier makes them. */
function isolate() {
  const { askGuard } = guardClient(grantCredentials)
  return (text: string) => {
    const read = readAccessToken(text, configOf(env).peppers)
    if (!read) throw new Error('not a token')
    const { token, pepper } = read
    return askGuard(env.CREDENTIAL_GUARD, grantGuardName(token.reference), {
      hash: new Uint8Array(0),
      pepperVersion: pepper.version,
      token: {
        names: [token.family, token.serial],
        expiresAt: token.issuedAt + OAUTH_ACCESS_SECONDS * 1000,
        scopes: token.scopes,
      },
      scopes: [],
      ip: null,
      cost: 1,
      explain: false,
      organizationId: null,
    })
  }
}

type Setting = { org: TestOrg; app: TestApp; tokens: Tokens }

/** Everything that ends access, and the code that its tokens get afterwards. */
const ENDINGS: [name: string, end: (setting: Setting) => Promise<unknown>, code: string][] = [
  ['a token', ({ app, tokens }) => protocol('revoke', app, { token: tokens.access_token }), 'token_revoked'],
  ['a family', ({ app, tokens }) => protocol('revoke', app, { token: tokens.refresh_token }), 'token_revoked'],
  [
    'a grant, or all of a user',
    async ({ org }) =>
      endGrants(
        await testDeps(),
        { organizationId: org.organizationId, subject: { type: 'person', id: org.userId } },
        { actor: systemActor('Test', { id: org.organizationId }, []) },
      ),
    'token_revoked',
  ],
  [
    'an app, by disabling it',
    ({ org, app }) => call('POST', `/api/v1/oauth-apps/${app.id}/disable`, { key: org.key, body: {} }),
    'app_disabled',
  ],
  [
    'an app, by deleting it',
    ({ org, app }) => call('DELETE', `/api/v1/oauth-apps/${app.id}`, { key: org.key }),
    'token_revoked',
  ],
  [
    'a member',
    async ({ org }) => {
      await env.DB.prepare('DELETE FROM members WHERE organization_id = ?').bind(org.organizationId).run()
      await refreshGrantsOf(await testDeps(), { organizationId: org.organizationId, type: 'person', id: org.userId })
    },
    'token_revoked',
  ],
]

describe('the end of', () => {
  it.each(ENDINGS)(
    '%s ends all calls when it is answered, in every isolate and while they are made',
    async (name, end, code) => {
      const org = await newTestOrg()
      const app = await newApp(org)
      const tokens = await tokensOf(org, app)
      const scopes = name === 'a member' ? ['users:read'] : []
      const isolates = [isolate(), isolate()]
      let [ended, late, admitted, after] = [false, 0, 0, 0]
      const use = async (n: number) => {
        while (after < 1000 && admitted < 100_000) {
          const begunAfter = ended
          const answer = await isolates[n % 2]?.(tokens.access_token)
          // A member who was removed holds no scope any more.
          const isIn = answer?.code === 'ok' && (scopes.length === 0 || (answer.key?.scopes.length ?? 0) > 0)
          if (isIn) admitted++
          if (isIn && begunAfter) late++
          if (begunAfter) after++
          else await scheduler.wait(1)
        }
      }
      const users = Promise.all([0, 1, 2, 3, 4, 5].map(use))
      await expect.poll(() => admitted, { timeout: 10_000, interval: 20 }).toBeGreaterThan(60)
      await end({ org, app, tokens })
      ended = true
      await users
      expect([late, after >= 1000]).toEqual([0, true])
      if (code !== '') expect(await codeOf(tokens.access_token)).toBe(code)
    },
    30_000,
  )

  it('many grants of an app costs as much as of one', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const some: Tokens[] = []
    for (let n = 0; n < 24; n++) {
      some.push(await tokensOf(org, app, { subject: { type: 'external', id: `u${n}`, name: `User ${n}` } }))
    }
    expect(await statusOf(some[5]?.access_token ?? '')).toBe(200)
    const watched = watchedEnv()
    const deps = { ...(await testDeps()), guards: watched.env.CREDENTIAL_GUARD }
    const filter = { organizationId: org.organizationId, appId: app.id }
    const actor = systemActor('Test', { id: org.organizationId }, [])
    expect(await endGrants(deps, filter, { actor })).toBe(24)
    expect(watched.counts.objectCalls).toBe(4)
    expect(new Set(await Promise.all(some.map(({ access_token }) => statusOf(access_token))))).toEqual(new Set([401]))
    // Allowing the app again is possible at once.
    const again = await tokensOf(org, app, { subject: { type: 'external', id: 'u5', name: 'User 5' } })
    expect(await statusOf(again.access_token)).toBe(200)
  }, 30_000)
})

describe('a grant', () => {
  it('follows the role of its member at once, in both directions', async () => {
    const org = await newTestOrg('admin')
    const app = await newApp(org, { scopes: ['users:read', 'api-keys:write'] })
    const { access_token } = await tokensOf(org, app)
    const scopes = async () => (await json<Me>('GET', '/api/v1/me', { key: access_token })).scopes
    const setRole = async (role: string) => {
      await env.DB.prepare('UPDATE members SET role = ? WHERE organization_id = ?').bind(role, org.organizationId).run()
      await refreshGrantsOf(await testDeps(), { organizationId: org.organizationId, type: 'person', id: org.userId })
    }
    expect(await scopes()).toEqual(['users:read', 'api-keys:write'])
    await setRole('viewer')
    expect(await scopes()).toEqual(['users:read'])
    await setRole('admin')
    expect(await scopes()).toEqual(['users:read', 'api-keys:write'])
  })

  it('has at most the scopes of its app from the moment that a change of the app is answered', async () => {
    const org = await newTestOrg()
    const app = await newApp(org)
    const { access_token } = await tokensOf(org, app)
    const scopes = async () => (await json<Me>('GET', '/api/v1/me', { key: access_token })).scopes
    expect(await scopes()).toEqual(app.scopes)
    const changed = await call('PATCH', `/api/v1/oauth-apps/${app.id}`, {
      key: org.key,
      body: { scopes: ['posts:read'], rateLimit: { perMinute: 3 } },
    })
    expect(changed.status).toBe(200)
    expect(await scopes()).toEqual(['posts:read'])
    const statuses = await Promise.all([1, 2, 3, 4].map(() => statusOf(access_token)))
    // Two calls of this minute were before.
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  })

  it('is not visible and not usable in the other environment', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { environment: 'test', scopes: ['webhooks:read'] })
    const { access_token } = await tokensOf(org, app)
    expect(access_token).toMatch(/^oat_test_/)
    const live = await call('GET', '/api/v1/webhooks?environment=live', { key: access_token })
    expect(live.status).toBe(422)
  })

  it('ends its live streams with it, and with its app', async () => {
    const org = await newTestOrg()
    const app = await newApp(org, { scopes: ['logs:read'] })
    const open = async () => {
      const { access_token, refresh_token } = await tokensOf(org, app)
      const { webSocket } = await call('GET', '/api/v1/event-logs/stream', {
        key: access_token,
        headers: { upgrade: 'websocket' },
      })
      if (!webSocket) throw new Error('no socket')
      const closed = new Promise<number>((resolve) => webSocket.addEventListener('close', ({ code }) => resolve(code)))
      webSocket.accept()
      return { closed, refresh_token }
    }
    const one = await open()
    await protocol('revoke', app, { token: one.refresh_token })
    expect(await one.closed).toBe(4401)
    const other = await open()
    await call('POST', `/api/v1/oauth-apps/${app.id}/disable`, { key: org.key, body: {} })
    expect(await other.closed).toBe(4401)
  })
})
