import type { AuditEntry, ListAuditLogs } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidCursor } from '../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../platform/lib/cursor.ts'
import { listAudit } from './store.ts'

/**
 * A page of the organization's audit log, newest first. New entries do not shift pages. With a filter that rarely matches,
 * a page may hold fewer entries than asked for, or none, and still have a next page, which continues further back.
 */
export async function listAuditLogs(deps: Deps, actor: Actor, query: ListAuditLogs): Promise<Page<AuditEntry>> {
  requireScope(actor, 'audit:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { rows, lookedTo } = await listAudit(deps.db, reachOf(actor), query, position, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(({ time, actorType, actorId, actorName, targetType, targetId, targetName, ...rest }) => ({
      ...rest,
      time: new Date(time).toISOString(),
      actor: { type: actorType, id: actorId, name: actorName },
      target: { type: targetType, id: targetId, name: targetName },
    })),
    nextCursor: cursorOf(rows.length > page.length ? last : lookedTo),
  }
}

const cursorOf = (place: { time: number; id: string } | null | undefined) =>
  place ? writeCursor([place.time, place.id]) : null
