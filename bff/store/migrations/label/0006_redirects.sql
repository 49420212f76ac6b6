CREATE TABLE `redirects` (
	`id` text PRIMARY KEY NOT NULL,
	`domain_id` text NOT NULL,
	`host` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`keep_path` integer NOT NULL,
	`keep_query` integer NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`canonical` integer NOT NULL,
	`noindex` integer NOT NULL,
	`frames` text NOT NULL,
	`led_before` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redirects_by_host` ON `redirects` (`domain_id`,`host`);