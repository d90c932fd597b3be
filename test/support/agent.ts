import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client'
import type { Instance } from './instance.ts'

/** Where apps of the tests are opened again. Nothing listens there. */
export const CALLBACK = 'http://127.0.0.1:4711/callback'

/** Signs the owner of an instance in; returns the cookie. */
export async function signInOf(org: Instance): Promise<string> {
  const answer = await fetch(`${org.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: org.url },
    body: JSON.stringify({ email: org.adminEmail, password: org.adminPassword }),
  })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** What a browser and a member who allows everything do: returns the URL at which the app is opened again. */
export async function allowAsMember(org: Instance, cookie: string, authorizationUrl: URL): Promise<URL> {
  const started = await fetch(authorizationUrl, { redirect: 'manual', headers: { cookie } })
  const page = new URL(started.headers.get('location') ?? '', org.url)
  const challenge = page.searchParams.get('challenge')
  const accepted = await fetch(`${org.url}/api/v1/oauth-authorizations/${challenge}/accept`, {
    method: 'POST',
    headers: { cookie, origin: org.url, 'content-type': 'application/json' },
    body: '{}',
  })
  const { redirectTo } = (await accepted.json()) as { redirectTo: string }
  if (!accepted.ok) throw new Error(`the consent answered ${accepted.status}`)
  return new URL(redirectTo)
}

/** An agent that keeps what it gets in memory, as the MCP client asks for it. */
export class Agent implements OAuthClientProvider {
  readonly redirectUrl = CALLBACK
  readonly clientMetadata: OAuthClientMetadata = {
    client_name: 'Agent',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  }
  known: StoredOAuthClientInformation | undefined
  stored: StoredOAuthTokens | undefined
  verifier = ''
  page: URL | undefined

  /** `scopes`: which it asks for, if no challenge names others. */
  constructor(known?: StoredOAuthClientInformation, scopes: readonly string[] = []) {
    this.known = known
    if (scopes.length > 0) this.clientMetadata.scope = scopes.join(' ')
  }

  clientInformation() {
    return this.known
  }
  saveClientInformation(known: StoredOAuthClientInformation) {
    this.known = known
  }
  tokens() {
    return this.stored
  }
  saveTokens(tokens: StoredOAuthTokens) {
    this.stored = tokens
  }
  redirectToAuthorization(url: URL) {
    this.page = url
  }
  saveCodeVerifier(verifier: string) {
    this.verifier = verifier
  }
  codeVerifier() {
    return this.verifier
  }
}
