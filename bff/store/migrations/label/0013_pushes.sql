CREATE TABLE `pushes` (
	`id` text PRIMARY KEY NOT NULL,
	`domain_id` text NOT NULL,
	`from_id` text NOT NULL,
	`email` text NOT NULL,
	`state` text NOT NULL,
	`by_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`from_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pushes_once` ON `pushes` (`domain_id`) WHERE "pushes"."state" = 'open';--> statement-breakpoint
CREATE INDEX `pushes_by_email` ON `pushes` (`email`,`state`);