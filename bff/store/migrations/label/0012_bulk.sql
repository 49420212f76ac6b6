CREATE TABLE `bulk_items` (
	`run_id` text NOT NULL,
	`at` integer NOT NULL,
	`domain_id` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`code` text,
	`reason` text,
	PRIMARY KEY(`run_id`, `at`),
	FOREIGN KEY (`run_id`) REFERENCES `bulk_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bulk_items_by_state` ON `bulk_items` (`run_id`,`state`,`at`);--> statement-breakpoint
CREATE INDEX `bulk_items_by_domain` ON `bulk_items` (`domain_id`);--> statement-breakpoint
CREATE TABLE `bulk_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`user_id` text NOT NULL,
	`by_name` text NOT NULL,
	`wish` text NOT NULL,
	`state` text NOT NULL,
	`scope` text,
	`origin` text NOT NULL,
	`locale` text NOT NULL,
	`of` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bulk_runs_by_time` ON `bulk_runs` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `bulk_runs_once` ON `bulk_runs` (`customer_id`) WHERE "bulk_runs"."state" = 'running';