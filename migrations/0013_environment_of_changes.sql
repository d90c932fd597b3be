ALTER TABLE `alerts` ADD `environment` text;--> statement-breakpoint
ALTER TABLE `audit_logs` ADD `environment` text;--> statement-breakpoint
UPDATE `alerts` SET `environment` = CASE `target_type`
  WHEN 'api_key' THEN (SELECT k.`environment` FROM `api_keys` k WHERE k.`organization_id` = `alerts`.`organization_id` AND k.`id` = `alerts`.`target_id`)
  WHEN 'webhook' THEN (SELECT w.`environment` FROM `webhooks` w WHERE w.`organization_id` = `alerts`.`organization_id` AND w.`id` = `alerts`.`target_id`)
END WHERE `target_type` IN ('api_key', 'webhook');--> statement-breakpoint
UPDATE `audit_logs` SET `environment` = 'test' WHERE
  (`target_type` = 'api_key' AND EXISTS (SELECT 1 FROM `api_keys` k WHERE k.`organization_id` = `audit_logs`.`organization_id` AND k.`id` = `audit_logs`.`target_id` AND k.`environment` = 'test'))
  OR (`target_type` = 'webhook' AND EXISTS (SELECT 1 FROM `webhooks` w WHERE w.`organization_id` = `audit_logs`.`organization_id` AND w.`id` = `audit_logs`.`target_id` AND w.`environment` = 'test'));
