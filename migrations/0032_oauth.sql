CREATE TABLE `oauth_apps` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`client_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`environment` text NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`redirect_uris` text NOT NULL,
	`scopes` text NOT NULL,
	`grant_types` text NOT NULL,
	`require_pkce` integer NOT NULL,
	`verified` integer NOT NULL,
	`website_url` text,
	`privacy_policy_url` text,
	`logo_url` text,
	`per_minute` integer,
	`per_hour` integer,
	`per_day` integer,
	`max_days` integer NOT NULL,
	`public_keys` text NOT NULL,
	`secret_hash` blob,
	`pepper_version` integer,
	`last_characters` text,
	`previous_hash` blob,
	`previous_pepper_version` integer,
	`previous_until` integer,
	`rotated_at` integer,
	`holder_type` text NOT NULL,
	`holder_id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`deleted_at` integer,
	PRIMARY KEY(`organization_id`,`id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_apps_client` ON `oauth_apps` (`client_id`,`organization_id`);--> statement-breakpoint
CREATE TABLE `oauth_assertions` (
	`client_id` text NOT NULL,
	`jti` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`client_id`,`jti`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `oauth_clients` (
	`client_id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`metadata` text NOT NULL,
	`secret_hash` blob,
	`pepper_version` integer,
	`created_at` integer NOT NULL,
	`fresh_until` integer NOT NULL,
	`used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `oauth_families` (
	`organization_id` text NOT NULL,
	`app_id` text NOT NULL,
	`id` text NOT NULL,
	`grant_id` text NOT NULL,
	`environment` text NOT NULL,
	`reference` text NOT NULL,
	`request_id` text NOT NULL,
	`scopes` text NOT NULL,
	`resource` text,
	`redirect_uri` text NOT NULL,
	`redirect_named` integer NOT NULL,
	`code_challenge` text,
	`code_hash` blob NOT NULL,
	`code_pepper_version` integer NOT NULL,
	`code_expires_at` integer NOT NULL,
	`code_used_at` integer,
	`refresh_hash` blob,
	`refresh_pepper_version` integer,
	`refresh_expires_at` integer,
	`absolute_until` integer NOT NULL,
	`rotated_at` integer,
	`recent` text NOT NULL,
	`ended_at` integer,
	`ended_reason` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`,`app_id`,`id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_families_reference` ON `oauth_families` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_families_request` ON `oauth_families` (`request_id`);--> statement-breakpoint
CREATE INDEX `oauth_families_grant` ON `oauth_families` (`organization_id`,`grant_id`);--> statement-breakpoint
CREATE TABLE `oauth_grants` (
	`organization_id` text NOT NULL,
	`app_id` text NOT NULL,
	`id` text NOT NULL,
	`reference` text NOT NULL,
	`environment` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject` text NOT NULL,
	`subject_name` text NOT NULL,
	`scopes` text NOT NULL,
	`status` text NOT NULL,
	`ended` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`last_allowed_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	`revoked_by` text,
	PRIMARY KEY(`organization_id`,`app_id`,`id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_grants_reference` ON `oauth_grants` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_grants_subject` ON `oauth_grants` (`organization_id`,`subject_type`,`subject`,`app_id`) WHERE status = 'active';--> statement-breakpoint
CREATE TABLE `oauth_settings` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`login_url` text,
	`consent` text NOT NULL,
	`registration` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `oauth_tokens` (
	`organization_id` text NOT NULL,
	`app_id` text NOT NULL,
	`id` text NOT NULL,
	`grant_id` text NOT NULL,
	`environment` text NOT NULL,
	`family` text NOT NULL,
	`serial` text NOT NULL,
	`scopes` text NOT NULL,
	`resource` text,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	PRIMARY KEY(`organization_id`,`app_id`,`id`)
) WITHOUT ROWID;
