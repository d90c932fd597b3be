CREATE TABLE `own_hosts` (
	`host` text PRIMARY KEY NOT NULL,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
