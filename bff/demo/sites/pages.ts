import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface SiteFile {
  readonly type: string;
  readonly text: string;
}

/** All files of a site by their path (`/nl/index.html`), read once. Begins with `_`: a part of pages, not served. */
export function readSite(folder: string): ReadonlyMap<string, SiteFile> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => extname(path) in types);
  return new Map(
    paths.map((path) => [
      `/${path.replaceAll('\\', '/')}`,
      { type: types[extname(path)]!, text: readFileSync(join(folder, path), 'utf8') },
    ]),
  );
}

/** Text for HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Fills a page: `{{> _header.html}}` is a part from the page's own folder, `{{name}}` a value as text,
 * `{{{name}}}` one that is HTML already.
 */
export function fillPage(
  files: ReadonlyMap<string, SiteFile>,
  path: string,
  values: Readonly<Record<string, string>>,
): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const value = (name: string): string => {
    const found = values[name];
    if (found === undefined) throw new Error(`${path} asks for ${name}`);
    return found;
  };
  return files
    .get(path)!
    .text.replaceAll(/\{\{> ([\w.]+)\}\}/g, (_, part: string) => files.get(`${folder}${part}`)?.text ?? '')
    .replaceAll(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => value(name))
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(value(name)));
}
