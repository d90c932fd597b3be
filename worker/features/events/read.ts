import type { Page } from '../../../contract/common.ts'
import type { Event, EventSummary, ListEvents } from '../../../contract/events.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidCursor, notFound } from '../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../platform/lib/cursor.ts'
import { timeOfId } from '../../platform/lib/ids.ts'
import { countDeliveries, countsOf, listDeliveries } from './delivery-state.ts'
import { presentPublished } from './publish.ts'
import { findEvent, listEventRows, listEventsOfCall } from './store.ts'

/**
 * A page of published events, newest first, with the state of their deliveries, without their data. New events do not
 * shift pages. With a filter that rarely matches, a page may hold fewer events than asked for, or none, and still have a
 * next page, which continues further back.
 */
export async function listEvents(deps: Deps, actor: Actor, query: ListEvents): Promise<Page<EventSummary>> {
  requireScope(actor, 'events:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { rows, lookedTo } = await listEventRows(deps.db, reachOf(actor), query, position?.id ?? null, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: await summaries(deps, actor, page),
    nextCursor: cursorOf(rows.length > page.length ? last?.id : lookedTo),
  }
}

const cursorOf = (id: string | null | undefined) => (id ? writeCursor([timeOfId(id), id]) : null)

/** The events that a call published, oldest first: at most 100. `time` and `durationMs`: those of the call. */
export async function readEventsOfCall(
  deps: Deps,
  actor: Actor,
  { requestId, time, durationMs }: { requestId: string; time: number; durationMs: number },
): Promise<EventSummary[]> {
  requireScope(actor, 'events:read')
  const rows = await listEventsOfCall(deps.db, reachOf(actor), requestId, time, time + Math.ceil(durationMs))
  return summaries(deps, actor, rows)
}

async function summaries(
  deps: Deps,
  actor: Actor,
  rows: Awaited<ReturnType<typeof listEventsOfCall>>,
): Promise<EventSummary[]> {
  const counts = await countDeliveries(deps.db, actor.organization.id, rows)
  return rows.flatMap((row) => {
    const deliveryCounts = counts.get(row.id)
    const { orderingKey, requestId } = row
    return deliveryCounts ? [{ ...presentPublished(row), orderingKey, requestId, deliveryCounts }] : []
  })
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
    requestId: row.requestId,
    data: JSON.parse(row.data),
    deliveryCounts: countsOf(deliveryList),
    deliveryList,
  }
}
