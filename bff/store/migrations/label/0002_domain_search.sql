DROP INDEX `domains_by_name`;--> statement-breakpoint
CREATE INDEX `domains_by_name` ON `domains` (`customer_id`,`name`,`unicode_name`);