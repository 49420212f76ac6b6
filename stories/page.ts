import { ContextProvider } from '@lit/context';
import type { Decorator } from '@storybook/web-components-vite';
import { html, render } from 'lit';
import { panelContext, type Panel } from '../components/shared/panel.ts';
import { lookCss } from './toolbars.ts';
import './page.css';

const pages = new WeakMap<Panel, HTMLElement>();
const pageLooks = new Map<string, CSSStyleSheet>();

function pageOf(panel: Panel): HTMLElement {
  const known = pages.get(panel);
  if (known) return known;
  const page = document.createElement('div');
  page.className = 'story-page';
  new ContextProvider(page, { context: panelContext, initialValue: panel });
  // Whoever looks at many stories in many looks need not have each drawn anew.
  page.addEventListener('story-look', (event) => wear(page, panel, (event as CustomEvent<Look>).detail));
  pages.set(panel, page);
  return page;
}

interface Look {
  readonly theme: string;
  readonly scheme: string;
}

/** The page wears the label's colours too: its seeds, under a selector of its own. */
function wear(page: HTMLElement, panel: Panel, { theme: name, scheme }: Look): void {
  page.dataset['scheme'] = scheme;
  page.dataset['theme'] = name;
  panel.theme?.replaceSync(lookCss(name));
  if (pageLooks.has(name)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(lookCss(name).replace(':host', `.story-page[data-theme="${name}"]`));
  document.adoptedStyleSheets.push(sheet);
  pageLooks.set(name, sheet);
}

/** A reseller's page around each story: it hands down the panel, and wears what the toolbars say. */
export const inPage: Decorator = (story, { globals, loaded }) => {
  const panel = loaded['panel'] as Panel | undefined;
  if (!panel) return story();
  const { lang, dir, density, ...look } = globals as Record<string, string> & Look;
  const page = pageOf(panel);
  Object.assign(page, { lang, dir });
  wear(page, panel, look);
  render(story(), page);
  for (const element of page.querySelectorAll('*'))
    if (element.localName.startsWith('hc-')) element.setAttribute('density', density!);
  return html`${page}`;
};
