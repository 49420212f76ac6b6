import { ContextProvider } from '@lit/context';
import { fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { uuidOf } from '../../../bff/demo/random.ts';
import { ApiError } from '../../../components/shared/api-error.ts';
import { panelContext } from '../../../components/shared/panel.ts';
import { memoryPanel, type MemoryOptions } from '../memory-panel.ts';

/** All text of an element, also of the elements inside it. */
export function text(root: Node): string {
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (node instanceof Text) parts.push(node.data);
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) if (!(child instanceof HTMLStyleElement)) walk(child);
  };
  walk(root);
  return parts.join(' ').replaceAll(/\s+/g, ' ');
}

/** The first match, also inside elements inside. */
export function find<E extends HTMLElement = HTMLElement>(root: Element | ShadowRoot, selector: string): E | undefined {
  const at = root instanceof Element && root.shadowRoot ? root.shadowRoot : root;
  const direct = at.querySelector<E>(selector);
  if (direct) return direct;
  for (const child of at.querySelectorAll('*')) {
    const found = child.shadowRoot && find<E>(child, selector);
    if (found) return found;
  }
  return undefined;
}

export function button(root: Element, words: string | RegExp): HTMLElement | undefined {
  const matches = (one: HTMLElement) => {
    if (one.getAttribute('aria-disabled') === 'true') return false;
    const label = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
    return typeof words === 'string' ? label === words : words.test(label);
  };
  const walk = (at: Element | ShadowRoot): HTMLElement | undefined => {
    for (const one of at.querySelectorAll<HTMLElement>('button, a, label')) if (matches(one)) return one;
    for (const child of at.querySelectorAll('*')) {
      const found = child.shadowRoot && walk(child.shadowRoot);
      if (found) return found;
    }
    return undefined;
  };
  return walk(root.shadowRoot ?? root);
}

/** Waits for a button and presses it. */
export async function press(root: Element, words: string | RegExp): Promise<void> {
  await waitUntil(() => button(root, words), `no button ${String(words)}`, { timeout: 10_000 });
  button(root, words)!.click();
}

/** Waits until words show; says what shows instead when they do not. */
export const shows = (root: Element, words: string): Promise<void> =>
  waitUntil(() => text(root).includes(words), '', { timeout: 10_000 }).catch(() => {
    throw new Error(`“${words}” does not show, but: ${text(root)}`);
  });

export type MemoryPanel = Awaited<ReturnType<typeof memoryPanel>>;

/** Puts an element into a page whose BFF runs in the page. */
export async function mount<E extends LitElement>(
  tag: string,
  set: Partial<E> = {},
  { prepare, ...options }: MemoryOptions & { prepare?: (panel: MemoryPanel) => Promise<unknown> } = {},
  lang = 'en',
) {
  document.documentElement.lang = lang;
  const root = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
  const panel = await memoryPanel(options);
  await prepare?.(panel);
  new ContextProvider(root, { context: panelContext, initialValue: panel });
  const element = Object.assign(document.createElement(tag), set) as unknown as E;
  root.append(element);
  return { element, panel };
}

/** Of a domain of the demo. */
export const idOf = (name: string): string => `dom_${uuidOf(`domain ${name}`)}`;

/** The line by which some requests go, told by method and path: `cut` they fail, `held` they wait until they are let go. */
export function lineOf(path: RegExp) {
  const waiting: (() => void)[] = [];
  const line = {
    state: 'open' as 'open' | 'cut' | 'held',
    asked: 0,
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
    intercept: ({ method, url }: Request): Promise<undefined> | undefined => {
      if (!path.test(`${method} ${new URL(url).pathname}`)) return undefined;
      line.asked += 1;
      if (line.state === 'cut') return Promise.reject(new ApiError(0));
      return line.state === 'held' ? new Promise((go) => waiting.push(() => go(undefined))) : undefined;
    },
  };
  return line;
}

/** What has the focus, however deep inside. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}
