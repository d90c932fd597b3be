CREATE TABLE `usage_hours` (
	`organization_id` text NOT NULL,
	`type` text NOT NULL,
	`hour` integer NOT NULL,
	`calls` integer NOT NULL,
	`errors` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`b0` integer NOT NULL,
	`b1` integer NOT NULL,
	`b2` integer NOT NULL,
	`b3` integer NOT NULL,
	`b4` integer NOT NULL,
	`b5` integer NOT NULL,
	`b6` integer NOT NULL,
	`b7` integer NOT NULL,
	`b8` integer NOT NULL,
	`b9` integer NOT NULL,
	`b10` integer NOT NULL,
	`b11` integer NOT NULL,
	`b12` integer NOT NULL,
	`b13` integer NOT NULL,
	`b14` integer NOT NULL,
	`b15` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `type`, `hour`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `usage_tops` (
	`organization_id` text NOT NULL,
	`day` integer NOT NULL,
	`keys` text NOT NULL,
	`routes` text NOT NULL,
	PRIMARY KEY(`organization_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO usage_hours (organization_id, type, hour, calls, errors, duration_ms, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15)
SELECT organization_id, type, hour, sum(calls), sum(CASE WHEN status_class >= 4 THEN calls ELSE 0 END), sum(duration_ms), sum(b0), sum(b1), sum(b2), sum(b3), sum(b4), sum(b5), sum(b6), sum(b7), sum(b8), sum(b9), sum(b10), sum(b11), sum(b12), sum(b13), sum(b14), sum(b15)
FROM usage_hourly GROUP BY organization_id, type, hour;
