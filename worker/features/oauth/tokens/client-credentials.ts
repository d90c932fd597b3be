import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { AppRow } from '../clients/client-store.ts'
import type { Client } from '../clients/find-client.ts'
import { NO_FAMILY } from '../format/access-token.ts'
import { newGrant } from '../grants/new-grant.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { insertToken } from '../rows/family-store.ts'
import { allowScopes, findActiveGrant, type GrantRow, hasTooManyScopes, markGrantUsed } from '../rows/grant-store.ts'
import { mintAccess, prepareScopes, requestedScopes, type TokenAnswer } from './mint.ts'
import { targetOf } from './target.ts'

/**
 * A token for the app itself (RFC 6749, section 4.4): with scopes of the app that its creator still holds. There is no
 * refresh token (section 4.4.3).
 *
 * @throws OAuthError
 */
export async function clientCredentials(deps: Deps, client: Client, form: URLSearchParams): Promise<TokenAnswer> {
  const { app } = client
  if (!app || client.type === 'public' || !client.grantTypes.includes('client_credentials')) {
    throw new OAuthError('unauthorized_client', 'This app may not get tokens for itself.')
  }
  const resource = targetOf(form, null, deps)
  const asked = requestedScopes(form, app.scopes)
  const grant = await grantOf(deps, app)
  const { all, effective } = await prepareScopes(deps, grant, asked, app.scopes)
  const { row, answer } = mintAccess(deps, grant, { family: NO_FAMILY, asked, all, effective, resource })
  if ((await runBatch(deps.db, insertToken(grant, row), markGrantUsed(grant, grant.id, deps.now))) !== 1) {
    throw new OAuthError('invalid_grant', 'The access was revoked at the same time. Try again.')
  }
  return answer
}

/** The grant of an app for itself. It is made on first use, and again after a revocation. */
async function grantOf({ db, now }: Deps, app: AppRow): Promise<GrantRow> {
  const self = { subjectType: 'app' as const, subject: app.id }
  const known = await findActiveGrant(db, app.organizationId, app.id, self)
  if (known && app.scopes.every((scope) => known.scopes.includes(scope))) return known
  const own = {
    ...self,
    organizationId: app.organizationId,
    appId: app.id,
    environment: app.environment,
    subjectName: app.name,
    scopes: app.scopes,
  }
  try {
    await runBatch(db, allowScopes(newGrant(own, now)))
  } catch (error) {
    if (!hasTooManyScopes(error)) throw error
    throw new OAuthError('invalid_scope', 'The app has had too many different scopes. Revoke its own grant first.')
  }
  const made = await findActiveGrant(db, app.organizationId, app.id, self)
  if (!made) throw new OAuthError('invalid_grant', 'The access was revoked at the same time. Try again.')
  return made
}
