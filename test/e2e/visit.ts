import { deepEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

/** An element of a page, in any browser. */
export interface Handle {
  click(): Promise<void>;
  type(text: string): Promise<void>;
  evaluate<Value>(look: (element: HTMLElement) => Value): Promise<Value>;
}

/** What a browser's driver must be able to do. */
export interface Tab {
  /** Warnings and errors of the console, and what was thrown. */
  readonly said: readonly string[];
  /** What `findDeep` finds. */
  look(host: string, selector: string, text: string): Promise<Handle | undefined>;
  /** Value of an expression in the page. */
  read<Value>(expression: string): Promise<Value>;
}

/** How a test looks at a page and acts on it. `host` is the tag in whose shadow root is looked; empty: the document itself. */
export interface Visit extends Tab {
  /** Waits for an element that can be seen and holds the text. */
  find(host: string, selector: string, text?: string): Promise<Handle>;
  /** Waits until there is none. */
  gone(host: string, selector: string, text?: string): Promise<void>;
  /** Waits until an expression in the page has this value; fails with the one that it has. */
  becomes(expression: string, value: unknown): Promise<void>;
  click(host: string, selector: string, text?: string): Promise<void>;
  type(host: string, selector: string, text: string): Promise<void>;
}

/** Runs in the page: the first match that can be seen and holds the text, through shadow roots. */
export function findDeep(host: string, selector: string, text: string): HTMLElement | undefined {
  const here = (root: Document | ShadowRoot): HTMLElement | undefined =>
    [...root.querySelectorAll<HTMLElement>(selector)].find(
      (found) => found.textContent?.includes(text) && found.checkVisibility(),
    );
  const deep = (root: Document | ShadowRoot): HTMLElement | undefined => {
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot;
      if (!inside) continue;
      const found = (element.localName === host ? here(inside) : undefined) ?? deep(inside);
      if (found) return found;
    }
    return undefined;
  };
  return host ? deep(document) : here(document);
}

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly hit: boolean;
}

/** Runs in the page: where the mouse must go, and whether it would meet the element there. */
export function spotOf(element: Element): Spot {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const met = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
  return { x, y, hit: met !== null && (element.contains(met) || met.contains(element)) };
}

const patience = 12_000;
const beat = 30;

export function visiting(tab: Tab): Visit {
  /** A driver's own waiting compiles text in the page, which a strict policy forbids. */
  async function until<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    const giveUp = performance.now() + patience;
    for (;;) {
      // While a page goes to another address there is nothing to look at.
      const found = await look().catch((error: unknown) => {
        if (performance.now() > giveUp) throw error;
        return undefined;
      });
      if (found !== undefined) return found;
      if (performance.now() > giveUp) throw new Error(`${what}; the page said: ${tab.said.join('\n') || 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, beat));
    }
  }
  const find: Visit['find'] = (host, selector, text = '') =>
    until(`no ${host} ${selector} ${text}`, () => tab.look(host, selector, text));
  return {
    said: tab.said,
    look: (...args) => tab.look(...args),
    read: (expression) => tab.read(expression),
    find,
    gone: async (host, selector, text = '') => {
      await until(`there still is ${host} ${selector} ${text}`, async () =>
        (await tab.look(host, selector, text)) ? undefined : true,
      );
    },
    becomes: async (expression, value) => {
      let last: unknown;
      await until(
        expression,
        async () => isDeepStrictEqual((last = await tab.read(expression)), value) || undefined,
      ).catch(() => deepEqual(last, value, expression));
    },
    click: async (host, selector, text = '') => {
      let last = '';
      // Nothing is clicked while it moves, or while something lies on it.
      const steady = await until(`${host} ${selector} ${text} cannot be clicked`, async () => {
        const handle = await tab.look(host, selector, text);
        const spot = await handle?.evaluate(spotOf);
        const [before, now] = [last, JSON.stringify(spot)];
        last = now;
        return spot?.hit && before === now ? handle : undefined;
      });
      await steady.click();
    },
    type: async (host, selector, text) => (await find(host, selector)).type(text),
  };
}

/** Opens the DNS records of a domain from the list, by clicks. */
export async function openRecords(visit: Visit, domain: string, tab = 'DNS records'): Promise<void> {
  await visit.click('hc-domain-manager', 'a', domain);
  await visit.find('hc-domain', 'h1, h2, h3', domain);
  await visit.click('hc-domain', 'nav.tabs a', tab);
  await visit.find('hc-dns-editor', 'tbody tr');
}

/** Fills the form for a new address record, by clicks. */
export async function typeAddress(visit: Visit, name: string, address: string): Promise<void> {
  await visit.click('hc-dns-editor', 'button', 'Add record');
  await visit.type('hc-dns-record', '#name', name);
  await visit.type('hc-dns-record', '#address-0', address);
}

/** In the pop-up of a label: signs in, and agrees that the page acts for the person. */
export async function authorize(
  popUp: Visit,
  { username, password }: { readonly username: string; readonly password: string },
  origin: string,
): Promise<void> {
  await popUp.type('hc-sign-in', 'input[name=login]', username);
  await popUp.type('hc-sign-in', 'input[name=password]', password);
  await popUp.click('hc-sign-in', 'button[type=submit]');
  await popUp.find('hc-authorize', '*', origin);
  await popUp.click('hc-authorize', '.btn.primary');
}
