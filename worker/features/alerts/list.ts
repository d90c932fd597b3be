import { ALERT_KINDS } from '../../../contract/alerts.data.ts'
import type { Alert, AlertPage, ListAlerts } from '../../../contract/alerts.ts'
import { causeOf } from '../../platform/alerts/raise.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { reachOf } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { invalidCursor } from '../../platform/errors.ts'
import { readTimePosition, writeCursor } from '../../platform/lib/cursor.ts'
import { presentAlert } from './present.ts'
import { findOpenAlerts, listAlertRows } from './store.ts'

/** Open alerts about some keys and webhooks, at most 20, latest occurrence first. */
export async function listAlertsAbout(deps: Deps, actor: Actor, targetIds: readonly string[]): Promise<Alert[]> {
  requireScope(actor, 'alerts:read')
  const causes = targetIds.flatMap((id) => ALERT_KINDS.map((kind) => causeOf({ kind, target: { id } })))
  const rows = await findOpenAlerts(deps.db, reachOf(actor), causes, 20)
  return rows.toSorted((a, b) => b.lastAt - a.lastAt).flatMap(presentAlert)
}

/**
 * A page of the organization's alerts, latest occurrence first, with the total number of open alerts and of critical
 * ones.
 */
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
