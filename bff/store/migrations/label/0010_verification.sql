CREATE TABLE `address_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`email` text NOT NULL,
	`hash` text,
	`sent_at` integer,
	`due_on` text NOT NULL,
	`verified_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `address_checks_once` ON `address_checks` (`customer_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `address_checks_by_hash` ON `address_checks` (`hash`);--> statement-breakpoint
ALTER TABLE `domains` ADD `verify_by` text;--> statement-breakpoint
ALTER TABLE `domains` ADD `held` integer DEFAULT false NOT NULL;