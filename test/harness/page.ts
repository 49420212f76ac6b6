import type { DemoFile } from '../../bff/demo/demo-file.ts';
import type { DemoSlug } from '../../bff/demo/types.ts';

/** Where everything listens, as a page names it; each is an origin of its own. */
export interface Place {
  readonly bff: string;
  /** The host pages; both demo labels list it. */
  readonly site: string;
  /** Host pages that no label lists. */
  readonly stranger: string;
  /** The BFF through a proxy that changes one byte of a script. */
  readonly tampering: string;
  /** What the BFF gives to paste for one build and no other, with the demo key. */
  readonly snippet: string;
  /** The BFF through a proxy that answers late. */
  readonly slow: string;
  readonly demo: DemoFile;
}

/** A page of somebody's site with panels in it. The tests open the same pages as a person does. */
export interface HostCase {
  /** Also its path. */
  readonly id: string;
  /** Begins with the acceptance item that it is for. */
  readonly title: string;
  readonly from?: 'site' | 'stranger';
  readonly html: (place: Place) => string;
  readonly headers?: (place: Place) => Readonly<Record<string, string>>;
}

export const demoKey = 'hc_pk_test_demo';
export const nonce = 'R4nd0m';
export const keyOf = ({ demo }: Place, slug: DemoSlug): string => demo.labels[slug].publishableKey;

const attributes = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

/** The loader's tag, as a reseller pastes it. */
export const loader = (origin: string, given: Readonly<Record<string, string>> = { 'data-label': demoKey }): string =>
  `<script nonce="${nonce}" async src="${origin}/embed/v1/hc.js"${attributes(given)}></script>`;

/** The whole page. Its first script writes down what the policy stops and what our elements say. */
export const page = (body: string, { head = '', html = 'lang="en"' } = {}): string =>
  `<!doctype html>
<html ${html}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Host page</title>
<script nonce="${nonce}" src="/record.js"></script>
${head}
</head>
<body>
${body}
</body>
</html>
`;

/** Nothing but what panels need, and no word about styles but `none`. */
export const strictest = ({ bff }: Place, further = ''): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; connect-src ${bff} 'self'; style-src 'none'${further}`;

export const csp = (policy: string): Readonly<Record<string, string>> => ({ 'content-security-policy': policy });
