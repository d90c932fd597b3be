import { env } from 'cloudflare:workers'
import type { OAuthAuthorization, OAuthRedirect } from '../../contract/oauth.ts'
import { newId } from '../../worker/platform/lib/ids.ts'
import { call, type TestOrg } from './kit.ts'

/** The code challenge of RFC 7636, appendix B, and its verifier. */
export const CODE_CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

type NewApp = {
  name?: string
  type?: 'confidential' | 'public'
  environment?: 'live' | 'test'
  scopes?: string[]
  redirectUris?: string[]
  verified?: boolean
  requirePkce?: boolean
}

export type AskingApp = { id: string; clientId: string; scopes: string[]; redirectUri: string; organizationId: string }

/** An OAuth app that asks for access, inserted as its creation would. */
export async function newAskingApp(
  org: Pick<TestOrg, 'organizationId' | 'userId'>,
  more: NewApp = {},
): Promise<AskingApp> {
  const { scopes = ['users:read', 'posts:write'], redirectUris = ['https://app.example/callback'] } = more
  const id = newId('app', Date.now())
  const clientId = `gh_${id.slice(4)}`
  await env.DB.prepare(
    `INSERT INTO oauth_apps (organization_id, id, client_id, name, description, environment, type, source, status,
       redirect_uris, scopes, grant_types, require_pkce, verified, max_days, public_keys, holder_type, holder_id,
       website_url, created_at, created_by)
     VALUES (?, ?, ?, ?, '', ?, ?, 'organization', 'active', ?, ?, '["authorization_code"]', ?, ?, 90, '[]', 'person', ?,
       'https://northwind.example', ?, 'Tess Tester')`,
  )
    .bind(
      org.organizationId,
      id,
      clientId,
      more.name ?? 'Chart Companion',
      more.environment ?? 'live',
      more.type ?? 'confidential',
      JSON.stringify(redirectUris),
      JSON.stringify(scopes),
      Number(more.requirePkce ?? true),
      Number(more.verified ?? false),
      org.userId,
      Date.now(),
    )
    .run()
  return { id, clientId, scopes, redirectUri: redirectUris[0] ?? '', organizationId: org.organizationId }
}

/** The path of an authorization request of an app; null leaves a parameter out. */
export function authorizePath(app: AskingApp, change: Record<string, string | null> = {}): string {
  const all: Record<string, string | null> = {
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    state: 'xyz',
    code_challenge: CODE_CHALLENGE,
    code_challenge_method: 'S256',
    ...change,
  }
  const query = Object.entries(all).filter((one): one is [string, string] => one[1] !== null)
  return `/oauth/authorize?${new URLSearchParams(query)}`
}

/** Where an authorization request sends the browser. */
export async function sentTo(path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await call('GET', path, { headers })
  const location = answer.headers.get('location')
  if (answer.status !== 303 || location === null) throw new Error(`${answer.status} ${await answer.text()}`)
  return location
}

/** The challenge of a new authorization that waits. */
export async function newChallengeOf(app: AskingApp, change: Record<string, string | null> = {}): Promise<string> {
  const location = await sentTo(authorizePath(app, change))
  const challenge = new URL(location, 'https://gatehouse.test').searchParams.get('challenge')
  if (challenge === null) throw new Error(location)
  return challenge
}

type By = { key?: string; cookie?: string }

export const readWaiting = async (challenge: string, by: By): Promise<OAuthAuthorization> =>
  (await call('GET', `/api/v1/oauth-authorizations/${challenge}`, by)).json()

/** Accepts or rejects; the parameters of the URL to which the browser goes. */
export async function decide(challenge: string, what: 'accept' | 'reject', by: By, body: object = {}): Promise<URL> {
  const answer = await call('POST', `/api/v1/oauth-authorizations/${challenge}/${what}`, { ...by, body })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return new URL((await answer.json<OAuthRedirect>()).redirectTo)
}
