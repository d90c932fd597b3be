import type { AlertPage, ListAlerts } from '../../../contract/alerts.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidCursor } from '../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../platform/lib/cursor.ts'
import { presentAlert } from './present.ts'
import { listAlertRows } from './store.ts'

/** A page of the organization's alerts, those that happened last first, and how many are open, or critical, in all. */
export async function listAlerts(deps: Deps, actor: Actor, query: ListAlerts): Promise<AlertPage> {
  requireScope(actor, 'alerts:read')
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { rows, open, openCritical } = await listAlertRows(deps.db, reachOf(actor), query, position, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.flatMap(presentAlert),
    nextCursor: rows.length > page.length && last ? writeCursor([last.lastAt, last.id]) : null,
    open,
    openCritical,
  }
}
