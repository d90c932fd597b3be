CREATE TABLE `module_builds` (
	`organization_id` text NOT NULL,
	`module_id` text NOT NULL,
	`field` text NOT NULL,
	`slug` text NOT NULL,
	`environment` text NOT NULL,
	`after` text NOT NULL,
	`done` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `module_id`, `field`)
) WITHOUT ROWID;
