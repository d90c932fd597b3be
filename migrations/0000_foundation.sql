CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `api_key_usage` (
	`organization_id` text NOT NULL,
	`key_id` text NOT NULL,
	`calls` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `key_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`reference` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`environment` text NOT NULL,
	`status` text NOT NULL,
	`prefix` text NOT NULL,
	`last_characters` text NOT NULL,
	`secret_hash` blob NOT NULL,
	`pepper_version` integer NOT NULL,
	`scopes` text NOT NULL,
	`per_minute` integer,
	`per_hour` integer,
	`per_day` integer,
	`allowed_ips` text NOT NULL,
	`consistency` text NOT NULL,
	`metadata` text NOT NULL,
	`tags` text NOT NULL,
	`owner_id` text,
	`expires_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	`deleted_at` integer,
	PRIMARY KEY(`organization_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_reference` ON `api_keys` (`reference`);--> statement-breakpoint
CREATE TABLE `audit_logs` (
	`organization_id` text NOT NULL,
	`time` integer NOT NULL,
	`id` text NOT NULL,
	`actor_type` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`target_type` text NOT NULL,
	`target_id` text NOT NULL,
	`target_name` text NOT NULL,
	`before` text,
	`after` text,
	`ip` text,
	`request_id` text,
	PRIMARY KEY(`organization_id`, `time`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `event_logs` (
	`organization_id` text NOT NULL,
	`time` integer NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`environment` text,
	`key_id` text,
	`webhook_id` text,
	`app_id` text,
	`route` text NOT NULL,
	`endpoint` text NOT NULL,
	`method` text NOT NULL,
	`status` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`ip` text,
	`country` text,
	`user_agent` text,
	`request_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `time`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`organization_id` text NOT NULL,
	`key_hash` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`answer` blob NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `key_hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `installation` (
	`id` integer PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`claimed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `log_counters` (
	`organization_id` text NOT NULL,
	`hour` integer NOT NULL,
	`kind` text NOT NULL,
	`calls` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `hour`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `members` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `user_id`),
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `members_user` ON `members` (`user_id`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`plan` text DEFAULT 'enterprise' NOT NULL,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_slug_unique` ON `organizations` (`slug`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`active_organization_id` text,
	`ip_address` text,
	`user_agent` text,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `usage_hourly` (
	`organization_id` text NOT NULL,
	`hour` integer NOT NULL,
	`type` text NOT NULL,
	`environment` text NOT NULL,
	`key_id` text NOT NULL,
	`route` text NOT NULL,
	`status_class` integer NOT NULL,
	`calls` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`b0` integer NOT NULL,
	`b1` integer NOT NULL,
	`b2` integer NOT NULL,
	`b3` integer NOT NULL,
	`b4` integer NOT NULL,
	`b5` integer NOT NULL,
	`b6` integer NOT NULL,
	`b7` integer NOT NULL,
	`b8` integer NOT NULL,
	`b9` integer NOT NULL,
	`b10` integer NOT NULL,
	`b11` integer NOT NULL,
	`b12` integer NOT NULL,
	`b13` integer NOT NULL,
	`b14` integer NOT NULL,
	`b15` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `hour`, `type`, `environment`, `key_id`, `route`, `status_class`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);