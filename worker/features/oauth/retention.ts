import { sql } from 'drizzle-orm'
import { OAUTH_ACCESS_SECONDS } from '../../../contract/oauth.data.ts'
import { idFloor } from '../../platform/lib/ids.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'
import { countriesOfKey, entriesBefore } from '../event-logs/retention.ts'

/** Access tokens a day after they expired. Ids contain the time, so each app is one seek. */
const sweepTokens: Sweep = (now, limit) => sql`
  DELETE FROM oauth_tokens WHERE (organization_id, app_id, id) IN (
    SELECT t.organization_id, t.app_id, t.id
    FROM oauth_apps a CROSS JOIN oauth_tokens t ON t.organization_id = a.organization_id AND t.app_id = a.id
      AND t.id < ${idFloor('tok', now - DAY_MS - OAUTH_ACCESS_SECONDS * 1000)}
    LIMIT ${limit})`

/** Families a day after they ended or expired, and those of grants that were revoked and apps that were deleted. */
const sweepFamilies: Sweep = (now, limit) => sql`
  DELETE FROM oauth_families WHERE (organization_id, app_id, id) IN (
    SELECT f.organization_id, f.app_id, f.id
    FROM oauth_apps a
      CROSS JOIN oauth_families f ON f.organization_id = a.organization_id AND f.app_id = a.id
      LEFT JOIN oauth_grants g ON g.organization_id = f.organization_id AND g.app_id = f.app_id AND g.id = f.grant_id
    WHERE min(f.absolute_until, coalesce(f.ended_at, f.refresh_expires_at, f.code_expires_at)) < ${now - DAY_MS}
      OR a.deleted_at < ${now - DAY_MS} OR g.id IS NULL OR g.revoked_at < ${now - DAY_MS}
    LIMIT ${limit})`

/** Revoked grants when the log is older than they are, and those of deleted apps a day later; families go first. */
const sweepGrants: Sweep = (now, limit) => sql`
  DELETE FROM oauth_grants WHERE (organization_id, app_id, id) IN (
    SELECT g.organization_id, g.app_id, g.id
    FROM oauth_apps a
      CROSS JOIN organizations o ON o.id = a.organization_id
      CROSS JOIN oauth_grants g ON g.organization_id = a.organization_id AND g.app_id = a.id
    WHERE g.revoked_at < min(${now - DAY_MS}, ${now} - o.log_retention_days * ${DAY_MS})
      OR a.deleted_at < ${now - DAY_MS}
    LIMIT ${limit})`

/** Client assertions that have expired: they cannot be used again (RFC 7523, section 3). */
const sweepAssertions: Sweep = (now, limit) => sql`
  DELETE FROM oauth_assertions WHERE (client_id, jti) IN (
    SELECT client_id, jti FROM oauth_assertions WHERE expires_at < ${now - DAY_MS} LIMIT ${limit})`

/**
 * Copies of metadata documents a day after they should be fetched again, and registrations that nobody has allowed in time, or
 * that no organization has an app of any more.
 */
const sweepClients: Sweep = (now, limit) => sql`
  DELETE FROM oauth_clients WHERE client_id IN (
    SELECT c.client_id FROM oauth_clients c
    WHERE c.fresh_until < ${now - DAY_MS} AND (c.source = 'document' OR c.used_at IS NULL OR (
      c.used_at < ${now - DAY_MS} AND NOT EXISTS (SELECT 1 FROM oauth_apps a WHERE a.client_id = c.client_id)))
    LIMIT ${limit})`

/** Deleted apps are kept as long as grants, log entries or figures refer to them. */
export const oauthRetention: Retention = {
  sweeps: [sweepTokens, sweepFamilies, sweepGrants, sweepAssertions, sweepClients],
  tombstones: {
    kind: 'oauth_app',
    // Calls that were in progress during the deletion may have been logged a little later.
    forgotten: (before, limit) => sql`
      SELECT x.organization_id, x.id FROM oauth_apps x
      WHERE x.deleted_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM oauth_grants g WHERE g.organization_id = x.organization_id AND g.app_id = x.id)
        AND NOT EXISTS (SELECT 1 FROM oauth_tokens t WHERE t.organization_id = x.organization_id AND t.app_id = x.id)
        AND NOT EXISTS ${entriesBefore(sql`x.organization_id`, sql`x.deleted_at + ${DAY_MS}`)} LIMIT ${limit}`,
    remove: (forgotten) => sql`
      DELETE FROM oauth_apps WHERE (organization_id, id) IN (${forgotten})
        AND NOT EXISTS ${countriesOfKey(sql`oauth_apps.organization_id`, sql`oauth_apps.id`)}`,
  },
}
