CREATE TABLE `zone_signing` (
	`domain_id` text PRIMARY KEY NOT NULL,
	`step` text NOT NULL,
	`ds` text DEFAULT '[]' NOT NULL,
	`due_at` integer,
	`error` text,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE cascade
);
