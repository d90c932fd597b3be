import type { Page } from '../../../../contract/common.ts'
import type { ListOAuthApps, OAuthApp } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { countActiveGrants, findAppOrTombstone, listAppRows, type ShownApp } from '../rows/app-store.ts'
import type { ChangedApp } from './change.ts'
import { presentApp } from './present.ts'

/** The app with an id within a reach. Throws `not_found`, also for a deleted one. */
export async function ownApp({ db }: Pick<Deps, 'db'>, reach: Reach, id: string): Promise<ShownApp> {
  const row = await findAppOrTombstone(db, reach, id)
  if (!row || row.deletedAt !== null) throw notFound('OAuth app')
  return row
}

/** One app. Throws `not_found` for every id outside of the actor's reach. */
export async function readApp(deps: Deps, actor: Actor, id: string): Promise<ChangedApp> {
  requireScope(actor, 'oauth-apps:read')
  const row = await ownApp(deps, reachOf(actor), id)
  const grants = await countActiveGrants(deps.db, row.organizationId, row.id)
  return { app: presentApp(row, deps.now, grants), version: row.version }
}

/** A page of the organization's apps, newest first. */
export async function listApps(deps: Deps, actor: Actor, query: ListOAuthApps): Promise<Page<OAuthApp>> {
  requireScope(actor, 'oauth-apps:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const rows = await listAppRows(deps.db, reachOf(actor), query, position?.id ?? null, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map((row) => presentApp(row, deps.now)),
    nextCursor: rows.length > page.length && last ? writeCursor([last.createdAt, last.id]) : null,
  }
}
