ALTER TABLE `api_keys` ADD `search_text` text;--> statement-breakpoint
ALTER TABLE `usage_tops` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `search_text` text;