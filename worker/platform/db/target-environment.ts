import { type SQL, sql } from 'drizzle-orm'

/**
 * The environment of what a row of the audit log or an alert is about, as SQL: that of the key or webhook, deleted ones
 * included; NULL for everything else. It stands in the statement that writes the row, so no caller can forget it.
 */
export const environmentOfTarget = (organizationId: SQL | string, type: SQL | string, id: SQL | string): SQL => sql`
  CASE ${type}
    WHEN 'api_key' THEN (SELECT k.environment FROM api_keys k WHERE k.organization_id = ${organizationId} AND k.id = ${id})
    WHEN 'webhook' THEN (SELECT w.environment FROM webhooks w WHERE w.organization_id = ${organizationId} AND w.id = ${id})
  END`
