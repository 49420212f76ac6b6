import { createHash } from 'node:crypto';

export interface MaskPage {
  /** What the frame opens. */
  readonly url: string;
  /** Origins that it may lead through. */
  readonly frames: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly canonical: boolean;
  readonly noindex: boolean;
}

const style = 'html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0;overflow:hidden}';
const styleHash = createHash('sha256').update(style).digest('base64');

const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The page that shows a target under another name: one frame, no script, and nothing else may load. */
export function maskPage({ url, frames, title, description, canonical, noindex }: MaskPage): Response {
  const origins = [...new Set([new URL(url).origin, ...frames])];
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(title)}</title>`,
    ...(description ? [`<meta name="description" content="${text(description)}">`] : []),
    ...(noindex ? ['<meta name="robots" content="noindex">'] : []),
    ...(canonical ? [`<link rel="canonical" href="${text(url)}">`] : []),
    `<style>${style}</style>`,
  ];
  const body = `<iframe src="${text(url)}" title="${text(title)}" allow="fullscreen"></iframe>`;
  return new Response(
    `<!doctype html>\n<html>\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body}\n</body>\n</html>\n`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': [
          "default-src 'none'",
          `frame-src ${origins.join(' ')}`,
          `style-src 'sha256-${styleHash}'`,
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ].join('; '),
        'x-frame-options': 'DENY',
        ...(noindex ? { 'x-robots-tag': 'noindex' } : {}),
      },
    },
  );
}
