ALTER TABLE `webhooks` ADD `provider` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `hook_key` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `dashboard_origin` text;--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_hook` ON `webhooks` (`organization_id`,`hook_key`) WHERE hook_key IS NOT NULL AND deleted_at IS NULL;