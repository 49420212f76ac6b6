CREATE TABLE `mail_filters` (
	`mailbox_id` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`wished_version` integer DEFAULT 1 NOT NULL,
	`served_version` integer DEFAULT 0 NOT NULL,
	`sync_error` text,
	`sync_retry_at` integer,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mailbox_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`mailbox_id` text NOT NULL,
	`credentials` integer NOT NULL,
	`token_hash` text,
	`origin` text,
	`key_id` text,
	`tx_hash` text,
	`challenge` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailbox_sessions_token_hash_unique` ON `mailbox_sessions` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `mailbox_sessions_tx_hash_unique` ON `mailbox_sessions` (`tx_hash`);--> statement-breakpoint
CREATE INDEX `mailbox_sessions_by_mailbox` ON `mailbox_sessions` (`mailbox_id`);