ALTER TABLE `webhook_usage` ADD `deliveries_succeeded` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhook_usage` ADD `deliveries_failed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhook_usage` ADD `recent` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `webhook_usage` ADD `hours` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_held` ON `deliveries` (`organization_id`,`webhook_id`,`id`) WHERE status = 'held';--> statement-breakpoint
-- Every attempt that succeeded ended a delivery. How many deliveries failed was not counted: the latest 100 of each webhook
-- tell, which are few rows however long it has been in use.
UPDATE `webhook_usage` SET
	`deliveries_succeeded` = `succeeded`,
	`deliveries_failed` = (SELECT count(*) FROM (
		SELECT status FROM deliveries
		WHERE organization_id = webhook_usage.organization_id AND webhook_id = webhook_usage.webhook_id
		ORDER BY id DESC LIMIT 100)
		WHERE status = 'failed'),
	`recent` = (SELECT coalesce(group_concat(mark, ''), '') FROM (
		SELECT CASE status WHEN 'succeeded' THEN '.' ELSE 'x' END AS mark FROM (
			SELECT status FROM deliveries
			WHERE organization_id = webhook_usage.organization_id AND webhook_id = webhook_usage.webhook_id
			ORDER BY id DESC LIMIT 100)
		WHERE status IN ('succeeded', 'failed') LIMIT 20));
