import type { Page } from '../../../contract/common.ts'
import type { Event, EventSummary, ListEvents } from '../../../contract/events.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidCursor, notFound } from '../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../platform/lib/cursor.ts'
import { countDeliveries, countsOf, listDeliveries } from './delivery-state.ts'
import { presentPublished } from './publish.ts'
import { findEvent, listEventRows } from './store.ts'

/**
 * A page of what was published, newest first, with the state of its deliveries, without the data. Pages stay put while new
 * events come in.
 */
export async function listEvents(deps: Deps, actor: Actor, query: ListEvents): Promise<Page<EventSummary>> {
  requireScope(actor, 'events:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const rows = await listEventRows(deps.db, reachOf(actor), query, position, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const counts = await countDeliveries(deps.db, actor.organization.id, page)
  return {
    data: page.flatMap((row) => {
      const deliveryCounts = counts.get(row.id)
      return deliveryCounts ? [{ ...presentPublished(row), orderingKey: row.orderingKey, deliveryCounts }] : []
    }),
    nextCursor: rows.length > page.length && last ? writeCursor([last.time, last.id]) : null,
  }
}

/** One event with its data and its deliveries. Throws `not_found` for every id outside of the actor's reach. */
export async function readEvent(deps: Deps, actor: Actor, id: string): Promise<Event> {
  requireScope(actor, 'events:read')
  const row = await findEvent(deps.db, reachOf(actor), id)
  if (!row) throw notFound('Event')
  const deliveryList = await listDeliveries(deps.db, actor.organization.id, row)
  return {
    ...presentPublished(row),
    orderingKey: row.orderingKey,
    data: JSON.parse(row.data),
    deliveryCounts: countsOf(deliveryList),
    deliveryList,
  }
}
