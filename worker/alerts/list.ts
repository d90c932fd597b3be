import { ALERT_KINDS, type Alert, type ListAlerts } from '../../contract/alerts.ts'
import type { Page } from '../../contract/common.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { invalidCursor } from '../errors.ts'
import { readTimePosition, writeCursor } from '../lib/cursor.ts'
import { type AlertRow, listAlertRows } from './store.ts'

/** A page of the organisation's alerts, those that happened last first, and how many are open in all. */
export async function listAlerts(deps: Deps, actor: Actor, query: ListAlerts): Promise<Page<Alert> & { open: number }> {
  const position = query.cursor === undefined ? null : readTimePosition(query.cursor)
  if (query.cursor !== undefined && !position) throw invalidCursor()
  const { rows, open } = await listAlertRows(deps.db, actor.organization.id, query, position, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.flatMap(presentAlert),
    nextCursor: rows.length > page.length && last ? writeCursor([last.lastAt, last.id]) : null,
    open,
  }
}

/** An alert as the API shows it; none for a kind that a newer version wrote before this one was put back. */
function presentAlert(row: AlertRow): Alert[] {
  const kind = ALERT_KINDS.find((one) => one === row.kind)
  if (!kind) return []
  return [
    {
      id: row.id,
      kind,
      severity: row.severity,
      target: { type: row.targetType, id: row.targetId, name: row.targetName },
      details: row.details,
      count: row.count,
      status: row.status,
      firstAt: new Date(row.firstAt).toISOString(),
      lastAt: new Date(row.lastAt).toISOString(),
      resolvedAt: row.resolvedAt === null ? null : new Date(row.resolvedAt).toISOString(),
      resolvedBy: row.resolvedBy,
    },
  ]
}
