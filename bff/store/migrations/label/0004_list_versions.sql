DROP INDEX `domains_by_name`;--> statement-breakpoint
CREATE INDEX `domains_by_name` ON `domains` (`customer_id`,`name`,`unicode_name`);--> statement-breakpoint
ALTER TABLE `customers` ADD `domains_version` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE TRIGGER `domains_version_insert` AFTER INSERT ON `domains` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = new.`customer_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_update` AFTER UPDATE ON `domains` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` IN (new.`customer_id`, old.`customer_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_delete` AFTER DELETE ON `domains` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = old.`customer_id`;
END;
