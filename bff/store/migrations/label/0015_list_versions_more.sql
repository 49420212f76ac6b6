CREATE TRIGGER `domains_version_registrants_insert` AFTER INSERT ON `registrants` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = new.`domain_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_registrants_update` AFTER UPDATE ON `registrants` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = new.`domain_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_transfers_insert` AFTER INSERT ON `transfers` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = new.`domain_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_transfers_update` AFTER UPDATE ON `transfers` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = new.`domain_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_bulk_insert` AFTER INSERT ON `bulk_runs` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = new.`customer_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_bulk_update` AFTER UPDATE ON `bulk_runs` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = new.`customer_id`;
END;
