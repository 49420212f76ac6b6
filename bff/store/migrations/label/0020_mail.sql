CREATE TABLE `mail_app_passwords` (
	`id` text PRIMARY KEY NOT NULL,
	`mailbox_id` text NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`hash` text NOT NULL,
	`imap` integer NOT NULL,
	`smtp` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_app_passwords_by_mailbox` ON `mail_app_passwords` (`mailbox_id`);--> statement-breakpoint
CREATE TABLE `mail_auto_replies` (
	`mailbox_id` text PRIMARY KEY NOT NULL,
	`is_on` integer NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`first_day` text,
	`last_day` text,
	`wished_version` integer DEFAULT 1 NOT NULL,
	`served_version` integer DEFAULT 0 NOT NULL,
	`sync_error` text,
	`sync_retry_at` integer,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mail_forward_targets` (
	`forward_id` text NOT NULL,
	`address` text NOT NULL,
	`confirmed_at` integer,
	`token_hash` text,
	`asked_at` integer,
	FOREIGN KEY (`forward_id`) REFERENCES `mail_forwards`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_forward_targets_once` ON `mail_forward_targets` (`forward_id`,`address`);--> statement-breakpoint
CREATE INDEX `mail_forward_targets_by_address` ON `mail_forward_targets` (`address`);--> statement-breakpoint
CREATE INDEX `mail_forward_targets_by_token` ON `mail_forward_targets` (`token_hash`);--> statement-breakpoint
CREATE TABLE `mail_forwards` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`domain_id` text NOT NULL,
	`address` text NOT NULL,
	`keep_copy` integer NOT NULL,
	`deleted_at` integer,
	`created_at` integer NOT NULL,
	`wished_version` integer DEFAULT 1 NOT NULL,
	`served_version` integer DEFAULT 0 NOT NULL,
	`sync_error` text,
	`sync_retry_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_forwards_once` ON `mail_forwards` (`address`);--> statement-breakpoint
CREATE INDEX `mail_forwards_by_customer` ON `mail_forwards` (`customer_id`,`address`);--> statement-breakpoint
CREATE INDEX `mail_forwards_by_plan` ON `mail_forwards` (`subscription_id`);--> statement-breakpoint
CREATE TABLE `mail_domains` (
	`domain_id` text PRIMARY KEY NOT NULL,
	`selector` text,
	`public_key` text,
	`sealed_key` text,
	`wished_version` integer DEFAULT 1 NOT NULL,
	`served_version` integer DEFAULT 0 NOT NULL,
	`sync_error` text,
	`sync_retry_at` integer,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mailboxes` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`domain_id` text NOT NULL,
	`address` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`quota` integer NOT NULL,
	`used` integer,
	`messages` integer,
	`used_at` integer,
	`suspended` integer DEFAULT false NOT NULL,
	`deleted_at` integer,
	`credentials` integer DEFAULT 1 NOT NULL,
	`first_sign_in_url` text,
	`created_at` integer NOT NULL,
	`wished_version` integer DEFAULT 1 NOT NULL,
	`served_version` integer DEFAULT 0 NOT NULL,
	`sync_error` text,
	`sync_retry_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`domain_id`) REFERENCES `domains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailboxes_once` ON `mailboxes` (`address`);--> statement-breakpoint
CREATE INDEX `mailboxes_by_customer` ON `mailboxes` (`customer_id`,`address`);--> statement-breakpoint
CREATE INDEX `mailboxes_by_plan` ON `mailboxes` (`subscription_id`);--> statement-breakpoint
CREATE INDEX `mailboxes_deleted` ON `mailboxes` (`deleted_at`) WHERE "mailboxes"."deleted_at" is not null;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_mailboxes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_forwards` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `mail_pool` integer DEFAULT 0 NOT NULL;