CREATE TABLE `hosting_links` (
	`domain_id` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL,
	`role` text NOT NULL,
	`host` text NOT NULL,
	`mail` integer NOT NULL,
	`zone_before` text NOT NULL,
	`zone_after` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`retry_at` integer,
	`by_name` text NOT NULL,
	`linked_at` integer NOT NULL,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hosting_links_by_plan` ON `hosting_links` (`subscription_id`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`server` text NOT NULL,
	`addresses` text NOT NULL,
	`mail_host` text,
	`spf` text DEFAULT '' NOT NULL,
	`max_domains` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
