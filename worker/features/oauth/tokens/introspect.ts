import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import { commonScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { mayName } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
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
import { findToken } from '../rows/token-store.ts'
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

/** Whose token it is. */
type Owner = { organizationId: string; environment: 'live' | 'test'; clientId: string }

/**
 * What a token of a client is worth now (RFC 7662). A token of another client is answered like one that does not exist.
 * Nothing is charged.
 *
 * @throws OAuthError `invalid_request` without a token
 */
export function introspectOwn(deps: Deps, client: Client, form: URLSearchParams): Promise<Introspection> {
  if (client.type === 'public') throw new OAuthError('unauthorized_client', 'A public client cannot introspect tokens.')
  return introspect(deps, (owner) => owner.clientId === client.clientId, form)
}

/**
 * The same for the API that tokens are for: the backend of the organization asks with a key, about tokens of all apps of
 * the organization.
 *
 * @throws OAuthError `invalid_request` without a token
 */
export async function introspectForApi(deps: Deps, actor: Actor, form: URLSearchParams): Promise<Introspection> {
  requireScope(actor, 'api-keys:verify')
  const { id } = actor.organization
  return introspect(deps, (owner) => owner.organizationId === id && mayName(actor, owner.environment), form)
}

async function introspect(
  deps: Deps,
  mayAsk: (owner: Owner) => boolean,
  form: URLSearchParams,
): Promise<Introspection> {
  const text = form.get('token')
  if (text === null) throw new OAuthError('invalid_request', 'The parameter token is missing.')
  const { peppers } = deps.config
  const access = readAccessToken(text, peppers)
  if (access) return aboutAccess(deps, mayAsk, access.token)
  const refresh = readSecret('refresh', text, peppers)
  const found = refresh && (await findFamily(deps.db, refresh.reference))
  if (!refresh || !found || !mayAsk({ ...found.family, clientId: found.app.clientId })) return INACTIVE
  const { verdict } = judgeRefresh(refreshStateOf(found), refresh, deps.now)
  return verdict === 'rotate' || verdict === 'busy' ? aboutRefresh(deps, found) : INACTIVE
}

const issuer = ({ url }: Deps) => (url === undefined ? {} : { iss: issuerOf(url) })

async function aboutRefresh(deps: Deps, { family, grant, app }: FoundFamily): Promise<Introspection> {
  if (app.status !== 'active' || app.deletedAt !== null) return INACTIVE
  const policy = await findGrantPolicy(deps.db, grant.reference)
  if (policy?.status !== 'active') return INACTIVE
  return {
    active: true,
    scope: commonScopes(commonScopes(family.scopes, policy.scopes), app.scopes).join(' '),
    client_id: app.clientId,
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
  mayAsk: (owner: Owner) => boolean,
  token: NonNullable<ReturnType<typeof readAccessToken>>['token'],
): Promise<Introspection> {
  const expiresAt = token.issuedAt + OAUTH_ACCESS_SECONDS * 1000
  const grant = await findGrantByReference(deps.db, token.reference)
  if (!grant || expiresAt <= deps.now || !mayAsk(grant)) return INACTIVE
  const [policy, app, row] = await Promise.all([
    findGrantPolicy(deps.db, token.reference),
    findAppPolicy(deps.db, grant.organizationId, grant.appId),
    findToken(deps.db, grant, token.serial, token.issuedAt),
  ])
  if (!policy?.tokens || policy.status !== 'active' || app?.status !== 'active') return INACTIVE
  if (policy.expiresAt !== null && policy.expiresAt <= deps.now) return INACTIVE
  if (policy.tokens.ended.some((name) => name === token.family || name === token.serial)) return INACTIVE
  const facts: GrantFacts = JSON.parse(policy.metadata)
  const named = readScopeSet(policy.tokens.scopes, token.scopes)
  return {
    active: true,
    scope: commonScopes(commonScopes(named, policy.scopes), app.scopes).join(' '),
    client_id: grant.clientId,
    token_type: 'Bearer',
    exp: Math.floor(expiresAt / 1000),
    iat: Math.floor(token.issuedAt / 1000),
    sub: facts.subject,
    ...(facts.subjectType !== 'app' && { username: grant.subjectName }),
    ...(row?.resource && { aud: row.resource }),
    ...issuer(deps),
  }
}
