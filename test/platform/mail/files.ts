import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a directory, or those whose path has a word in it. */
export const filesBelow = (dir: string, word = ''): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(word));
