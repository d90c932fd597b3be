CREATE TABLE `secret_versions` (
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`given_up_at` integer,
	PRIMARY KEY(`name`, `version`)
) WITHOUT ROWID;
