ALTER TABLE `api_keys` ADD `parent_id` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `ancestors` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `api_keys_parent` ON `api_keys` (`organization_id`,`parent_id`) WHERE parent_id IS NOT NULL;