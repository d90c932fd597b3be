CREATE TABLE `attempts` (
	`organization_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`delivery_id` text NOT NULL,
	`number` integer NOT NULL,
	`started_at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`response_status` integer,
	`error_kind` text,
	`error_message` text,
	`exchange` text NOT NULL,
	PRIMARY KEY(`organization_id`, `webhook_id`, `delivery_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`organization_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`id` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`schedule_from` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`due_at` integer,
	`lease_until` integer,
	`lease_token` text,
	`ordering_key` text,
	`lane` text,
	`started_at` integer,
	`duration_ms` integer,
	`response_status` integer,
	`error_kind` text,
	`error_message` text,
	`exchange` text,
	PRIMARY KEY(`organization_id`, `webhook_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`due_at`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_lane` ON `deliveries` (`organization_id`,`webhook_id`,`lane`,`id`) WHERE lane IS NOT NULL;--> statement-breakpoint
CREATE TABLE `event_types` (
	`organization_id` text NOT NULL,
	`type` text NOT NULL,
	`category` text NOT NULL,
	`description` text NOT NULL,
	`schema` text,
	`sample` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `type`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `events` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`environment` text NOT NULL,
	`time` integer NOT NULL,
	`ordering_key` text,
	`deliveries` integer NOT NULL,
	`idempotency_hash` text,
	`request_hash` text,
	`data` text NOT NULL,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `events_idempotency` ON `events` (`organization_id`,`idempotency_hash`) WHERE idempotency_hash IS NOT NULL;--> statement-breakpoint
CREATE TABLE `retry_jobs` (
	`organization_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`id` text NOT NULL,
	`status` text NOT NULL,
	`filter` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`cursor` text,
	`created_at` integer NOT NULL,
	`created_by` text,
	`finished_at` integer,
	PRIMARY KEY(`organization_id`, `webhook_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `retry_jobs_running` ON `retry_jobs` (`status`) WHERE status = 'running';--> statement-breakpoint
CREATE TABLE `webhook_usage` (
	`organization_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`attempts` integer NOT NULL,
	`succeeded` integer NOT NULL,
	`last_triggered_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `webhook_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`environment` text NOT NULL,
	`status` text NOT NULL,
	`disabled_reason` text,
	`sealed_headers` blob NOT NULL,
	`sealed_secret` blob NOT NULL,
	`previous_secret` blob,
	`previous_until` integer,
	`content_type` text NOT NULL,
	`timeout_seconds` integer NOT NULL,
	`max_retries` integer NOT NULL,
	`disable_after_failures` integer,
	`rate_limit_per_second` integer,
	`max_concurrency` integer,
	`ordered` integer NOT NULL,
	`filter` text,
	`transform` text,
	`consecutive_failures` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
