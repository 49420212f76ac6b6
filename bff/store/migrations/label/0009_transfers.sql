CREATE TABLE `transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`domain_id` text NOT NULL,
	`incoming` integer NOT NULL,
	`state` text NOT NULL,
	`code` text,
	`sealed` text,
	`since` text,
	`ours` integer DEFAULT false NOT NULL,
	`before` text,
	`by_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`asked_at` integer,
	`acts_at` integer,
	`ended_at` integer,
	`retry_at` integer,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `transfers_by_domain` ON `transfers` (`domain_id`,`started_at`);--> statement-breakpoint
DROP INDEX `domains_name_unique`;--> statement-breakpoint
CREATE UNIQUE INDEX `domains_once` ON `domains` (`name`) WHERE "domains"."state" not in ('released', 'transferred');