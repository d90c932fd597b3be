import { asc } from 'drizzle-orm'
import type { Database } from '../../platform/db/client.ts'
import { auditLogs } from '../../platform/db/schema.ts'
import type { Expired } from '../../platform/retention/purge-source.ts'
import type { Retention } from '../../platform/retention/retention.ts'
import { expiredIn, type Position, timeOrderedSource } from '../../platform/retention/time-ordered-source.ts'
import { auditColumns } from './store.ts'

const readAuditPage = (db: Database, expired: Expired, after: Position | null, limit: number) =>
  db
    .select(auditColumns)
    .from(auditLogs)
    .where(expiredIn(auditLogs, expired, after))
    .orderBy(asc(auditLogs.time), asc(auditLogs.id))
    .limit(limit)

/** Purge source: entries of the audit log. */
export const auditLogSource = timeOrderedSource(
  auditLogs,
  { kind: 'audit_logs', job: { name: 'purge-audit-logs', phase: 'purge-audit' }, days: 'auditRetentionDays' },
  readAuditPage,
)

export const auditRetention: Retention = { purges: [auditLogSource] }
