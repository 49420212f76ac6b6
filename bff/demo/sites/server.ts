import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../root.ts';
import type { DemoSlug } from '../types.ts';
import type { DemoWorld } from '../world.ts';
import { fillPage, readSite, type SiteFile } from './pages.ts';
import { mintSecret } from './session.ts';
import { Visitors, type Visitor } from './visitors.ts';
import { companyOf, greeting, visitorMenu, type SiteLanguage } from './words.ts';

export interface SitesInput {
  /** 0 takes any free port. */
  readonly tidewellPort: number;
  readonly smidsePort: number;
  /** Where pages load the panels from, and where the sites' servers ask for sessions. */
  readonly bffUrl: string;
  readonly demo: DemoWorld;
  /** Address to listen on. */
  readonly host?: string;
}

interface Page {
  readonly file: string;
  readonly language: SiteLanguage;
  /** The same page in the other language. */
  readonly other?: string;
}
interface Site {
  readonly slug: DemoSlug;
  readonly timeZone: string;
  readonly home: string;
  /** For visitors who read another language than the home page's. */
  readonly abroad?: string;
  /** Restricts what scripts may turn text into (W3C Trusted Types). */
  readonly trustedTypes: boolean;
  readonly pages: Readonly<Record<string, Page>>;
}

const sites: Readonly<Record<DemoSlug, Site>> = {
  tidewell: {
    slug: 'tidewell',
    timeZone: 'Europe/Amsterdam',
    home: '/nl/',
    abroad: '/en/',
    trustedTypes: true,
    pages: {
      '/nl/': { file: '/nl/index.html', language: 'nl', other: '/en/' },
      '/nl/mijn': { file: '/nl/mijn.html', language: 'nl', other: '/en/my' },
      '/nl/domeinen': { file: '/nl/domeinen.html', language: 'nl', other: '/en/domains' },
      '/nl/juridisch': { file: '/nl/juridisch.html', language: 'nl', other: '/en/legal' },
      '/en/': { file: '/en/index.html', language: 'en', other: '/nl/' },
      '/en/my': { file: '/en/my.html', language: 'en', other: '/nl/mijn' },
      '/en/domains': { file: '/en/domains.html', language: 'en', other: '/nl/domeinen' },
      '/en/legal': { file: '/en/legal.html', language: 'en', other: '/nl/juridisch' },
    },
  },
  smidse: {
    slug: 'smidse',
    timeZone: 'Europe/Berlin',
    home: '/',
    trustedTypes: false,
    pages: {
      '/': { file: '/index.html', language: 'de' },
      '/konsole': { file: '/konsole.html', language: 'de' },
      '/domains': { file: '/domains.html', language: 'de' },
      '/rechtliches': { file: '/rechtliches.html', language: 'de' },
    },
  },
};

/** The strictest policy that a page with panels can have. */
const policyOf = ({ trustedTypes }: Site, bffUrl: string): string =>
  [
    "default-src 'none'",
    `script-src ${bffUrl} 'self'`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${bffUrl}`,
    "base-uri 'none'",
    "form-action 'self'",
    ...(trustedTypes ? ["require-trusted-types-for 'script'", 'trusted-types hc-widgets'] : []),
  ].join('; ');

const longestBody = 2000;
async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) {
    body += part;
    if (body.length > longestBody) break;
  }
  return new URLSearchParams(body.slice(0, longestBody));
}

class SiteServer {
  readonly #site: Site;
  readonly #input: SitesInput;
  readonly #files: ReadonlyMap<string, SiteFile>;
  readonly #visitors: Visitors;

  constructor(site: Site, input: SitesInput) {
    this.#site = site;
    this.#input = input;
    this.#files = readSite(join(root, 'bff/demo/sites', site.slug));
    this.#visitors = new Visitors(site.slug, input.demo.labels[site.slug]);
  }

  get #label() {
    return this.#input.demo.labels[this.#site.slug];
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const plain = (status: number, text = '') =>
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        .end(text);
    response.setHeader('x-content-type-options', 'nosniff');
    if (request.method === 'POST') {
      const origin = request.headers.origin;
      if (origin !== undefined && origin !== this.#label.origins[0]) return void plain(403, 'wrong origin');
      if (pathname === '/hc/session') return this.#session(request, response, plain);
      if (pathname === '/sign-in') return this.#signIn(request, response);
      return void plain(404, 'not found');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return void plain(405);
    if (pathname === '/' && this.#site.home !== '/') {
      const location = this.#homeFor(request.headers['accept-language']);
      return void response.writeHead(302, { location, vary: 'accept-language', 'cache-control': 'no-store' }).end();
    }
    const page = this.#site.pages[pathname] ?? this.#site.pages[pathname.replace(/\/$/, '')];
    if (page) return this.#page(request, response, pathname, page);
    const file = pathname.includes('/_') || pathname.endsWith('.html') ? undefined : this.#files.get(pathname);
    if (!file) return void plain(404, 'not found');
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.text);
  }

  /** By what the browser names first (RFC 9110 §12.5.4): nobody tunes this further. */
  #homeFor(languages: string | undefined): string {
    const { home, abroad = home, pages } = this.#site;
    return !languages || languages.toLowerCase().startsWith(pages[home]!.language) ? home : abroad;
  }

  #page(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    { file, language, other = '' }: Page,
  ): void {
    const { bffUrl } = this.#input;
    // Who comes for the first time is a customer already: the demonstration begins with something to see
    const known = this.#visitors.of(request.headers.cookie) ?? this.#visitors.all[0]!;
    const visitor = known === 'nobody' ? undefined : known;
    const html = fillPage(this.#files, file, {
      bff: bffUrl,
      key: this.#label.publishableKey,
      area: `${new URL(bffUrl).protocol}//${this.#label.host}/ca/`,
      greeting: greeting(language, this.#site.timeZone, new Date(), visitor),
      company: companyOf(language, visitor),
      other,
      visitor: visitorMenu(language, this.#visitors, visitor, pathname),
    });
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policyOf(this.#site, bffUrl),
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cache-control': 'no-store',
        'set-cookie': this.#visitors.cookie(known),
      })
      .end(html);
  }

  async #signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const visitor: Visitor | 'nobody' =
      (form.has('out') ? undefined : this.#visitors.byEmail(form.get('email'))) ?? 'nobody';
    const back = form.get('back') ?? '';
    const location = back in this.#site.pages ? back : this.#site.home;
    response.writeHead(303, { location, 'set-cookie': this.#visitors.cookie(visitor) }).end();
  }

  /** What every reseller writes once: knows its own visitor, asks the BFF, passes the secret on. */
  async #session(
    request: IncomingMessage,
    response: ServerResponse,
    plain: (status: number, text?: string) => void,
  ): Promise<void> {
    // Another site's form cannot send this header
    if (request.headers['x-hc-embed'] !== '1') return plain(403, 'header X-HC-Embed is missing');
    const visitor = this.#visitors.of(request.headers.cookie);
    if (visitor === undefined || visitor === 'nobody') return plain(401, 'nobody is signed in');
    const minting = { bffUrl: this.#input.bffUrl, secretKey: this.#label.secretKey, origin: this.#label.origins[0]! };
    const minted = await mintSecret(minting, visitor);
    if ('status' in minted) return plain(minted.status, `the session was refused: ${minted.status}`);
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify({ client_secret: minted.secret }));
  }
}

async function listen(site: SiteServer, port: number, host: string | undefined): Promise<Server> {
  const server = createServer((request, response) => {
    site.answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, () => resolve()));
  return server;
}

/** The two resellers' own web sites, each with panels in its pages. `ports` are those they listen on. */
export async function startSites(
  input: SitesInput,
): Promise<{ ports: Record<DemoSlug, number>; close(): Promise<void> }> {
  const tidewell = await listen(new SiteServer(sites.tidewell, input), input.tidewellPort, input.host);
  const smidse = await listen(new SiteServer(sites.smidse, input), input.smidsePort, input.host).catch(
    (error: unknown) => {
      tidewell.close();
      throw error;
    },
  );
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  return {
    ports: { tidewell: portOf(tidewell), smidse: portOf(smidse) },
    async close() {
      for (const server of [tidewell, smidse]) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
    },
  };
}
