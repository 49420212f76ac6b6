CREATE TABLE `connect_templates` (
	`provider_id` text NOT NULL,
	`service_id` text NOT NULL,
	`template` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `service_id`)
);
--> statement-breakpoint
ALTER TABLE `dns_changes` ADD `via` text;