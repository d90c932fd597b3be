import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { isOfEnvironment, type Reach } from '../../../platform/db/reach.ts'
import { alerts, apiKeys, apiKeyUsage, organizations } from '../../../platform/db/schema.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'

const reviewed = {
  status: apiKeys.status,
  deletedAt: apiKeys.deletedAt,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeyUsage.lastUsedAt,
  rotatedAt: apiKeys.rotatedAt,
  rotationDays: apiKeys.rotationDays,
  rotationAutomatic: apiKeys.rotationAutomatic,
  leakedAt: apiKeys.leakedAt,
  rotationCalls: apiKeyUsage.rotationCalls,
  previousCalls: apiKeyUsage.previousCalls,
  unusedAfterDays: organizations.unusedAfterDays,
  expiryWarningDays: organizations.expiryWarningDays,
  rotationReminderDays: organizations.rotationReminderDays,
}

const itsUsage = and(eq(apiKeyUsage.organizationId, apiKeys.organizationId), eq(apiKeyUsage.keyId, apiKeys.id))
const itsOrganization = eq(organizations.id, apiKeys.organizationId)

/** Active keys of all organizations in the order of the primary key, after `position`; at most `limit`. */
export function activeKeysAfter(db: Database, position: readonly [string, string], limit: number) {
  return db
    .select({
      organizationId: apiKeys.organizationId,
      organizationName: organizations.name,
      plan: organizations.plan,
      id: apiKeys.id,
      name: apiKeys.name,
      version: apiKeys.version,
      rotationGraceSeconds: apiKeys.rotationGraceSeconds,
      ...reviewed,
    })
    .from(apiKeys)
    .innerJoin(organizations, itsOrganization)
    .leftJoin(apiKeyUsage, itsUsage)
    .where(
      and(
        sql`(${apiKeys.organizationId}, ${apiKeys.id}) > (${position[0]}, ${position[1]})`,
        eq(apiKeys.status, 'active'),
        isNull(apiKeys.deletedAt),
      ),
    )
    .orderBy(asc(apiKeys.organizationId), asc(apiKeys.id))
    .limit(limit)
}

export type KeyToReview = Awaited<ReturnType<typeof activeKeysAfter>>[number]

/** Open alerts about keys, each with its key, in the order of their index, after `position`; at most `limit`. */
export function openKeyAlertsAfter(db: Database, position: readonly [string, string], limit: number) {
  return db
    .select({
      organizationId: alerts.organizationId,
      id: alerts.id,
      cause: alerts.cause,
      kind: alerts.kind,
      key: reviewed,
    })
    .from(alerts)
    .innerJoin(apiKeys, and(eq(apiKeys.organizationId, alerts.organizationId), eq(apiKeys.id, alerts.targetId)))
    .innerJoin(organizations, itsOrganization)
    .leftJoin(apiKeyUsage, itsUsage)
    .where(
      and(
        // A literal, never a parameter: SQLite uses the partial index of open alerts only if the condition is literally
        // the same.
        sql`${alerts.status} = 'open'`,
        sql`(${alerts.organizationId}, ${alerts.cause}) > (${position[0]}, ${position[1]})`,
        eq(alerts.targetType, 'api_key'),
      ),
    )
    .orderBy(asc(alerts.organizationId), asc(alerts.cause))
    .limit(limit)
}

/** Keys of an organization, the newest, among which unused ones are counted. */
export const MAX_REVIEWED = 1000

/** A key, and what ends for it at `at` (ms). */
export type Ending = {
  kind: 'key_expires' | 'grace_ends' | 'rotation_due'
  id: string
  name: string
  environment: 'live' | 'test'
  at: number
}

// The conditions and the expression are literally those of the partial indexes.
const isActive = sql`status = 'active' AND deleted_at IS NULL`
const rotationAt = sql`CASE WHEN rotated_at IS NULL THEN created_at ELSE rotated_at END + rotation_days * 86400000`

/**
 * What ends between `now` and `until` (ms) for active keys within a reach, soonest first, at most `limit`. A rotation that is overdue
 * counts too. Reads `limit` rows of each index.
 */
function endingsUntil({ organizationId, environment }: Reach, now: number, until: number, limit: number): SQL {
  const notExpired = sql`(expires_at IS NULL OR expires_at > ${now})`
  const part = (kind: Ending['kind'], at: SQL, condition: SQL) => {
    const inEnvironments = (environment ? [environment] : ['live', 'test']).map(
      (one) => sql`SELECT * FROM (SELECT ${kind} AS kind, id, name, environment, ${at} AS at FROM api_keys
        WHERE organization_id = ${organizationId} AND environment = ${one} AND ${isActive} AND ${condition}
        ORDER BY ${at} LIMIT ${limit})`,
    )
    return sql`SELECT * FROM (${unionOf(inEnvironments)})`
  }
  const parts = [
    part(
      'key_expires',
      sql`expires_at`,
      sql`expires_at IS NOT NULL AND expires_at > ${now} AND expires_at <= ${until}`,
    ),
    part(
      'grace_ends',
      sql`grace_until`,
      sql`grace_until IS NOT NULL AND grace_until > ${now} AND grace_until <= ${until} AND ${notExpired}`,
    ),
    part('rotation_due', rotationAt, sql`rotation_days IS NOT NULL AND ${rotationAt} <= ${until} AND ${notExpired}`),
  ]
  return sql`${unionOf(parts)} ORDER BY at, id LIMIT ${limit}`
}

/** D1 allows five terms at most. */
const unionOf = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` UNION ALL `)

/**
 * What ends for active keys within a reach (`endingsUntil`), and how many of the newest MAX_REVIEWED keys are unused, which reads
 * two rows of each. `complete`: there are no more keys than that.
 */
export async function findEndings(db: Database, reach: Reach, now: number, until: number, limit: number) {
  const { organizationId, environment } = reach
  const isMine = isOfEnvironment(apiKeys.environment, environment)
  const [row] = await db.all<{ seen: number; unused: number; endings: string }>(sql`
    WITH looked AS MATERIALIZED (
      SELECT * FROM api_keys WHERE organization_id = ${organizationId} ORDER BY id DESC LIMIT ${MAX_REVIEWED}),
    active AS (
      SELECT id, created_at FROM looked api_keys
      WHERE ${isActive} AND (expires_at IS NULL OR expires_at > ${now})
        ${isMine === undefined ? sql`` : sql`AND ${isMine}`})
    SELECT (SELECT count(*) FROM looked) AS seen,
      (SELECT count(*) FROM active k
        JOIN organizations o ON o.id = ${organizationId}
        LEFT JOIN api_key_usage u ON u.organization_id = ${organizationId} AND u.key_id = k.id
        WHERE coalesce(u.last_used_at, k.created_at) <= ${now} - o.unused_after_days * ${DAY_MS}) AS unused,
      (SELECT coalesce(json_group_array(json_object(
        'kind', kind, 'id', id, 'name', name, 'environment', environment, 'at', at)), '[]')
        FROM (${endingsUntil(reach, now, until, limit)})) AS endings`)
  return {
    complete: (row?.seen ?? 0) < MAX_REVIEWED,
    unused: row?.unused ?? 0,
    endings: JSON.parse(row?.endings ?? '[]') as Ending[],
  }
}
