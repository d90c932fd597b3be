CREATE TABLE `alert_counters` (
	`organization_id` text NOT NULL,
	`kind` text NOT NULL,
	`target_id` text NOT NULL,
	`minute` integer NOT NULL,
	`calls` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `kind`, `target_id`, `minute`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `alert_rules` (
	`organization_id` text NOT NULL,
	`kind` text NOT NULL,
	`enabled` integer NOT NULL,
	`threshold` integer,
	`window_seconds` integer,
	`by_email` integer NOT NULL,
	`as_event` integer NOT NULL,
	`muted_until` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `archives` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`from_time` integer NOT NULL,
	`to_time` integer NOT NULL,
	`rows` integer NOT NULL,
	`bytes` integer NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `event_log_bodies` (
	`organization_id` text NOT NULL,
	`time` integer NOT NULL,
	`id` text NOT NULL,
	`request` text NOT NULL,
	`response` text NOT NULL,
	PRIMARY KEY(`organization_id`, `time`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `alerts` ADD `published_at` integer;
--> statement-breakpoint
ALTER TABLE `api_keys` ADD `capture_bodies` integer;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `capture_bodies` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `redact_names` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `log_retention_days` integer DEFAULT 30 NOT NULL;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `delivery_retention_days` integer DEFAULT 30 NOT NULL;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `audit_retention_days` integer DEFAULT 365 NOT NULL;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `archive_logs` integer DEFAULT 1 NOT NULL;
