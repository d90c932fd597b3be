import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { alerts, apiKeys, apiKeyUsage, organizations } from '../../../platform/db/schema.ts'

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
        // Written out, and never a parameter: only so does SQLite know that the index of open alerts will do.
        sql`${alerts.status} = 'open'`,
        sql`(${alerts.organizationId}, ${alerts.cause}) > (${position[0]}, ${position[1]})`,
        eq(alerts.targetType, 'api_key'),
      ),
    )
    .orderBy(asc(alerts.organizationId), asc(alerts.cause))
    .limit(limit)
}
