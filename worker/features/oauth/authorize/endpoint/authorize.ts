import { OAUTH_CONSENT_PATH, OAUTH_PUSHED_SECONDS } from '../../../../../contract/oauth.data.ts'
import type { Actor, Caller } from '../../../../platform/auth/actor.ts'
import type { Deps } from '../../../../platform/deps.ts'
import { Refusal } from '../../../../platform/errors.ts'
import { SEALED_AUTHORIZATION, SEALED_PUSHED_REQUEST } from '../../../../platform/lib/crypto/sealing-purposes.ts'
import { loadOnce } from '../../../../platform/lib/load-once.ts'
import { reportError } from '../../../../platform/lib/report.ts'
import { type Client, findClient } from '../../clients/find-client.ts'
import { findSettings } from '../../rows/settings-store.ts'
import { acceptAuthorization } from '../accept.ts'
import { newChallenge, openChallenge, sealChallenge } from '../challenge.ts'
import { readAuthorization } from '../read.ts'
import { withParameters } from '../redirect-uri.ts'
import {
  type AuthorizationError,
  checkRequest,
  errorRedirect,
  type PageProblem,
  type Parameters,
  type ReturnAddress,
  type ValidRequest,
} from '../request.ts'

/** Where the browser has to go, or what to show in place of that. */
export type Answer = { redirectTo: string } | { problem: PageProblem }

/** Beginning of a `request_uri` (RFC 9126, section 2.2). */
export const PUSHED = 'urn:ietf:params:oauth:request_uri:'

type Input = {
  parameters: Parameters
  /** The origin of the request. */
  issuer: string
  request: Request
  caller: Caller
}

const sessionReader = loadOnce(() => import('../../../identity/read-session.ts'))

/** The member who is signed in at the browser of a request; null: nobody is. */
async function findMember(deps: Deps, { request, caller }: Input): Promise<Actor | null> {
  const { readSession } = await sessionReader()
  const session = await readSession(deps, request)
  return session && { ...session.actor, ...caller }
}

/**
 * Answers an authorization request (RFC 6749, section 4.1.1). Whoever sends it, no row is written: what was checked goes along in the
 * URL of the page that asks, sealed. With `prompt=none` nobody is asked, so a code is given at once or not at all.
 */
export async function authorize(deps: Deps, input: Input): Promise<Answer> {
  const { issuer } = input
  const asked = await withoutPushing(deps, input.parameters)
  if (!asked) return { problem: 'pushed_unknown' }
  const { values } = asked
  const client = await clientOf(deps, values, input.caller)
  if (client === 'unreachable') return { problem: 'client_unreachable' }
  const checked = checkRequest(asked, client, issuer, deps.config)
  if (checked.kind === 'page') return checked
  // Anybody can publish a metadata document, so without a person who decides it would be an open redirect (RFC 9700, section 4.11).
  const isTrusted = client?.source === 'organization'
  if (!isTrusted && (checked.kind === 'error' || checked.request.prompt.none)) return { problem: 'request_refused' }
  if (checked.kind === 'error') {
    return { redirectTo: errorRedirect(checked.returns, checked.error, checked.description) }
  }
  try {
    const challenge = await sealChallenge(deps.config, SEALED_AUTHORIZATION, newChallenge(values, issuer, deps.now))
    const loginUrl = client?.organizationId ? (await findSettings(deps.db, client.organizationId)).loginUrl : null
    if (checked.request.prompt.none) return await withoutAsking(deps, checked.request, challenge, loginUrl, input)
    // A header takes no other characters than those of an encoded URL.
    if (loginUrl !== null) return { redirectTo: withParameters(new URL(loginUrl).href, [['challenge', challenge]]) }
    // The page cannot read the challenge before somebody is signed in, and the hint is for that.
    const hint = ['login_hint', checked.request.loginHint] as const
    return { redirectTo: withParameters(OAUTH_CONSENT_PATH, [['challenge', challenge], hint]) }
  } catch (error) {
    return { redirectTo: failure(checked.request.returns, error) }
  }
}

/** The app that a request names; `unreachable`: it has a metadata document, which cannot be fetched now. */
async function clientOf(
  deps: Deps,
  { client_id: clientId, redirect_uri: redirectUri }: Parameters['values'],
  { ip }: Caller,
): Promise<Client | null | 'unreachable'> {
  if (clientId === undefined) return null
  try {
    return await findClient(deps, clientId, { redirectUri, ip })
  } catch (error) {
    const kind = error instanceof Refusal ? error.error.kind : null
    if (kind === 'unavailable' || kind === 'rate_limited') return 'unreachable'
    throw error
  }
}

/** The parameters of a request, or those that were pushed before; null if what it names was not, or too long ago. */
async function withoutPushing(deps: Deps, parameters: Parameters): Promise<Parameters | null> {
  const { client_id, request_uri: name } = parameters.values
  if (name === undefined) return parameters
  if (!name.startsWith(PUSHED) || parameters.twice.length > 0) return null
  const pushed = await openChallenge(deps.config, SEALED_PUSHED_REQUEST, name.slice(PUSHED.length))
  if (!pushed || deps.now >= pushed.startedAt + OAUTH_PUSHED_SECONDS * 1000) return null
  // RFC 9126, section 4: the client ID is there twice, and all other parameters beside it are ignored.
  return pushed.values.client_id === client_id ? { values: pushed.values, twice: [], long: [] } : null
}

/** `prompt=none` (OpenID Connect Core, section 3.1.2.1): a code for what was allowed before, or why there is none. */
async function withoutAsking(
  deps: Deps,
  { returns }: ValidRequest,
  challenge: string,
  loginUrl: string | null,
  input: Input,
): Promise<Answer> {
  const refuse = (error: AuthorizationError, description: string) => ({
    redirectTo: errorRedirect(returns, error, description),
  })
  if (loginUrl !== null) return refuse('interaction_required', 'The user has to be asked on another page.')
  const member = await findMember(deps, input)
  if (!member) return refuse('login_required', 'Nobody is signed in.')
  try {
    const { mustAsk } = await readAuthorization(deps, member, challenge)
    if (mustAsk) return refuse('consent_required', 'The user has not allowed this before.')
    return await acceptAuthorization(deps, member, challenge, {})
  } catch (error) {
    // Who is signed in is of another organization.
    if (error instanceof Refusal && error.error.kind === 'not_found') {
      return refuse('login_required', 'Nobody is signed in who could allow this.')
    }
    // The organization does not let this app in.
    if (error instanceof Refusal && error.error.kind === 'forbidden') {
      return refuse('access_denied', 'The organization of the user does not allow this app.')
    }
    throw error
  }
}

/** The app is told of failures too (RFC 6749, section 4.1.2.1), since a browser cannot be redirected with a status of 500. */
function failure(returns: ReturnAddress, error: unknown): string {
  if (error instanceof Refusal && error.error.kind === 'unavailable') {
    return errorRedirect(returns, 'temporarily_unavailable', 'Try again in a moment.')
  }
  reportError('an authorization request failed', error)
  return errorRedirect(returns, 'server_error', 'Something failed here.')
}
