CREATE TABLE `key_routes` (
	`organization_id` text NOT NULL,
	`key_id` text NOT NULL,
	`route` text NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `key_id`, `route`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `alerts_to_publish` ON `alerts` (`last_at`) WHERE status = 'open' AND published_at IS NULL;--> statement-breakpoint
CREATE INDEX `alerts_ended` ON `alerts` (`resolved_at`) WHERE status = 'resolved' AND published_at IS NOT NULL;