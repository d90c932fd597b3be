import type { Page } from '../../../../contract/common.ts'
import type { IncomingWebhook, ListIncomingWebhooks } from '../../../../contract/incoming.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { findIncomingOrTombstone, listIncomingRows, type ShownRow } from '../rows/incoming-store.ts'
import type { ChangedIncoming } from './change.ts'
import { presentIncoming } from './present.ts'

/** The incoming webhook with an id within a reach. Throws `not_found`, also for a deleted one. */
export async function ownIncoming({ db }: Pick<Deps, 'db'>, reach: Reach, id: string): Promise<ShownRow> {
  const row = await findIncomingOrTombstone(db, reach, id)
  if (!row || row.deletedAt !== null) throw notFound('Incoming webhook')
  return row
}

/** One incoming webhook. Throws `not_found` for every id outside of the actor's reach. */
export async function readIncoming(deps: Deps, actor: Actor, id: string): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:read')
  const row = await ownIncoming(deps, reachOf(actor), id)
  return { webhook: await presentIncoming(deps.config, row, deps.url), version: row.version }
}

/** A page of the organization's incoming webhooks, newest first. */
export async function listIncoming(
  deps: Deps,
  actor: Actor,
  query: ListIncomingWebhooks,
): Promise<Page<IncomingWebhook>> {
  requireScope(actor, 'incoming:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const rows = await listIncomingRows(deps.db, reachOf(actor), query, position?.id ?? null, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: await Promise.all(page.map((row) => presentIncoming(deps.config, row, deps.url))),
    nextCursor: rows.length > page.length && last ? writeCursor([last.createdAt, last.id]) : null,
  }
}
