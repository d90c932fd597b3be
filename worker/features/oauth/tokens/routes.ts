import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { Refusal } from '../../../platform/errors.ts'
import { byToken } from '../../../platform/http/caller/authenticate.ts'
import { credentialOf } from '../../../platform/http/caller/credential.ts'
import { type App, actorOf, callOf, depsOf } from '../../../platform/http/context.ts'
import { newRouter } from '../../../platform/http/openapi.ts'
import { authenticateClient } from '../clients/authenticate-client.ts'
import type { Client } from '../clients/find-client.ts'
import { NO_STORE, OAuthError, oauthErrorAnswer } from '../protocol/oauth-error.ts'
import { readForm } from '../protocol/read-form.ts'
import { clientCredentials } from './client-credentials.ts'
import { exchangeCode } from './exchange-code.ts'
import { findOwnerIn, ownerOf, presentsCredential } from './find-owner.ts'
import { introspectForApi, introspectOwn } from './introspect.ts'
import type { TokenAnswer } from './mint.ts'
import { refreshTokens } from './refresh.ts'
import { revokeToken } from './revoke.ts'

/** Clients in a browser call these endpoints from any origin. No cookie counts here. */
export const anyOrigin = cors({
  origin: '*',
  allowMethods: ['POST'],
  allowHeaders: ['authorization', 'content-type'],
  exposeHeaders: ['www-authenticate', 'retry-after'],
})

/**
 * Answers a request to a protocol endpoint whose client has proven who it is. Its log entry belongs to the app.
 */
export async function withClient(
  c: Context<App>,
  answer: (client: Client, form: URLSearchParams) => Promise<object | null>,
  status: 200 | 201 = 200,
): Promise<Response> {
  const call = callOf(c)
  // The Authorization header is that of the client.
  call.asked = true
  return withErrors(c, async () => {
    const form = await readForm(c.req.raw)
    try {
      const client = await authenticateClient(depsOf(c), c.req.raw, form)
      // Anybody can name a public client, so only what it presents makes an entry.
      if (client.app && client.type !== 'public') call.logOwner = ownerOf(client.app)
      const body = await answer(client, form)
      call.logOwner ??= await findOwnerIn(depsOf(c), c.req.raw, form)
      return body === null ? c.body(null, 200, NO_STORE) : c.json(body, status, NO_STORE)
    } catch (error) {
      // A refused call that names one of our credentials is logged under the app of that one; any other is counted.
      call.logOwner ??= await findOwnerIn(depsOf(c), c.req.raw, form)
      call.rejected = call.logOwner === null && presentsCredential(c.req.raw, form)
      throw error
    }
  })
}

/** Answers a request in the way of RFC 6749, section 5.2, when it is refused. */
async function withErrors(c: Context<App>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    const refusal = protocolErrorOf(error)
    if (!refusal) throw error
    const { status, body, headers, outcome } = oauthErrorAnswer(refusal)
    callOf(c).refused = { code: outcome, reason: null }
    return c.json(body, status, headers)
  }
}

/** What a protocol endpoint says of an error; null for one that is not expected. */
function protocolErrorOf(error: unknown): OAuthError | null {
  if (error instanceof OAuthError) return error
  // RFC 7009, section 2.2.1: with 503 the client knows that the token may still be valid, and repeats the call.
  if (!(error instanceof Refusal) || error.error.kind !== 'unavailable') return null
  return new OAuthError('temporarily_unavailable', error.error.detail)
}

/** RFC 7662, section 2.1: a resource server authenticates with a token of its own, here with a key. */
async function introspectByKey(c: Context<App>): Promise<Response> {
  const presented = credentialOf(c)
  if (presented) await byToken(c, presented, ['api-keys:verify'])
  return withErrors(c, async () => {
    const form = await readForm(c.req.raw)
    return c.json(await introspectForApi(depsOf(c), actorOf(c), form), 200, NO_STORE)
  })
}

async function token(c: Context<App>, client: Client, form: URLSearchParams): Promise<TokenAnswer> {
  const deps = depsOf(c)
  const grantType = form.get('grant_type')
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(deps, client, form)
    case 'refresh_token':
      return refreshTokens(deps, client, form)
    case 'client_credentials':
      return clientCredentials(deps, client, form)
    case null:
      throw new OAuthError('invalid_request', 'The parameter grant_type is missing.')
    default:
      throw new OAuthError(
        'unsupported_grant_type',
        'Supported are authorization_code, refresh_token and client_credentials.',
      )
  }
}

/** Whether a request has the credential of an API call, and not that of a client. */
const isByKey = (headers: Headers): boolean =>
  headers.has('x-api-key') || /^bearer\s/i.test(headers.get('authorization') ?? '')

/** The endpoints that clients call themselves, not by a browser: RFC 6749, 7009 and 7662. */
export const tokenRoutes = newRouter()
for (const path of ['/token', '/revoke', '/introspect']) tokenRoutes.use(path, anyOrigin)
tokenRoutes.post('/token', (c) => withClient(c, (client, form) => token(c, client, form)))
tokenRoutes.post('/revoke', (c) =>
  withClient(c, async (client, form) => {
    await revokeToken(depsOf(c), client, form)
    return null
  }),
)
tokenRoutes.post('/introspect', (c) =>
  isByKey(c.req.raw.headers)
    ? introspectByKey(c)
    : withClient(c, (client, form) => introspectOwn(depsOf(c), client, form)),
)
