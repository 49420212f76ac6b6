import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { article, demoPage } from './pages.ts';

const most = 50;

/** The mails that the demo would have sent, newest first: a page for people who try a forgotten password. */
export function inboxPage(folder: string): Response {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.eml')) : [];
  const mails = files
    .map((file) => ({ path: join(folder, file), at: statSync(join(folder, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ path }) => article(readFileSync(path, 'utf8'), 'to'));
  return demoPage('Demo inbox', mails.join('') || '<p>No mail yet.</p>');
}
