import type { Page } from '../../../../contract/common.ts'
import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import type { ListOAuthTokens, OAuthToken } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { writeCursor } from '../../../platform/lib/cursor.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import { ownApp } from '../apps/read.ts'
import { listLiveFamilies, listLiveTokens } from '../rows/access-store.ts'
import { positionIn } from './list-grants.ts'
import { presentSubject } from './present.ts'

type FamilyRow = Awaited<ReturnType<typeof listLiveFamilies>>[number]
type TokenRow = Awaited<ReturnType<typeof listLiveTokens>>[number]

const instant = (at: number) => new Date(at).toISOString()

/** A family: the refresh token that it has now. */
const presentFamily = (row: FamilyRow): OAuthToken => ({
  id: row.id,
  kind: 'refresh',
  grantId: row.grantId,
  subject: presentSubject(row),
  scopes: row.scopes,
  resource: row.resource,
  environment: row.environment,
  createdAt: instant(row.createdAt),
  // The first refresh token came with the code.
  lastUsedAt: row.rotatedAt !== null && row.rotatedAt !== row.codeUsedAt ? instant(row.rotatedAt) : null,
  expiresAt: instant(Math.min(row.refreshExpiresAt ?? row.absoluteUntil, row.absoluteUntil)),
})

const presentToken = (row: TokenRow): OAuthToken => ({
  id: row.id,
  kind: 'access',
  grantId: row.grantId,
  subject: presentSubject(row),
  scopes: row.scopes,
  resource: row.resource,
  environment: row.environment,
  createdAt: instant(row.expiresAt - OAUTH_ACCESS_SECONDS * 1000),
  lastUsedAt: null,
  expiresAt: instant(row.expiresAt),
})

/**
 * A page of the tokens of an app that are valid now, newest first: refresh tokens and access tokens together. Throws
 * `not_found` for an app outside of the actor's reach.
 */
export async function listTokens(
  deps: Deps,
  actor: Actor,
  appId: string,
  query: ListOAuthTokens,
): Promise<Page<OAuthToken>> {
  requireScope(actor, 'oauth-apps:read')
  const { db, now } = deps
  const { organizationId } = await ownApp(deps, reachOf(actor), appId)
  const from = positionIn(query.cursor)
  const of = { organizationId, appId }
  const [families, tokens] = await Promise.all([
    listLiveFamilies(db, of, query, now, from, query.limit + 1),
    listLiveTokens(db, of, query, now, from, query.limit + 1),
  ])
  const all = [...families.map(presentFamily), ...tokens.map(presentToken)].sort((a, b) => (a.id < b.id ? 1 : -1))
  const page = all.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page,
    nextCursor: all.length > page.length && last ? writeCursor([timeOfId(last.id), last.id]) : null,
  }
}
