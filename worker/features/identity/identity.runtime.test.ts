import { abortAllDurableObjects } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ApiKeyWithSecret } from '../../../contract/api-keys.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Me, Member, Organization, Session } from '../../../contract/identity.ts'
import { call, json, newTestOrg, ORIGIN, settled, signIn, watchedEnv } from '../../../test/support/kit.ts'
import { soon } from '../../../test/support/until.ts'
import { countSignIn } from './sign-in-gate-client.ts'

const from = (ip: string) => ({ origin: ORIGIN, 'cf-connecting-ip': ip })
const tryIn = (email: string, password: string, ip = '203.0.113.1') =>
  call('POST', '/api/auth/sign-in/email', { body: { email, password }, headers: from(ip) })

describe('the first run', () => {
  const setup = (more: object = {}) => ({
    setupToken: 'setup-code-of-the-tests',
    organizationName: 'Acme & Söhne',
    name: 'Ada',
    email: 'ada@example.com',
    password: 'a long enough password',
    ...more,
  })
  const claim = (body: object, ip: string, slow?: Cloudflare.Env) =>
    call('POST', '/api/v1/setup', { body, headers: from(ip), ...(slow ? { env: slow } : {}) })

  it('is refused without the setup code, and with invalid fields', async () => {
    const wrong = await claim(setup({ setupToken: 'guess' }), '192.0.2.1')
    expect([wrong.status, (await wrong.json<Problem>()).code]).toEqual([403, 'setup_token_wrong'])
    for (const [field, value] of Object.entries({
      email: 'nobody',
      password: 'short',
      name: '',
      organizationName: 'x'.repeat(101),
    })) {
      const answer = await claim(setup({ [field]: value }), '192.0.2.1')
      const problem = await answer.json<Problem>()
      expect([answer.status, problem.errors?.[0]?.path]).toEqual([422, field])
    }
    expect(await json('GET', '/api/v1/setup')).toEqual({ needed: true })
  })

  it('cannot be blocked by a stranger who tries again and again', async () => {
    const flood = Array.from({ length: 60 }, () => claim(setup({ setupToken: 'guess' }), '198.51.100.7'))
    const statuses = (await Promise.all(flood)).map((one) => one.status)
    expect(statuses.filter((status) => status === 403)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50)
    // The right code passes the throttle and is refused because of the invalid name.
    expect((await claim(setup({ name: '' }), '192.0.2.77')).status).toBe(422)
    expect((await claim(setup({ setupToken: 'guess' }), '192.0.2.77')).status).toBe(403)
  })

  it('creates one owner, also with several requests at the same time', async () => {
    await abortAllDurableObjects()
    const slow = watchedEnv(20)
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, n) => claim(setup({ email: `owner${n}@example.com` }), `192.0.2.${n}`, slow.env)),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409, 409])
    const counted = await env.DB.prepare(
      'SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM organizations) AS organizations',
    ).first()
    expect(counted).toEqual({ users: 1, organizations: 1 })
    expect(await json('GET', '/api/v1/setup')).toEqual({ needed: false })
    const winner = answers.find((one) => one.status === 201)
    const { email } = (await winner?.json<{ email: string }>()) ?? { email: '' }
    const cookie = await signIn({ email, password: 'a long enough password' })
    expect(await json<Me>('GET', '/api/v1/me', { cookie })).toMatchObject({
      role: 'owner',
      scopes: ['*'],
      organization: { name: 'Acme & Söhne' },
    })
  })

  it('lets the local bootstrap create keys with the setup code, replacing its own key of that name', async () => {
    const mint = (body: object) => call('POST', '/api/v1/setup/key', { body })
    const first = await mint({ setupToken: 'setup-code-of-the-tests', name: 'First call', replace: true })
    expect(first.status).toBe(201)
    const old = await first.json<ApiKeyWithSecret>()
    const second = await mint({ setupToken: 'setup-code-of-the-tests', name: 'First call', replace: true })
    const fresh = await second.json<ApiKeyWithSecret>()
    expect((await call('GET', '/api/v1/me', { key: old.key })).status).toBe(401)
    expect((await call('GET', '/api/v1/me', { key: fresh.key })).status).toBe(200)
    expect((await mint({ setupToken: 'wrong', name: 'First call' })).status).toBe(403)
  })
})

describe('signing in', () => {
  it('creates a session in a cookie that scripts cannot read, with no token in the answer', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const answer = await tryIn(org.email.toUpperCase(), org.password)
    expect(await answer.json()).toEqual({ signedIn: true })
    const cookie = answer.headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/^__Host-gatehouse\.session=/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
  })

  it('answers a wrong password and an unknown address in the same way', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const [wrong, unknown] = [await tryIn(org.email, 'not this one'), await tryIn('nobody@example.com', 'not this one')]
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { requestId: _a, ...one } = await wrong.json<Problem>()
    const { requestId: _b, ...two } = await unknown.json<Problem>()
    expect(one).toEqual(two)
  })

  it('is limited per account and network: five attempts a minute, also at the same time', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const guess = (n: number) => tryIn(org.email, `guess ${n}`, `2001:db8:0:7::${n + 1}`)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n)))
    const counts = answers.map((one) => one.status)
    expect(counts.filter((status) => status === 401)).toHaveLength(5)
    expect(counts.filter((status) => status === 429)).toHaveLength(15)
    await abortAllDurableObjects()
    const again = await guess(99)
    expect(again.status).toBe(429)
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(30)
  })

  it('still works for the right person after 30 wrong guesses of a stranger', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    await Promise.all(Array.from({ length: 30 }, (_, n) => tryIn(org.email, `guess ${n}`, '198.51.100.9')))
    expect((await tryIn(org.email, org.password, '198.51.100.10')).status).toBe(200)
  })

  it('is limited per account from everywhere, except from networks where the right password was given before', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    expect((await tryIn(org.email, org.password, '192.0.2.50')).status).toBe(200)
    // Calls the verb directly, because each password check takes a tenth of a second of CPU.
    const guesses = Array.from({ length: 80 }, (_, n) => countSignIn(env.SIGN_IN_GATE, org.email, `203.0.113.${n}`))
    const outcomes = await Promise.allSettled(guesses)
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(59)
    expect((await tryIn(org.email, org.password, '198.51.100.200')).status).toBe(429)
    expect((await tryIn(org.email, org.password, '192.0.2.50')).status).toBe(200)
  })

  it('is logged, but a flood of refused attempts is counted and writes few rows', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const rejected = async () =>
      (await env.DB.prepare(`SELECT sum(calls) AS n FROM log_counters WHERE kind = 'rejected'`).first<{ n: number }>())
        ?.n ?? 0
    const logged = async () =>
      (
        await env.DB.prepare(`SELECT status FROM event_logs WHERE organization_id = ? AND type = 'auth'`)
          .bind(org.organizationId)
          .all<{ status: number }>()
      ).results.map(({ status }) => status)
    await settled()
    const before = await rejected()
    await Promise.all(Array.from({ length: 60 }, (_, n) => tryIn(org.email, `guess ${n}`, '198.51.100.33')))
    await settled()
    await soon(rejected).toBeGreaterThanOrEqual(before + 35)
    await soon(async () => (await logged()).length).toBe(25)
    expect((await logged()).filter((status) => status === 401)).toHaveLength(5)
  })

  it('resets the failures of an account after the right password', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) expect((await tryIn(org.email, 'wrong')).status).toBe(401)
      expect((await tryIn(org.email, org.password)).status).toBe(200)
    }
  })

  it('is refused from another site', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const answer = await call('POST', '/api/auth/sign-in/email', {
      body: { email: org.email, password: org.password },
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('a session', () => {
  it('ends with signing out', async () => {
    const cookie = await signIn(await newTestOrg('owner', { withKey: false }))
    expect((await call('GET', '/api/v1/me', { cookie })).status).toBe(200)
    expect((await call('POST', '/api/auth/sign-out', { cookie })).status).toBe(204)
    expect((await call('GET', '/api/v1/me', { cookie })).status).toBe(401)
  })

  it('is refused if its cookie was forged or truncated', async () => {
    const cookie = await signIn(await newTestOrg('owner', { withKey: false }))
    for (const bad of [
      `${cookie}x`,
      cookie.slice(0, -5),
      cookie.replace(/=.../, '=abc'),
      '__Host-gatehouse.session=',
    ]) {
      expect((await call('GET', '/api/v1/me', { cookie: bad })).status, bad).toBe(401)
    }
  })

  it('is stored as a digest of its token: the database does not reveal a cookie', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const cookie = await signIn(org)
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    expect(token.length).toBeGreaterThanOrEqual(32)
    const stored = async () =>
      (
        await env.DB.prepare('SELECT token, expires_at AS ends FROM sessions WHERE user_id = ?')
          .bind(org.userId)
          .all<{ token: string; ends: number }>()
      ).results
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
    expect((await stored()).map((row) => row.token)).toEqual([digest])
    // A session in use is extended with the same digest, and its cookie still works.
    const soon = Date.now() + 3_600_000
    await env.DB.prepare('UPDATE sessions SET expires_at = ?, updated_at = ? WHERE user_id = ?')
      .bind(soon, soon - 7 * 86_400_000, org.userId)
      .run()
    expect((await call('GET', '/api/v1/me', { cookie })).status).toBe(200)
    expect(await stored()).toEqual([{ token: digest, ends: expect.closeTo(Date.now() + 7 * 86_400_000, -6) }])
    expect((await call('GET', '/api/v1/me', { cookie })).status).toBe(200)
    expect((await call('POST', '/api/auth/sign-out', { cookie })).status).toBe(204)
    expect(await stored()).toEqual([])
  })

  it('can be listed and ended only by its owner', async () => {
    const [org, other] = [await newTestOrg('owner', { withKey: false }), await newTestOrg('owner', { withKey: false })]
    const [here, there, stranger] = [await signIn(org), await signIn(org), await signIn(other)]
    const { data } = await json<Page<Session>>('GET', '/api/v1/sessions', { cookie: here })
    expect(data).toHaveLength(2)
    expect(data.filter((one) => one.current)).toHaveLength(1)
    expect(JSON.stringify(data)).not.toContain(decodeURIComponent(there.split('=')[1] ?? '').split('.')[0])
    const target = data.find((one) => !one.current)?.id
    expect((await call('DELETE', `/api/v1/sessions/${target}`, { cookie: stranger })).status).toBe(404)
    expect((await call('GET', '/api/v1/me', { cookie: there })).status).toBe(200)
    expect((await call('DELETE', `/api/v1/sessions/${target}`, { cookie: here })).status).toBe(204)
    expect((await call('GET', '/api/v1/me', { cookie: there })).status).toBe(401)
    expect((await call('GET', '/api/v1/me', { cookie: here })).status).toBe(200)
  })

  it('is refused to keys: it belongs to a person', async () => {
    const org = await newTestOrg()
    const answer = await call('GET', '/api/v1/sessions', org)
    expect([answer.status, (await answer.json<Problem>()).code]).toEqual([403, 'session_needed'])
  })
})

describe('the organization', () => {
  it('and its members are shown only to its members', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    expect((await json<Organization>('GET', '/api/v1/organization', org)).id).toBe(org.organizationId)
    const members = await json<Page<Member>>('GET', '/api/v1/members', other)
    expect(members.data.map((one) => one.userId)).toEqual([other.userId])
  })
})
