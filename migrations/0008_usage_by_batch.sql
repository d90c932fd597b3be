ALTER TABLE `api_key_usage` ADD `country_day` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `api_key_usage` ADD `countries` text DEFAULT '{}' NOT NULL;