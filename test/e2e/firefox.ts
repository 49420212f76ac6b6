import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';

/** Firefox, driven over WebDriver BiDi. */
export const launchFirefox = (): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['HC_FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: true,
  });

export interface FirefoxVisit {
  readonly page: Page;
  /** What the page said to its console, warnings and errors only. */
  readonly said: readonly string[];
  /** The first match inside an element's shadow root that holds the text; waits for it. */
  find(host: string, selector: string, text?: string): Promise<ElementHandle<HTMLElement>>;
  click(host: string, selector: string, text?: string): Promise<void>;
  type(host: string, selector: string, text: string): Promise<void>;
}

/** Opens an address in Firefox; elements are found through shadow roots. */
export async function openIn(browser: Browser, url: string): Promise<FirefoxVisit> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') said.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // Firefox asks for the page's icon by itself, whatever the policy says.
    if (!String(error).includes('/favicon.ico')) said.push(`uncaught: ${String(error)}`);
  });
  await page.goto(url);

  const look = (host: string, selector: string, text: string): HTMLElement | undefined => {
    const deep = (root: Document | ShadowRoot): HTMLElement | undefined => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const inside = element.shadowRoot;
        if (!inside) continue;
        if (element.localName === host)
          for (const found of inside.querySelectorAll<HTMLElement>(selector))
            if (found.textContent?.includes(text)) return found;
        const further = deep(inside);
        if (further) return further;
      }
      return undefined;
    };
    return deep(document);
  };
  const find: FirefoxVisit['find'] = async (host, selector, text = '') => {
    const handle = await page.waitForFunction(look, { timeout: 10_000, polling: 50 }, host, selector, text);
    return handle.asElement() as ElementHandle<HTMLElement>;
  };
  return {
    page,
    said,
    find,
    click: async (host, selector, text) => (await find(host, selector, text)).click(),
    type: async (host, selector, text) => (await find(host, selector)).type(text),
  };
}
