import type { Page } from '../../../../contract/common.ts'
import type { ListOAuthGrants, ListOwnGrants, OAuthGrant } from '../../../../contract/oauth.ts'
import type { Actor, Person } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { forbidden, invalidCursor } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { ownApp } from '../apps/read.ts'
import { listGrantsOfApp, listGrantsOfPerson, type ShownGrant } from '../rows/access-store.ts'
import { presentGrant } from './present.ts'

/** The id after which a list continues; null: its start. Throws `invalid` for a cursor of another list. */
export function positionIn(cursor: string | undefined): string | null {
  const position = cursor === undefined ? null : readTimePosition(cursor)
  if (cursor !== undefined && !position) throw invalidCursor()
  return position?.id ?? null
}

function pageOf(rows: readonly ShownGrant[], limit: number): Page<OAuthGrant> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    data: page.map(presentGrant),
    nextCursor: rows.length > page.length && last ? writeCursor([last.createdAt, last.id]) : null,
  }
}

/** A page of who allowed an app what, newest first. Throws `not_found` for an app outside of the actor's reach. */
export async function listGrants(
  deps: Deps,
  actor: Actor,
  appId: string,
  query: ListOAuthGrants,
): Promise<Page<OAuthGrant>> {
  requireScope(actor, 'oauth-apps:read')
  const { organizationId } = await ownApp(deps, reachOf(actor), appId)
  const from = positionIn(query.cursor)
  return pageOf(await listGrantsOfApp(deps.db, { organizationId, appId }, query, from, query.limit + 1), query.limit)
}

/** The actor, if it is a person: grants of their own need no scope. Throws `forbidden` otherwise. */
function personOf(actor: Actor): Person {
  if (actor.type === 'session') return actor
  throw forbidden('session_needed', 'Only a signed-in member has connected apps.')
}

/** Whose grants, and in which environments. */
export const ownGrantsOf = (actor: Actor) => {
  const { user, organization } = personOf(actor)
  const { environment } = reachOf(actor)
  return { organizationId: organization.id, userId: user.id, ...(environment && { environment }) }
}

/** A page of what the signed-in person allows apps now, newest first. */
export async function listOwnGrants(deps: Deps, actor: Actor, query: ListOwnGrants): Promise<Page<OAuthGrant>> {
  const owner = ownGrantsOf(actor)
  const from = positionIn(query.cursor)
  return pageOf(await listGrantsOfPerson(deps.db, owner, from, query.limit + 1), query.limit)
}
