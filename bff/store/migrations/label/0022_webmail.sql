CREATE TABLE `mail_webmail_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`mailbox_id` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `mail_app_passwords` ADD `opened_by` text;--> statement-breakpoint
ALTER TABLE `mail_app_passwords` ADD `until` integer;