CREATE TABLE `api_key_tags` (
	`organization_id` text NOT NULL,
	`tag` text NOT NULL,
	`key_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `tag`, `key_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `api_keys_owner` ON `api_keys` (`organization_id`,`owner_id`) WHERE owner_id IS NOT NULL;
--> statement-breakpoint
INSERT INTO api_key_tags (organization_id, tag, key_id)
SELECT DISTINCT k.organization_id, t.value, k.id FROM api_keys k, json_each(k.tags) t;
--> statement-breakpoint
-- The previous Worker writes keys until the deployment that follows, so the database itself keeps the index of tags.
CREATE TRIGGER api_key_tags_inserted AFTER INSERT ON api_keys WHEN NEW.tags <> '[]'
BEGIN
  INSERT OR IGNORE INTO api_key_tags (organization_id, tag, key_id)
  SELECT NEW.organization_id, value, NEW.id FROM json_each(NEW.tags);
END;
--> statement-breakpoint
CREATE TRIGGER api_key_tags_updated AFTER UPDATE OF tags ON api_keys WHEN NEW.tags <> OLD.tags
BEGIN
  DELETE FROM api_key_tags
  WHERE organization_id = OLD.organization_id AND key_id = OLD.id AND tag IN (SELECT value FROM json_each(OLD.tags));
  INSERT OR IGNORE INTO api_key_tags (organization_id, tag, key_id)
  SELECT NEW.organization_id, value, NEW.id FROM json_each(NEW.tags);
END;
--> statement-breakpoint
CREATE TRIGGER api_key_tags_deleted AFTER DELETE ON api_keys WHEN OLD.tags <> '[]'
BEGIN
  DELETE FROM api_key_tags
  WHERE organization_id = OLD.organization_id AND key_id = OLD.id AND tag IN (SELECT value FROM json_each(OLD.tags));
END;
--> statement-breakpoint
-- The owner of a key can be searched from now on: the job `fold-names` fills these texts again.
UPDATE api_keys SET search_text = NULL WHERE owner_id IS NOT NULL;
