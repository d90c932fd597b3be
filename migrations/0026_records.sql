CREATE TABLE `module_purges` (
	`organization_id` text NOT NULL,
	`module_id` text NOT NULL,
	`field` text NOT NULL,
	PRIMARY KEY(`organization_id`, `module_id`, `field`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `modules` (
	`organization_id` text NOT NULL,
	`slug` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`fields` text NOT NULL,
	`field_keys` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `slug`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `record_index` (
	`organization_id` text NOT NULL,
	`module_id` text NOT NULL,
	`environment` text NOT NULL,
	`field` text NOT NULL,
	`value` blob NOT NULL,
	`tie` text NOT NULL,
	`record_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `module_id`, `environment`, `field`, `value`, `tie`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `records` (
	`organization_id` text NOT NULL,
	`module_id` text NOT NULL,
	`environment` text NOT NULL,
	`id` text NOT NULL,
	`data` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `module_id`, `environment`, `id`)
) WITHOUT ROWID;
