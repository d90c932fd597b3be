import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import { commonScopes } from '../../../../contract/scopes.data.ts'
import { readScopeSet } from '../../../platform/credential-guard/token-terms.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Client } from '../clients/find-client.ts'
import { readAccessToken } from '../format/access-token.ts'
import { readSecret } from '../format/secrets.ts'
import { findAppPolicy, findGrantPolicy, type GrantFacts } from '../guard/find-policy.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { issuerOf } from '../protocol/resource.ts'
import { type FoundFamily, findFamily } from '../rows/family-store.ts'
import { findGrantByReference } from '../rows/grant-store.ts'
import { findAppName, findToken } from '../rows/token-store.ts'
import { judgeRefresh } from './judge-refresh.ts'
import { refreshStateOf } from './refresh-state.ts'

/** The answer about a token (RFC 7662, section 2.2). */
export type Introspection =
  | { active: false }
  | {
      active: true
      scope: string
      client_id: string
      token_type: 'Bearer' | 'refresh_token'
      exp: number
      iat: number
      sub: string
      username?: string
      aud?: string
      iss?: string
    }

const INACTIVE: Introspection = { active: false }

/**
 * What a token of a client is worth now (RFC 7662). A token of another client is answered like one that does not exist.
 * Nothing is charged.
 *
 * @throws OAuthError `invalid_request` without a token
 */
export async function introspect(deps: Deps, client: Client, form: URLSearchParams): Promise<Introspection> {
  const text = form.get('token')
  if (text === null) throw new OAuthError('invalid_request', 'The parameter token is missing.')
  if (client.type === 'public') throw new OAuthError('unauthorized_client', 'A public client cannot introspect tokens.')
  const { peppers } = deps.config
  const access = readAccessToken(text, peppers)
  if (access) return aboutAccess(deps, client, access.token)
  const refresh = readSecret('refresh', text, peppers)
  const found = refresh && (await findFamily(deps.db, refresh.reference))
  if (!refresh || !found || found.app.clientId !== client.clientId) return INACTIVE
  const { verdict } = judgeRefresh(refreshStateOf(found), refresh, deps.now)
  return verdict === 'rotate' || verdict === 'busy' ? aboutRefresh(deps, client, found) : INACTIVE
}

const issuer = ({ url }: Deps) => (url === undefined ? {} : { iss: issuerOf(url) })

function aboutRefresh(deps: Deps, client: Client, { family, grant, app }: FoundFamily): Introspection {
  if (app.status !== 'active' || app.deletedAt !== null) return INACTIVE
  return {
    active: true,
    scope: commonScopes(family.scopes, app.scopes).join(' '),
    client_id: client.clientId,
    token_type: 'refresh_token',
    exp: Math.floor((family.refreshExpiresAt ?? 0) / 1000),
    iat: Math.floor((family.rotatedAt ?? family.createdAt) / 1000),
    sub: grant.subject,
    username: grant.subjectName,
    ...(family.resource !== null && { aud: family.resource }),
    ...issuer(deps),
  }
}

async function aboutAccess(
  deps: Deps,
  client: Client,
  token: NonNullable<ReturnType<typeof readAccessToken>>['token'],
): Promise<Introspection> {
  const expiresAt = token.issuedAt + OAUTH_ACCESS_SECONDS * 1000
  const grant = await findGrantByReference(deps.db, token.reference)
  if (!grant || expiresAt <= deps.now) return INACTIVE
  const [policy, app, row, owner] = await Promise.all([
    findGrantPolicy(deps.db, token.reference),
    findAppPolicy(deps.db, grant.organizationId, grant.appId),
    findToken(deps.db, grant, token.serial, token.issuedAt),
    findAppName(deps.db, grant),
  ])
  if (owner !== client.clientId || !policy?.tokens || policy.status !== 'active' || app?.status !== 'active')
    return INACTIVE
  if (policy.tokens.ended.some((name) => name === token.family || name === token.serial)) return INACTIVE
  const facts: GrantFacts = JSON.parse(policy.metadata)
  const named = readScopeSet(policy.tokens.scopes, token.scopes)
  return {
    active: true,
    scope: commonScopes(commonScopes(named, policy.scopes), app.scopes).join(' '),
    client_id: client.clientId,
    token_type: 'Bearer',
    exp: Math.floor(expiresAt / 1000),
    iat: Math.floor(token.issuedAt / 1000),
    sub: facts.subject,
    ...(facts.subjectType !== 'app' && { username: grant.subjectName }),
    ...(row?.resource && { aud: row.resource }),
    ...issuer(deps),
  }
}
