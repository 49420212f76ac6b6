CREATE TABLE `mail_import_rows` (
	`import_id` text NOT NULL,
	`at` integer NOT NULL,
	`line` integer NOT NULL,
	`address` text NOT NULL,
	`name` text NOT NULL,
	`sealed_password` text,
	`quota` integer NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`field` text,
	`code` text,
	PRIMARY KEY(`import_id`, `at`),
	FOREIGN KEY (`import_id`) REFERENCES `mail_imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_import_rows_by_state` ON `mail_import_rows` (`import_id`,`state`,`at`);--> statement-breakpoint
CREATE TABLE `mail_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`user_id` text NOT NULL,
	`by_name` text NOT NULL,
	`state` text NOT NULL,
	`scope` text,
	`origin` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_imports_by_time` ON `mail_imports` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `mail_imports_once` ON `mail_imports` (`customer_id`) WHERE "mail_imports"."state" = 'running';