import { MAX_APP_SCOPES, OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import { commonScopes, missingScopes, SCOPE_PATTERN } from '../../../../contract/scopes.data.ts'
import { writeScopeSet } from '../../../platform/credential-guard/token-terms.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { issueAccessToken, newSerial } from '../format/access-token.ts'
import { findGrantPolicy } from '../guard/find-policy.ts'
import { refreshGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import type { NewToken } from '../rows/family-store.ts'
import { appendScopes } from '../rows/grant-store.ts'

/** The answer of the token endpoint (RFC 6749, section 5.1). */
export type TokenAnswer = {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  refresh_token?: string
  scope: string
}

/** What a token is made from. */
export type TokenGrant = {
  organizationId: string
  appId: string
  id: string
  reference: string
  environment: 'live' | 'test'
  /** All scopes of the grant, in their order. */
  scopes: readonly string[]
}

/**
 * The scopes of a request (RFC 6749, section 3.3): those of `all` if it names none.
 *
 * @throws OAuthError `invalid_scope` if it names others
 */
export function requestedScopes(form: URLSearchParams, all: readonly string[]): string[] {
  const text = form.get('scope')
  if (text === null) return [...all]
  const asked = [...new Set(text.split(' ').filter((one) => one !== ''))]
  if (asked.length > MAX_APP_SCOPES) throw new OAuthError('invalid_scope', 'These are too many scopes.')
  // What is granted can be a wildcard, which covers anything.
  if (asked.some((one) => !SCOPE_PATTERN.test(one))) throw new OAuthError('invalid_scope', 'A scope is not known here.')
  const missing = missingScopes(all, asked)
  if (missing.length === 0) return asked
  throw new OAuthError('invalid_scope', `These scopes were not granted: ${missing.join(' ').slice(0, 200)}`)
}

/**
 * The scopes of a token that can be used now: what is asked for, as far as the app may ask for it and whoever bounds the
 * grant still holds it. Scopes that the grant does not name yet (a part of one that it has) are added to it first.
 *
 * @throws OAuthError `invalid_scope` if nothing is left
 */
export async function prepareScopes(
  deps: Deps,
  grant: TokenGrant,
  asked: readonly string[],
  appScopes: readonly string[],
): Promise<{ all: readonly string[]; effective: string[] }> {
  const unnamed = asked.filter((scope) => !grant.scopes.includes(scope))
  if (unnamed.length > 0) await runBatch(deps.db, appendScopes(grant, unnamed))
  const policy = await findGrantPolicy(deps.db, grant.reference)
  if (!policy?.tokens || policy.status !== 'active') throw new OAuthError('invalid_grant', 'The access was revoked.')
  if (policy.expiresAt !== null && policy.expiresAt <= deps.now) {
    throw new OAuthError('invalid_grant', 'The API key that answers for this app has expired.')
  }
  const { scopes: all } = policy.tokens
  if (!unnamed.every((scope) => all.includes(scope))) {
    throw new OAuthError(
      'invalid_scope',
      'Tokens of this grant have named too many different scopes: ask for all of them.',
    )
  }
  const effective = commonScopes(commonScopes(asked, policy.scopes), appScopes)
  if (effective.length === 0) {
    throw new OAuthError('invalid_scope', 'Nobody who could allow these scopes holds one of them any more.')
  }
  if (unnamed.length > 0) {
    const name = grantGuardName(grant.reference)
    if (!(await refreshGrantGuard(deps.guards, name, policy.version, false))) {
      throw new OAuthError('temporarily_unavailable', 'The scopes could not be confirmed. Try again.')
    }
  }
  return { all, effective }
}

/** A new access token, its row, and the answer with it. Writes nothing. `family`: its public name. */
export function mintAccess(
  { config, now }: Deps,
  grant: TokenGrant,
  {
    family,
    asked,
    all,
    effective,
    resource,
  }: {
    family: string
    asked: readonly string[]
    all: readonly string[]
    effective: readonly string[]
    resource: string | null
  },
): { row: NewToken; answer: TokenAnswer } {
  const serial = newSerial()
  const issuedAt = Math.floor(now / 1000) * 1000
  const token = issueAccessToken(config.peppers, {
    environment: grant.environment,
    reference: grant.reference,
    issuedAt,
    family,
    serial,
    scopes: writeScopeSet(all, asked),
    resource,
  })
  const row: NewToken = {
    id: newId('tok', now),
    grantId: grant.id,
    environment: grant.environment,
    family,
    serial,
    scopes: asked,
    resource,
    expiresAt: issuedAt + OAUTH_ACCESS_SECONDS * 1000,
  }
  const answer: TokenAnswer = {
    access_token: token,
    token_type: 'Bearer',
    expires_in: OAUTH_ACCESS_SECONDS,
    scope: effective.join(' '),
  }
  return { row, answer }
}
