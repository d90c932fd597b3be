import { type SQL, sql } from 'drizzle-orm'

/**
 * SQL for the environment of the target of an audit row or alert: that of the key, the approval, the event, the OAuth app, the connector or the webhook,
 * incoming ones too, deleted ones included; NULL for everything else. It is part of the statement that writes the row, so no caller can forget it.
 */
export const environmentOfTarget = (organizationId: SQL | string, type: SQL | string, id: SQL | string): SQL => sql`
  CASE ${type}
    WHEN 'api_key' THEN (SELECT k.environment FROM api_keys k WHERE k.organization_id = ${organizationId} AND k.id = ${id})
    WHEN 'approval' THEN (
      SELECT p.environment FROM approvals p WHERE p.organization_id = ${organizationId} AND p.id = ${id})
    WHEN 'event' THEN (SELECT e.environment FROM events e WHERE e.organization_id = ${organizationId} AND e.id = ${id})
    WHEN 'incoming_webhook' THEN (
      SELECT w.environment FROM incoming_webhooks w WHERE w.organization_id = ${organizationId} AND w.id = ${id})
    WHEN 'oauth_app' THEN (
      SELECT a.environment FROM oauth_apps a WHERE a.organization_id = ${organizationId} AND a.id = ${id})
    WHEN 'connector' THEN (SELECT w.environment FROM webhooks w WHERE w.organization_id = ${organizationId} AND w.id = ${id})
    WHEN 'webhook' THEN (SELECT w.environment FROM webhooks w WHERE w.organization_id = ${organizationId} AND w.id = ${id})
  END`
