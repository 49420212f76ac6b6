ALTER TABLE `bulk_runs` ADD `closed_at` integer;
--> statement-breakpoint
UPDATE `bulk_runs` SET `closed_at` = `ended_at`;