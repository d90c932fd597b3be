import { env } from 'cloudflare:workers'
import { createHash, randomBytes } from 'node:crypto'
import { issueSecret } from '../../worker/features/oauth/format/secrets.ts'
import { allow } from '../../worker/features/oauth/grants/allow.ts'
import type { Actor } from '../../worker/platform/auth/actor.ts'
import { boundTo, type Deps } from '../../worker/platform/deps.ts'
import { configOf } from '../../worker/platform/env.ts'
import { newId } from '../../worker/platform/lib/ids.ts'
import { call, ORIGIN, type TestOrg } from './kit.ts'

export type TestApp = {
  id: string
  clientId: string
  secret: string
  environment: 'live' | 'test'
  scopes: string[]
  redirectUris: string[]
  organizationId: string
}

type NewApp = {
  type?: 'confidential' | 'public'
  environment?: 'live' | 'test'
  scopes?: string[]
  redirectUris?: string[]
  grantTypes?: ('authorization_code' | 'client_credentials')[]
  maxDays?: number
  perMinute?: number | null
  publicKeys?: object[]
  /** By default the member of the organization. */
  holder?: { type: 'person' | 'key'; id: string }
}

/** The dependencies of verbs, for this test. */
export const testDeps = async (): Promise<Deps> => ({
  ...boundTo(env),
  config: configOf(env),
  now: Date.now(),
  waitUntil: (work) => void work,
  url: `${ORIGIN}/`,
})

/** An OAuth app, inserted as its creation would. */
export async function newApp(org: TestOrg, more: NewApp = {}): Promise<TestApp> {
  const { type = 'confidential', environment = 'live', scopes = ['users:read', 'users:write', 'posts:read'] } = more
  const { redirectUris = ['https://app.example.com/callback'], grantTypes = ['authorization_code'] } = more
  const now = Date.now()
  const { key: secret, hash, pepperVersion } = issueSecret('clientSecret', environment, configOf(env).peppers)
  const id = newId('app', now)
  const clientId = `gh_${randomBytes(12).toString('hex')}`
  const holder = more.holder ?? { type: 'person', id: org.userId }
  const isPublic = type === 'public'
  await env.DB.prepare(
    `INSERT INTO oauth_apps (organization_id, id, client_id, name, description, environment, type, source, status,
       redirect_uris, scopes, grant_types, require_pkce, verified, per_minute, max_days, public_keys, secret_hash,
       pepper_version, last_characters, holder_type, holder_id, created_at, created_by)
     VALUES (?, ?, ?, 'Chart Companion', '', ?, ?, 'organization', 'active', ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Tess')`,
  )
    .bind(
      org.organizationId,
      id,
      clientId,
      environment,
      type,
      JSON.stringify(redirectUris),
      JSON.stringify(scopes),
      JSON.stringify(grantTypes),
      more.perMinute ?? null,
      more.maxDays ?? 365,
      JSON.stringify(more.publicKeys ?? []),
      isPublic ? null : hash,
      isPublic ? null : pepperVersion,
      isPublic ? null : secret.slice(-3),
      holder.type,
      holder.id,
      now,
    )
    .run()
  return {
    id,
    clientId,
    secret: isPublic ? '' : secret,
    environment,
    scopes,
    redirectUris,
    organizationId: org.organizationId,
  }
}

/** A code verifier and its challenge (RFC 7636). */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

type Allowing = {
  scopes?: string[]
  resource?: string | null
  subject?: { type: 'person' | 'external'; id: string; name: string }
  pkce?: boolean
  requestId?: string
}

/** What the member of an organization, or another subject, allows an app: the code and its verifier. */
export async function allowApp(org: TestOrg, app: TestApp, more: Allowing = {}) {
  const { verifier, challenge } = newVerifier()
  const { pkce = true, resource = null, scopes = app.scopes, requestId = randomBytes(16).toString('hex') } = more
  const actor: Actor = {
    type: 'session',
    sessionId: newId('ses', Date.now()),
    role: 'owner',
    user: { id: org.userId, name: 'Tess Tester', email: org.email },
    organization: { id: org.organizationId, name: 'Test organization', plan: 'enterprise' },
    scopes: ['*'],
    ip: null,
    requestId: crypto.randomUUID(),
  }
  const [redirectUri = ''] = app.redirectUris
  const { code } = await allow(await testDeps(), {
    organizationId: org.organizationId,
    app: { ...app, name: 'Chart Companion', maxDays: 365 },
    subject: more.subject ?? { type: 'person', id: org.userId, name: 'Tess Tester' },
    scopes,
    resource,
    redirectUri,
    redirectNamed: true,
    codeChallenge: pkce ? challenge : null,
    requestId,
    actor,
  })
  return { code, verifier, redirectUri, requestId }
}

type Parameters = Record<string, string | string[] | undefined>

/** A form-encoded request to a protocol endpoint. A confidential app sends its secret by HTTP Basic. */
export async function protocol(
  path: 'token' | 'revoke' | 'introspect' | 'par',
  app: Pick<TestApp, 'clientId' | 'secret'> | null,
  parameters: Parameters,
  more: { headers?: Record<string, string>; env?: Cloudflare.Env } = {},
): Promise<Response> {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value ?? []].flat()) form.append(name, one)
  }
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded', ...more.headers }
  if (app?.secret) headers.authorization ??= `Basic ${btoa(`${app.clientId}:${app.secret}`)}`
  else if (app) form.set('client_id', app.clientId)
  return call('POST', `/oauth/${path}`, { raw: form.toString(), headers, ...(more.env && { env: more.env }) })
}

export type Tokens = {
  access_token: string
  refresh_token: string
  token_type: string
  expires_in: number
  scope: string
}

/** Exchanges a code. */
export const exchange = (
  app: TestApp,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
  more: Parameters = {},
  options: { env?: Cloudflare.Env } = {},
): Promise<Response> =>
  protocol(
    'token',
    app,
    { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri, ...more },
    options,
  )

/** Tokens of an app that the member of an organization has allowed. */
export async function tokensOf(org: TestOrg, app: TestApp, more: Allowing = {}): Promise<Tokens> {
  const answer = await exchange(app, await allowApp(org, app, more))
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** The status and error of a protocol answer. */
export async function errorOf(answer: Response): Promise<[status: number, error: string | undefined]> {
  const { error } = await answer.json<{ error?: string }>()
  return [answer.status, error]
}
