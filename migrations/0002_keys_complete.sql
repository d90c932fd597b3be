CREATE TABLE `alerts` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`cause` text NOT NULL,
	`target_type` text NOT NULL,
	`target_id` text NOT NULL,
	`target_name` text NOT NULL,
	`details` text NOT NULL,
	`count` integer DEFAULT 1 NOT NULL,
	`status` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` text,
	`emailed_at` integer,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open` ON `alerts` (`organization_id`,`cause`) WHERE status = 'open';--> statement-breakpoint
CREATE TABLE `import_prefixes` (
	`prefix` text NOT NULL,
	`organization_id` text NOT NULL,
	PRIMARY KEY(`prefix`, `organization_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imported_keys` (
	`lookup` blob PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`key_id` text NOT NULL,
	`reference` text NOT NULL,
	`pepper_version` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`cursor` text,
	`result` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `usage_countries` (
	`organization_id` text NOT NULL,
	`key_id` text NOT NULL,
	`day` integer NOT NULL,
	`country` text NOT NULL,
	`calls` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `key_id`, `day`, `country`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `api_keys` ADD `credits` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `credits_version` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `refill_amount` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `refill_interval` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rotation_days` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rotation_grace_seconds` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rotation_automatic` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `leaked_at` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `leak_source` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `imported` text;--> statement-breakpoint
ALTER TABLE `organizations` ADD `plan_per_minute` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `plan_per_hour` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `plan_per_day` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `keys_in_query` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `leak_action` text DEFAULT 'disable' NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `unused_after_days` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `rotation_reminder_days` integer DEFAULT 90;--> statement-breakpoint
ALTER TABLE `organizations` ADD `expiry_warning_days` integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE `organizations` ADD `alert_email` text;--> statement-breakpoint
ALTER TABLE `organizations` ADD `version` integer DEFAULT 1 NOT NULL;