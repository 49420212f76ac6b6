CREATE TABLE `drifts` (
	`domain_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`ours` text,
	`theirs` text,
	`found_at` integer NOT NULL,
	PRIMARY KEY(`domain_id`, `kind`, `subject`),
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TRIGGER `domains_version_drifts_insert` AFTER INSERT ON `drifts` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = new.`domain_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `domains_version_drifts_delete` AFTER DELETE ON `drifts` BEGIN
	UPDATE `customers` SET `domains_version` = hex(randomblob(8)) WHERE `id` = (SELECT `customer_id` FROM `domains` WHERE `id` = old.`domain_id`);
END;
