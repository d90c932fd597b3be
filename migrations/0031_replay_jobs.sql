ALTER TABLE `retry_jobs` ADD `kind` text DEFAULT 'retry' NOT NULL;--> statement-breakpoint
ALTER TABLE `retry_jobs` ADD `refused` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `incoming_requests_refused` ON `incoming_requests` (`organization_id`,`webhook_id`,`id`) WHERE verdict = 'refused' AND body IS NOT NULL;--> statement-breakpoint
CREATE INDEX `incoming_requests_replayed` ON `incoming_requests` (`organization_id`,`webhook_id`,`first_id`) WHERE replay = 1 AND verdict = 'accepted';