import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { Me } from '../../../../contract/identity.ts'
import type { OAuthApp } from '../../../../contract/oauth.ts'
import {
  type AskingApp,
  authorizePath,
  decide,
  newChallengeOf,
  readWaiting,
} from '../../../../test/support/authorizations.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import { DocumentHost } from '../../../../test/support/documents.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../../test/support/kit.ts'
import { errorOf, newVerifier, protocol, type Tokens } from '../../../../test/support/oauth.ts'

const REDIRECT = 'https://agent.example.com/callback'

/** A client with a metadata document, as test/support/authorizations.ts asks with it. */
async function newAgent(metadata: Record<string, unknown> = {}): Promise<AskingApp & { host: DocumentHost }> {
  const host = await DocumentHost.open()
  const clientId = await host.serveClient('/agent.json', metadata)
  return { id: '', clientId, scopes: [], redirectUri: REDIRECT, organizationId: '', host }
}

/** A registration, inserted as the endpoint would. */
async function newRegistration(): Promise<AskingApp> {
  const clientId = `gh_dyn_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`
  const metadata = {
    name: 'Registered agent',
    redirectUris: [REDIRECT],
    authMethod: 'none',
    websiteUrl: null,
    privacyPolicyUrl: null,
    logoUrl: null,
    publicKeys: [],
  }
  await env.DB.prepare(
    `INSERT INTO oauth_clients (client_id, source, metadata, created_at, fresh_until) VALUES (?, 'registration', ?, ?, ?)`,
  )
    .bind(clientId, JSON.stringify(metadata), Date.now(), Date.now() + 60_000)
    .run()
  return { id: '', clientId, scopes: [], redirectUri: REDIRECT, organizationId: '' }
}

const SCOPES = { scope: 'users:read posts:read' }

const appsOf = async (org: TestOrg) => (await json<Page<OAuthApp>>('GET', '/api/v1/oauth-apps', { key: org.key })).data

/** Asks and accepts; the tokens. */
async function allowed(agent: AskingApp, cookie: string, more: Record<string, string> = SCOPES): Promise<Tokens> {
  const { verifier, challenge } = newVerifier()
  const waiting = await newChallengeOf(agent, { code_challenge: challenge, ...more })
  const back = await decide(waiting, 'accept', { cookie })
  const answer = await protocol(
    'token',
    { clientId: agent.clientId, secret: '' },
    {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: agent.redirectUri,
    },
  )
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

const refresh = (agent: AskingApp, { refresh_token }: Tokens) =>
  protocol('token', { clientId: agent.clientId, secret: '' }, { grant_type: 'refresh_token', refresh_token })

const statusOf = async ({ access_token }: Tokens) => (await call('GET', '/api/v1/me', { key: access_token })).status

async function refusalOf(challenge: string, what: '' | '/accept', cookie: string): Promise<[number, string]> {
  const answer = await call(what === '' ? 'GET' : 'POST', `/api/v1/oauth-authorizations/${challenge}${what}`, {
    cookie,
    ...(what === '' ? {} : { body: {} }),
  })
  return [answer.status, (await answer.json<Problem>()).code]
}

describe('a client with a metadata document', () => {
  it('that a member allows gets tokens, can refresh them, and is an app of the organization from then on', async () => {
    const org = await newTestOrg('developer')
    const cookie = await signIn(org)
    const agent = await newAgent({ client_uri: 'https://agent.example.com' })
    const waiting = await readWaiting(await newChallengeOf(agent, SCOPES), { cookie })
    expect(waiting).toMatchObject({
      app: { id: null, clientId: agent.clientId, name: 'Agent of a vendor', source: 'document', verified: false },
      organization: { id: org.organizationId },
      mustAsk: true,
    })
    expect(await appsOf(org)).toEqual([])

    const tokens = await allowed(agent, cookie)
    expect(tokens.scope).toBe('users:read posts:read')
    const me = await json<Me>('GET', '/api/v1/me', { key: tokens.access_token })
    expect(me).toMatchObject({ scopes: ['users:read', 'posts:read'], organization: { id: org.organizationId } })
    expect((await call('GET', '/api/v1/webhooks', { key: tokens.access_token })).status).toBe(403)
    const again = await refresh(agent, tokens)
    expect(await statusOf(await again.json<Tokens>())).toBe(200)

    const [app, ...others] = await appsOf(org)
    expect(others).toEqual([])
    expect(app).toMatchObject({
      clientId: agent.clientId,
      name: 'Agent of a vendor',
      source: 'document',
      type: 'public',
      status: 'active',
      scopes: ['*'],
      redirectUris: [REDIRECT],
      websiteUrl: 'https://agent.example.com',
      secret: null,
      createdBy: 'Tess Tester',
    })
    const audit = await json<Page<{ action: string }>>('GET', '/api/v1/audit-logs', { key: org.key })
    expect(audit.data.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['oauth_app.created', 'oauth_grant.allowed']),
    )
    // It was fetched once for all of this.
    expect(await agent.host.requests('/agent.json')).toHaveLength(1)
  })

  it('can be allowed only what the person holds, whatever it asks for', async () => {
    const org = await newTestOrg('viewer')
    const tokens = await allowed(await newAgent(), await signIn(org), { scope: 'users:read users:write' })
    expect(tokens.scope).toBe('users:read')
    const everything = await newChallengeOf(await newAgent(), { scope: '*' })
    const back = await decide(everything, 'accept', { cookie: await signIn(org) })
    expect(back.searchParams.get('error')).toBe('access_denied')
  })

  it('has one row in an organization, also when many members allow it at once', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await newAgent()
    const challenges = await Promise.all(Array.from({ length: 6 }, () => newChallengeOf(agent, SCOPES)))
    const backs = await Promise.all(challenges.map((challenge) => decide(challenge, 'accept', { cookie })))
    expect(backs.every((back) => back.searchParams.has('code'))).toBe(true)
    expect(await appsOf(org)).toHaveLength(1)
    const created = await env.DB.prepare(
      `SELECT count(*) AS n FROM audit_logs WHERE organization_id = ? AND action = 'oauth_app.created'`,
    )
      .bind(org.organizationId)
      .first<{ n: number }>()
    expect(created?.n).toBe(1)
  })

  it('has a row for each organization, so that one cannot end the access in another', async () => {
    const [one, two] = [await newTestOrg(), await newTestOrg()]
    const agent = await newAgent()
    const [first, second] = [await allowed(agent, await signIn(one)), await allowed(agent, await signIn(two))]
    const [app] = await appsOf(one)
    expect((await call('POST', `/api/v1/oauth-apps/${app?.id}/disable`, { key: one.key })).status).toBe(200)
    expect(await statusOf(first)).toBe(401)
    expect(await statusOf(second)).toBe(200)
    expect(await errorOf(await refresh(agent, first))).toEqual([400, 'unauthorized_client'])
    expect((await refresh(agent, second)).status).toBe(200)
  })

  it('that the organization has disabled or deleted cannot be allowed again', async () => {
    for (const end of ['disable', 'delete'] as const) {
      const org = await newTestOrg()
      const cookie = await signIn(org)
      const agent = await newAgent()
      const tokens = await allowed(agent, cookie)
      const challenge = await newChallengeOf(agent, SCOPES)
      const [app] = await appsOf(org)
      const path = `/api/v1/oauth-apps/${app?.id}`
      const ended =
        end === 'disable'
          ? await call('POST', `${path}/disable`, { key: org.key })
          : await call('DELETE', path, { key: org.key })
      expect(ended.status).toBeLessThan(300)
      expect(await refusalOf(challenge, '', cookie)).toEqual([403, 'app_disabled'])
      expect(await refusalOf(challenge, '/accept', cookie)).toEqual([403, 'app_disabled'])
      expect(await statusOf(tokens)).toBe(401)
      expect((await refresh(agent, tokens)).status).toBe(400)
      const silent = await call('GET', authorizePath(agent, { prompt: 'none', ...SCOPES }), { headers: { cookie } })
      expect([silent.status, silent.headers.get('location')]).toEqual([400, null])
    }
  })

  it('is narrowed by the scopes and the limits that admins set for it', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await newAgent()
    const tokens = await allowed(agent, cookie)
    const [app] = await appsOf(org)
    const narrowed = await call('PATCH', `/api/v1/oauth-apps/${app?.id}`, {
      cookie,
      body: { scopes: ['posts:read'], rateLimit: { perMinute: 2 } },
    })
    expect(narrowed.status).toBe(200)
    const me = await json<Me>('GET', '/api/v1/me', { key: tokens.access_token })
    expect(me.scopes).toEqual(['posts:read'])
    const challenge = await newChallengeOf(agent, SCOPES)
    expect((await readWaiting(challenge, { cookie })).scopes.map(({ scope }) => scope)).toEqual(['posts:read'])
    const none = await decide(await newChallengeOf(agent, { scope: 'users:read' }), 'accept', { cookie })
    expect(none.searchParams.get('error')).toBe('access_denied')
    expect([await statusOf(tokens), await statusOf(tokens)]).toEqual([200, 429])
  })

  it('says about itself what its document says when it was last allowed', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await newAgent()
    await allowed(agent, cookie)
    const uri = 'https://agent.example.com/new'
    await agent.host.serveClient('/agent.json', { client_name: 'Renamed', redirect_uris: [REDIRECT, uri] })
    await env.DB.prepare('UPDATE oauth_clients SET created_at = 0, used_at = 0, fresh_until = 0 WHERE client_id = ?')
      .bind(agent.clientId)
      .run()
    await allowed({ ...agent, redirectUri: uri }, cookie)
    expect(await appsOf(org)).toMatchObject([{ name: 'Renamed', redirectUris: [REDIRECT, uri] }])
  })

  it('writes four rows more where it is allowed for the first time, and none from then on', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await newAgent()
    const { bill, db } = billedDatabase()
    const cost = async () => {
      const challenge = await newChallengeOf(agent, SCOPES)
      bill.written = 0
      const path = `/api/v1/oauth-authorizations/${challenge}/accept`
      expect((await call('POST', path, { cookie, body: {}, env: { ...env, DB: db } })).status).toBe(200)
      return bill.written
    }
    const [first, second, third] = [await cost(), await cost(), await cost()]
    // The app and its audit entry with an index each; the grant with its two indexes is there from then on too.
    expect(first - second).toBe(4 + 2)
    expect(third).toBe(second)
  })

  it('can be allowed by the host product for its users', async () => {
    const org = await newTestOrg()
    const { key } = await createKey({ key: org.key }, { scopes: ['oauth:authorize', 'users:read'] })
    await env.DB.prepare(`INSERT INTO oauth_settings (organization_id, consent, registration) VALUES (?, 'host', 0)`)
      .bind(org.organizationId)
      .run()
    const back = await decide(await newChallengeOf(await newAgent(), SCOPES), 'accept', { key }, { subject: 'user-7' })
    expect(back.searchParams.has('code')).toBe(true)
    expect(await appsOf(org)).toMatchObject([{ source: 'document', activeGrants: null }])
  })

  it('whose document cannot be read gets an error page, not a redirect', async () => {
    const agent = await newAgent()
    await agent.host.serve('/agent.json', { status: 500, body: '' })
    const down = await call('GET', authorizePath(agent))
    expect([down.status, await down.text()]).toEqual([400, expect.stringContaining('cannot be fetched now')])
    await agent.host.serve('/agent.json', { status: 404, body: '' })
    const unknown = await call('GET', authorizePath(agent))
    expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('metadata document')])
    expect(
      await errorOf(
        await protocol(
          'token',
          { clientId: agent.clientId, secret: '' },
          { grant_type: 'refresh_token', refresh_token: 'x' },
        ),
      ),
    ).toEqual([401, 'invalid_client'])
    await agent.host.serve('/agent.json', { status: 500, body: '' })
    const busy = await protocol(
      'token',
      { clientId: agent.clientId, secret: '' },
      {
        grant_type: 'refresh_token',
        refresh_token: 'x',
      },
    )
    expect(await errorOf(busy)).toEqual([503, 'temporarily_unavailable'])
  })
})

describe('a client that registered itself', () => {
  it('can be allowed only in organizations that let apps register, and stays once it was', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const agent = await newRegistration()
    const challenge = await newChallengeOf(agent, SCOPES)
    expect(await refusalOf(challenge, '', cookie)).toEqual([403, 'registration_off'])
    expect(await refusalOf(challenge, '/accept', cookie)).toEqual([403, 'registration_off'])
    expect(await appsOf(org)).toEqual([])
    await env.DB.prepare(
      `INSERT INTO oauth_settings (organization_id, consent, registration) VALUES (?, 'gatehouse', 1)`,
    )
      .bind(org.organizationId)
      .run()
    const tokens = await allowed(agent, cookie)
    expect(await appsOf(org)).toMatchObject([
      { clientId: agent.clientId, source: 'registration', name: 'Registered agent', type: 'public' },
    ])
    await env.DB.prepare('UPDATE oauth_clients SET fresh_until = 0 WHERE client_id = ?').bind(agent.clientId).run()
    expect((await refresh(agent, tokens)).status).toBe(200)
    // In another organization it would have to be turned on too.
    const other = await newTestOrg()
    expect(await refusalOf(await newChallengeOf(agent, SCOPES), '/accept', await signIn(other))).toEqual([
      403,
      'registration_off',
    ])
  })
})
