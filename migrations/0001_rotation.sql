ALTER TABLE `api_key_usage` ADD `rotation_calls` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `api_key_usage` ADD `previous_calls` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `previous_hash` blob;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `previous_pepper_version` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `grace_until` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `rotated_at` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `sealed_key` blob;--> statement-breakpoint
ALTER TABLE `event_logs` ADD `previous_secret` integer DEFAULT 0 NOT NULL;