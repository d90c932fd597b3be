CREATE TABLE `approvals` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`environment` text NOT NULL,
	`status` text NOT NULL,
	`tool` text NOT NULL,
	`title` text NOT NULL,
	`route_id` text,
	`arguments` text NOT NULL,
	`call_hash` text NOT NULL,
	`caller_type` text NOT NULL,
	`caller_id` text NOT NULL,
	`caller_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	`reason` text,
	`used_at` integer,
	`request_id` text,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_open_call` ON `approvals` (`organization_id`,`caller_id`,`call_hash`) WHERE status IN ('pending', 'approved');--> statement-breakpoint
CREATE INDEX `approvals_open` ON `approvals` (`organization_id`,`status`,`id`) WHERE status IN ('pending', 'approved');--> statement-breakpoint
CREATE TABLE `gateway_generations` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`generation` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `gateway_hosts` (
	`host` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `gateway_routes` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`prefix` text NOT NULL,
	`exact` integer NOT NULL,
	`upstream` text NOT NULL,
	`methods` text NOT NULL,
	`scopes` text NOT NULL,
	`cost` integer NOT NULL,
	`timeout_seconds` integer NOT NULL,
	`idle_timeout_seconds` integer NOT NULL,
	`strip_prefix` integer NOT NULL,
	`retry` integer NOT NULL,
	`per_minute` integer,
	`max_concurrency` integer,
	`request_headers` blob,
	`response_headers` text NOT NULL,
	`cors` text,
	`status` text NOT NULL,
	`circuit` text NOT NULL,
	`circuit_open_until` integer,
	`source` text NOT NULL,
	`operation` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`tool_name` text,
	`tool` text,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `gateway_routes_tool` ON `gateway_routes` (`organization_id`,`tool_name`) WHERE tool_name IS NOT NULL;--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`private_key` blob,
	`created_at` integer NOT NULL,
	`signs_from` integer NOT NULL,
	`signs_until` integer NOT NULL,
	`published_until` integer NOT NULL
) WITHOUT ROWID;
