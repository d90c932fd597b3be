import { OAUTH_PUSHED_SECONDS } from '../../../../../contract/oauth.data.ts'
import type { Deps } from '../../../../platform/deps.ts'
import { SEALED_PUSHED_REQUEST } from '../../../../platform/lib/crypto/sealing-purposes.ts'
import type { Client } from '../../clients/find-client.ts'
import { OAuthError, type OAuthErrorCode } from '../../protocol/oauth-error.ts'
import { newChallenge, sealChallenge } from '../challenge.ts'
import { type AuthorizationError, checkRequest, type PageProblem, readParameters } from '../request.ts'
import { PUSHED } from './authorize.ts'

export type PushedAnswer = { request_uri: string; expires_in: number }

const PAGE_TEXTS: Record<PageProblem, string> = {
  client_missing: 'The parameter client_id is missing.',
  client_unknown: 'No app has this client_id.',
  client_unreachable: 'The metadata document of the app cannot be fetched now.',
  client_disabled: 'The app is disabled.',
  redirect_missing: 'The app has several redirect URIs, or none: name one.',
  redirect_mismatch: 'The redirect_uri is not registered for the app.',
  twice: 'The redirect_uri is too long.',
  request_refused: 'The request cannot be allowed.',
  pushed_unknown: 'A pushed request cannot name another one.',
}

/** Errors of a pushed request are those of the authorization endpoint (RFC 9126, section 2.3), where both have them. */
const codeOf = (error: AuthorizationError): OAuthErrorCode =>
  error === 'unauthorized_client' || error === 'invalid_scope' || error === 'invalid_target' ? error : 'invalid_request'

/**
 * Takes an authorization request that a client sends by itself (RFC 9126), and gives it a name for the browser. It is stored nowhere:
 * the name contains it, sealed. Throws OAuthError for what the authorization endpoint would refuse.
 */
export async function pushRequest(
  deps: Deps,
  client: Client,
  form: URLSearchParams,
  issuer: string,
): Promise<PushedAnswer> {
  if (form.has('request_uri')) throw new OAuthError('invalid_request', PAGE_TEXTS.pushed_unknown)
  // A client may say who it is in its header or assertion alone.
  const named = readParameters([...form, ...(form.has('client_id') ? [] : [['client_id', client.clientId] as const])])
  const checked = checkRequest(named, client, issuer, deps.config)
  if (checked.kind === 'page') throw new OAuthError('invalid_request', PAGE_TEXTS[checked.problem])
  if (checked.kind === 'error') throw new OAuthError(codeOf(checked.error), checked.description)
  const pushed = newChallenge(named.values, issuer, deps.now)
  return {
    request_uri: PUSHED + (await sealChallenge(deps.config, SEALED_PUSHED_REQUEST, pushed)),
    expires_in: OAUTH_PUSHED_SECONDS,
  }
}
