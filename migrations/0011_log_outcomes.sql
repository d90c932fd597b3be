ALTER TABLE `event_logs` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `event_logs` ADD `reason` text;