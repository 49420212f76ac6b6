/** Text as a page may have it. */
export const escaped = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Undoes what mails are wrapped in: quoted-printable lines and encoded words. */
export function unwrapped(source: string): string {
  const bytes = (hex: string) =>
    hex.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  return bytes(source.replaceAll(/=\r?\n/g, '')).replaceAll(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) =>
    bytes(word.replaceAll('_', ' ')),
  );
}

/** A mail as an article: subject, whom it is from or for, its text. Links are made of what stands there as text; nothing else of a mail becomes a page. */
export function article(raw: string, about: 'from' | 'to'): string {
  const [head = '', ...body] = raw.split(/\r?\n\r?\n/);
  const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r?\\n\\s.*)*)$`, 'im').exec(head)?.[1] ?? '';
  const shown = escaped(unwrapped(body.join('\n\n'))).replaceAll(
    /https?:\/\/[^\s]+/g,
    (link) => `<a href="${link}">${link}</a>`,
  );
  const whom = header(about === 'from' ? 'From' : 'To');
  return `<article><h2>${escaped(unwrapped(header('Subject'))) || '–'}</h2><p>${escaped(unwrapped(whom))}</p><pre>${shown}</pre></article>`;
}

interface PageOptions {
  /** It may send one to itself. */
  readonly forms?: boolean;
  readonly status?: number;
  /** SHA-256 of the one script that it may run, as Base64. */
  readonly script?: string;
  /** What it is about, beside the title. */
  readonly about?: string;
}

/** A page of the demo. */
export function demoPage(title: string, main: string, options: PageOptions = {}): Response {
  const { forms = false, status = 200, script, about } = options;
  const policy = `default-src 'none'; style-src 'self'; ${script ? `script-src 'sha256-${script}'; ` : ''}frame-ancestors 'none'; base-uri 'none'; form-action ${forms ? "'self'" : "'none'"}`;
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/embed/v1/page.css"></head><body><header><strong>${title}</strong>${about ? ` ${escaped(about)}` : ''}</header><main>${main}</main></body></html>`;
  return new Response(page, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
