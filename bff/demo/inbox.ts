import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const most = 50;
const csp = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Undoes what mails are wrapped in: quoted-printable lines and encoded words. */
function readable(source: string): string {
  const bytes = (hex: string) =>
    hex.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  return bytes(source.replaceAll(/=\r?\n/g, '')).replaceAll(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) =>
    bytes(word.replaceAll('_', ' ')),
  );
}

/** The mails that the demo would have sent, newest first: a page for people who try a forgotten password. */
export function inboxPage(folder: string): Response {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.eml')) : [];
  const mails = files
    .map((file) => ({ path: join(folder, file), at: statSync(join(folder, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ path }) => {
      const [head = '', ...body] = readFileSync(path, 'utf8').split(/\r?\n\r?\n/);
      const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r?\\n\\s.*)*)$`, 'im').exec(head)?.[1] ?? '';
      // Links are made of what stands there as text; nothing else of a mail becomes a page.
      const shown = text(readable(body.join('\n\n'))).replaceAll(
        /https?:\/\/[^\s]+/g,
        (link) => `<a href="${link}">${link}</a>`,
      );
      return `<article><h2>${text(readable(header('Subject')))}</h2><p>${text(header('To'))}</p><pre>${shown}</pre></article>`;
    });
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Demo inbox</title><link rel="stylesheet" href="/embed/v1/page.css"></head><body><header><strong>Demo inbox</strong></header><main>${mails.join('') || '<p>No mail yet.</p>'}</main></body></html>`;
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': csp,
      'cache-control': 'no-store',
    },
  });
}
