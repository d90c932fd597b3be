ALTER TABLE `event_types` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `events` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `usage_hours` ADD `server_errors` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `usage_hours` ADD `failed_deliveries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhook_usage` ADD `last_success_at` integer;--> statement-breakpoint
ALTER TABLE `webhook_usage` ADD `last_failure_at` integer;--> statement-breakpoint
-- Hours that are summed up get both figures from their rollups: one seek for each hour with a failure. Hours whose rollups are
-- gone (older than 92 days) keep 0, so their server errors count as client errors.
UPDATE `usage_hours` SET
	`server_errors` = coalesce((
		SELECT sum(u.calls) FROM usage_hourly u
		WHERE u.organization_id = usage_hours.organization_id AND u.hour = usage_hours.hour AND u.type = usage_hours.type
			AND u.status_class >= 5), 0),
	`failed_deliveries` = CASE type WHEN 'webhook' THEN coalesce((
		SELECT sum(u.calls) FROM usage_hourly u
		WHERE u.organization_id = usage_hours.organization_id AND u.hour = usage_hours.hour AND u.type = usage_hours.type
			AND u.route LIKE 'delivery:%:failed'), 0) ELSE 0 END
WHERE `errors` > 0;--> statement-breakpoint
-- The latest 100 deliveries of each webhook tell both, which are few rows however long it has been in use.
UPDATE `webhook_usage` SET
	`last_success_at` = (SELECT max(started_at + duration_ms) FROM (
		SELECT started_at, duration_ms, error_kind FROM deliveries
		WHERE organization_id = webhook_usage.organization_id AND webhook_id = webhook_usage.webhook_id
		ORDER BY id DESC LIMIT 100)
		WHERE error_kind IS NULL),
	`last_failure_at` = (SELECT max(started_at + duration_ms) FROM (
		SELECT started_at, duration_ms, error_kind FROM deliveries
		WHERE organization_id = webhook_usage.organization_id AND webhook_id = webhook_usage.webhook_id
		ORDER BY id DESC LIMIT 100)
		WHERE error_kind IS NOT NULL);
