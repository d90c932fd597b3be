import type { Page } from '../../../../contract/common.ts'
import type { FullLogEntry, ListEventLogs, LogEntry } from '../../../../contract/event-logs.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalidCursor, notFound } from '../../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../../platform/lib/cursor.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { startOfDayIn } from '../../../platform/lib/time/zone.ts'
import { outcomeOf } from '../../../platform/request-log/outcome.ts'
import { deliveryIdOf } from '../rollups/delivery-route.ts'
import { findTimeZone } from '../rollups/time-zone-store.ts'
import { findLog, type LogRow } from './entry-store.ts'
import { type LogPosition, listLogs } from './list-store.ts'

/**
 * A page of the organization's log, newest first. New entries do not shift pages. With filters that match rarely, a
 * page may hold fewer entries than asked for, or none, and still have a next page, which continues further back.
 */
export async function listEventLogs(deps: Deps, actor: Actor, query: ListEventLogs): Promise<Page<LogEntry>> {
  requireScope(actor, 'logs:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { rows, lookedTo } = await listLogs(
    deps.db,
    actor.organization.id,
    { ...query, ...within(await spanOf(deps, actor, query), query.requestId), reach: reachOf(actor).environment },
    position,
    query.limit + 1,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(presentLog),
    nextCursor: cursorOf(rows.length > page.length ? last : lookedTo),
  }
}

type Bounds = { from: number | null; to: number | null }

/** The entries of a call have the time that is in the id of its request. So only those of one millisecond are read. */
function within({ from, to }: Bounds, requestId: string | undefined): Bounds {
  if (requestId === undefined) return { from, to }
  const time = timeOfId(requestId)
  return { from: Math.max(time, from ?? time), to: Math.min(time, to ?? time) }
}

/** The entry of the call that had a request id; null if there is none within the actor's reach. */
export async function findCallOfRequest(deps: Deps, actor: Actor, requestId: string): Promise<LogEntry | null> {
  requireScope(actor, 'logs:read')
  const { data } = await listEventLogs(deps, actor, { requestId, limit: 5 })
  return data.find(({ type }) => type === 'api_call') ?? data[0] ?? null
}

const cursorOf = (position: LogPosition | null | undefined) =>
  position ? writeCursor([position.time, position.id]) : null

/**
 * One entry, with headers and bodies if they were captured. Throws `not_found` for every id outside of the actor's
 * reach.
 */
export async function readEventLog(deps: Deps, actor: Actor, id: string): Promise<FullLogEntry> {
  requireScope(actor, 'logs:read')
  const row = await findLog(deps.db, reachOf(actor), timeOfId(id), id)
  if (!row) throw notFound('Log entry')
  const { request, response, ...entry } = row
  return { ...presentLog(entry), ...(request && { request }), ...(response && { response }) }
}

/**
 * The start and end of a named range, or of from and to, in ms since 1970; null if open. Today begins at midnight in
 * the organization's time zone.
 */
export async function spanOf(
  { db, now }: Deps,
  actor: Actor,
  { range, from, to }: Pick<ListEventLogs, 'range' | 'from' | 'to'>,
): Promise<Bounds> {
  if (range === 'today') {
    return { from: startOfDayIn(await findTimeZone(db, actor.organization.id), now), to: null }
  }
  if (range) return { from: now - (range === '7d' ? 7 : 30) * DAY_MS, to: null }
  return { from: from ? Date.parse(from) : null, to: to ? Date.parse(to) : null }
}

/** An entry as the API returns it. */
export function presentLog(row: LogRow): LogEntry {
  return {
    ...row,
    time: new Date(row.time).toISOString(),
    deliveryId: deliveryIdOf(row),
    ...outcomeOf(row),
  }
}
