ALTER TABLE `claims` ADD `path` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `claims_by_path` ON `claims` (`kind`,`path`);--> statement-breakpoint
UPDATE claims SET path = (
	SELECT group_concat(value, '.') || '.'
	FROM (SELECT value FROM json_each('["' || replace(name, '.', '","') || '"]') ORDER BY key DESC)
) WHERE kind = 'zone';
--> statement-breakpoint
CREATE TRIGGER claims_path AFTER INSERT ON claims WHEN NEW.kind = 'zone' BEGIN
	UPDATE claims SET path = (
		SELECT group_concat(value, '.') || '.'
		FROM (SELECT value FROM json_each('["' || replace(NEW.name, '.', '","') || '"]') ORDER BY key DESC)
	) WHERE kind = NEW.kind AND name = NEW.name;
END;
