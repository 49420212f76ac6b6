CREATE TABLE `registrant_confirmations` (
	`hash` text PRIMARY KEY NOT NULL,
	`change_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`email` text NOT NULL,
	`agrees` integer,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `confirmations_by_change` ON `registrant_confirmations` (`change_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`of` text NOT NULL,
	`contact` text NOT NULL,
	`extra` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_of_unique` ON `contacts` (`of`);--> statement-breakpoint
CREATE TABLE `registrants` (
	`domain_id` text PRIMARY KEY NOT NULL,
	`told` text,
	`next` text,
	`version` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'ready' NOT NULL,
	`code` text,
	`retry_at` integer,
	`change_id` text,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `registrants_by_change` ON `registrants` (`change_id`);