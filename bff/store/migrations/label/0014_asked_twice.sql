DROP INDEX `domains_once`;--> statement-breakpoint
CREATE UNIQUE INDEX `domains_once` ON `domains` (`name`) WHERE "domains"."state" not in ('released', 'transferred', 'pending_transfer_in');