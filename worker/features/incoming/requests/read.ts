import type { Page } from '../../../../contract/common.ts'
import type { IncomingRequest, IncomingRequestDetail, ListIncomingRequests } from '../../../../contract/incoming.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Reach } from '../../../platform/db/reach.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import { ownIncoming } from '../settings/read.ts'
import { scopeOfTarget } from '../settings/require-target.ts'
import { presentDetail, presentRequest } from './present.ts'
import { type FullRow, findRequest, listRequestRows } from './store.ts'

/** A request of an incoming webhook within a reach. Throws `not_found`. */
export async function ownRequest(
  { db }: Pick<Deps, 'db'>,
  reach: Reach,
  webhookId: string,
  id: string,
): Promise<FullRow> {
  const row = await findRequest(db, reach, webhookId, id)
  if (!row) throw notFound('Request')
  return row
}

/**
 * A page of the requests of an incoming webhook, newest first. With a filter that rarely matches, a page may hold fewer requests
 * than asked for, or none, and still have a next page, which continues further back.
 */
export async function listIncomingRequests(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  query: ListIncomingRequests,
): Promise<Page<IncomingRequest>> {
  requireScope(actor, 'incoming:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { organizationId } = await ownIncoming(deps, reachOf(actor), webhookId)
  const before = position?.id ?? null
  const { rows, lookedTo } = await listRequestRows(deps.db, organizationId, webhookId, query, before, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const next = rows.length > page.length ? page.at(-1)?.id : lookedTo
  return { data: page.map(presentRequest), nextCursor: next ? writeCursor([timeOfId(next), next]) : null }
}

/** One request with its headers and its body, redacted. Throws `not_found`. */
export async function readIncomingRequest(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  id: string,
): Promise<IncomingRequestDetail> {
  requireScope(actor, 'incoming:read')
  const reach = reachOf(actor)
  const { verification } = await ownIncoming(deps, reach, webhookId)
  const row = await ownRequest(deps, reach, webhookId, id)
  const scope = scopeOfTarget({ target: row.eventId === null ? 'record' : 'event', module: row.module }, 'read')
  return presentDetail(row, verification.kind, missingScopes(actor.scopes, [scope]).length === 0)
}
