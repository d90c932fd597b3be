import { ALERT_KINDS } from '../../../contract/alerts.data.ts'
import type { Alert } from '../../../contract/alerts.ts'
import type { AlertRow } from './store.ts'

/**
 * An alert as the API returns it; an empty array for a kind that this version does not know (written by a newer version
 * before a rollback).
 */
export function presentAlert(row: AlertRow): Alert[] {
  const kind = ALERT_KINDS.find((one) => one === row.kind)
  if (!kind) return []
  return [
    {
      id: row.id,
      kind,
      severity: row.severity,
      target: { type: row.targetType, id: row.targetId, name: row.targetName },
      details: row.details,
      environment: row.environment,
      count: row.count,
      status: row.status,
      firstAt: new Date(row.firstAt).toISOString(),
      lastAt: new Date(row.lastAt).toISOString(),
      resolvedAt: row.resolvedAt === null ? null : new Date(row.resolvedAt).toISOString(),
      resolvedBy: row.resolvedBy,
    },
  ]
}
