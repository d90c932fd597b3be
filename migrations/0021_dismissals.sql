CREATE TABLE `dismissals` (
	`organization_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`what` text NOT NULL,
	`dismissed_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `actor_id`, `what`)
) WITHOUT ROWID;
