import { and, desc, eq, gte, lt, lte, or } from 'drizzle-orm'
import type { ListAuditLogs } from '../../../contract/audit.ts'
import type { Database } from '../../platform/db/client.ts'
import { inReach, type Reach } from '../../platform/db/reach.ts'
import { auditLogs } from '../../platform/db/schema.ts'

/** What is shown of an entry of the audit log. */
export const auditColumns = {
  id: auditLogs.id,
  time: auditLogs.time,
  actorType: auditLogs.actorType,
  actorId: auditLogs.actorId,
  actorName: auditLogs.actorName,
  action: auditLogs.action,
  targetType: auditLogs.targetType,
  targetId: auditLogs.targetId,
  targetName: auditLogs.targetName,
  before: auditLogs.before,
  after: auditLogs.after,
  ip: auditLogs.ip,
  requestId: auditLogs.requestId,
  environment: auditLogs.environment,
}

/** Entries within a reach, newest first, after `position`; at most `limit`. */
export function listAudit(
  db: Database,
  reach: Reach,
  { actorId, targetId, action, from, to }: Pick<ListAuditLogs, 'actorId' | 'targetId' | 'action' | 'from' | 'to'>,
  position: { time: number; id: string } | null,
  limit: number,
) {
  return db
    .select(auditColumns)
    .from(auditLogs)
    .where(
      and(
        inReach(auditLogs, reach),
        from === undefined ? undefined : gte(auditLogs.time, Date.parse(from)),
        to === undefined ? undefined : lte(auditLogs.time, Date.parse(to)),
        position
          ? and(
              lte(auditLogs.time, position.time),
              or(lt(auditLogs.time, position.time), lt(auditLogs.id, position.id)),
            )
          : undefined,
        actorId === undefined ? undefined : eq(auditLogs.actorId, actorId),
        targetId === undefined ? undefined : eq(auditLogs.targetId, targetId),
        action === undefined ? undefined : eq(auditLogs.action, action),
      ),
    )
    .orderBy(desc(auditLogs.time), desc(auditLogs.id))
    .limit(limit)
}
