import { before, test } from 'node:test';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { atEnd } from '../at-end.ts';
import { findDeep, visiting, type Visit } from './visit.ts';

export type BrowserName = 'Chromium' | 'Firefox';

export interface LaunchOptions {
  /** No cookie of a site inside another one. */
  readonly noThirdPartyCookies?: boolean;
}

const launchers: Readonly<Record<BrowserName, (options: LaunchOptions) => Promise<Browser>>> = {
  Chromium: ({ noThirdPartyCookies }) =>
    puppeteer.launch({
      executablePath: chromiumPath(),
      args: [
        ...chromiumFlags,
        '--accept-lang=nl',
        ...(noThirdPartyCookies ? ['--test-third-party-cookie-phaseout'] : []),
      ],
    }),
  Firefox: ({ noThirdPartyCookies }) =>
    puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env['HC_FIREFOX'] ?? '/usr/bin/firefox-esr',
      extraPrefsFirefox: {
        'intl.accept_languages': 'nl',
        // As Chromium without a screen has them.
        'widget.gtk.overlay-scrollbars.enabled': true,
        'ui.useOverlayScrollbars': 1,
        ...(noThirdPartyCookies ? { 'network.cookie.cookieBehavior': 1 } : {}),
      },
    }),
};

/** A visit in Chromium or Firefox. */
export interface PageVisit extends Visit {
  readonly page: Page;
}

export function visitPage(page: Page): PageVisit {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') said.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // Firefox asks for the page's icon by itself, whatever the policy says.
    if (!String(error).includes('/favicon.ico')) said.push(`uncaught: ${String(error)}`);
  });
  const visit = visiting({
    said,
    look: async (...args) =>
      ((await page.evaluateHandle(findDeep, ...args)).asElement() as ElementHandle<HTMLElement> | null) ?? undefined,
    read: (expression) => page.evaluate(expression) as Promise<never>,
  });
  return { ...visit, page };
}

export interface BrowserWorld {
  readonly name: BrowserName;
  /** Opens an address in a profile of its own, or in another tab of the profile that is given. */
  open(address: string, beside?: PageVisit): Promise<PageVisit>;
  /** The window that comes while something is done. */
  window(act: () => Promise<void>): Promise<PageVisit>;
}

/** The browsers of this process, by what they are started with. */
const running = new Map<string, Promise<Browser>>();

/** One of these for all files of the process; another where that one broke down. */
async function browserOf(name: BrowserName, options: LaunchOptions): Promise<Browser> {
  const key = `${name} ${JSON.stringify(options)}`;
  const known = running.get(key);
  if ((await known?.catch(() => undefined))?.connected) return known!;
  const launched = launchers[name](options);
  running.set(key, launched);
  atEnd(async () => (await launched).close());
  return launched;
}

/** One test for each browser. All tests share the browsers; each has profiles of its own. */
export function useBrowsers(options: LaunchOptions = {}) {
  const names = Object.keys(launchers) as BrowserName[];
  // Beside the start of the product.
  const started = Promise.all(names.map((name) => browserOf(name, options)));
  before(() => started);

  return (title: string, body: (world: BrowserWorld) => Promise<void>, only: readonly BrowserName[] = names): void => {
    for (const name of only)
      test(`${title}, in ${name}`, async () => {
        const profiles: BrowserContext[] = [];
        const browser = await browserOf(name, options);
        const open: BrowserWorld['open'] = async (address, beside) => {
          const profile = beside?.page.browserContext() ?? (await browser.createBrowserContext());
          if (!beside) profiles.push(profile);
          const page = await profile.newPage();
          await page.setViewport({ width: 1280, height: 900 });
          const visit = visitPage(page);
          await page.goto(address);
          return visit;
        };
        const window: BrowserWorld['window'] = async (act) => {
          const known = new Set(await browser.pages());
          await act();
          for (const giveUp = performance.now() + 10_000; ;) {
            if (performance.now() > giveUp) throw new Error('no window came');
            const page = (await browser.pages()).find((one) => !known.has(one));
            if (page) return visitPage(page);
            await new Promise((resolve) => setTimeout(resolve, 30));
          }
        };
        try {
          await body({ name, open, window });
        } finally {
          await Promise.all(profiles.map((profile) => profile.close()));
        }
      });
  };
}
