import { and, desc, eq, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ListAuditLogs } from '../../../contract/audit.ts'
import { boundedScan } from '../../platform/db/bounded-scan.ts'
import type { Database } from '../../platform/db/client.ts'
import { currentSpelling } from '../../platform/db/current-spelling.ts'
import { isOfEnvironment, type Reach } from '../../platform/db/reach.ts'
import { auditLogs } from '../../platform/db/schema.ts'

/** The columns of an audit log entry that the API returns. */
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

type Filters = Pick<ListAuditLogs, 'actorId' | 'targetId' | 'action' | 'from' | 'to'>
type Position = { time: number; id: string }

/**
 * Entries within a reach, newest first, after `position`; at most `limit`. Indexes know targets and the environment
 * test. For other filters at most MAX_LOOKED_AT entries are read for a page. `lookedTo`: where to continue if fewer were
 * found; null at the end.
 */
export async function listAudit(
  db: Database,
  reach: Reach,
  filters: Filters,
  position: Position | null,
  limit: number,
): Promise<{ rows: AuditRow[]; lookedTo: Position | null }> {
  const range = inRange(reach, filters, position)
  const among = (most: number) => entriesAmong(db, reach, filters, range, limit, most)
  const { actorId, action, targetId } = filters
  const isIndexed = reach.environment === null || (reach.environment === 'test' && targetId === undefined)
  if (isIndexed && actorId === undefined && action === undefined) return { rows: await among(limit), lookedTo: null }
  return boundedScan(limit, { among, lastOf: (most) => lastLookedAt(db, range, most) })
}

/** The conditions that an index seeks by. */
const inRange = ({ organizationId, environment }: Reach, { targetId, from, to }: Filters, position: Position | null) =>
  and(
    eq(auditLogs.organizationId, organizationId),
    targetId === undefined ? undefined : eq(auditLogs.targetId, targetId),
    // A literal, never a parameter: SQLite uses the partial index only if the condition is literally the same.
    environment === 'test' && targetId === undefined ? sql`${auditLogs.environment} = 'test'` : undefined,
    from === undefined ? undefined : gte(auditLogs.time, Date.parse(from)),
    to === undefined ? undefined : lte(auditLogs.time, Date.parse(to)),
    position
      ? and(lte(auditLogs.time, position.time), or(lt(auditLogs.time, position.time), lt(auditLogs.id, position.id)))
      : undefined,
  )

/** The matches among the next `most` entries of a range; at most `limit`. */
function entriesAmong(
  db: Database,
  { environment }: Reach,
  { actorId, action }: Filters,
  range: SQL | undefined,
  limit: number,
  most: number,
) {
  const looked = db
    .select(auditColumns)
    .from(auditLogs)
    .where(range)
    .orderBy(desc(auditLogs.time), desc(auditLogs.id))
    .limit(most)
    .as('looked')
  return db
    .select()
    .from(looked)
    .where(
      and(
        isOfEnvironment(looked.environment, environment),
        actorId === undefined ? undefined : eq(looked.actorId, actorId),
        action === undefined ? undefined : eq(currentSpelling(looked.action), action),
      ),
    )
    .orderBy(desc(looked.time), desc(looked.id))
    .limit(limit)
    .all()
}

type AuditRow = Awaited<ReturnType<typeof entriesAmong>>[number]

/** The place of the last of the next `most` entries of a range; null if there are fewer. */
async function lastLookedAt(db: Database, range: SQL | undefined, most: number): Promise<Position | null> {
  const row = await db
    .select({ time: auditLogs.time, id: auditLogs.id })
    .from(auditLogs)
    .where(range)
    .orderBy(desc(auditLogs.time), desc(auditLogs.id))
    .limit(1)
    .offset(most - 1)
    .get()
  return row ?? null
}
