CREATE TABLE `custom_scopes` (
	`organization_id` text NOT NULL,
	`scope` text NOT NULL,
	`label` text NOT NULL,
	`description` text NOT NULL,
	`group_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `scope`)
) WITHOUT ROWID;
