import { ContextProvider } from '@lit/context';
import { fixture, html } from '@open-wc/testing';
import { createClient } from '../../../components/shared/client.ts';
import { fixedPanel } from '../../../components/shared/fixed-panel.ts';
import { panelContext, type Panel } from '../../../components/shared/panel.ts';
import { base, me } from './fake-bff.ts';

/** A place in the page whose panel the test holds in its hand. */
export async function place(given: Partial<Panel> = {}, lang = 'en') {
  const root = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
  const first = fixedPanel({ api: createClient(base, (input, init) => globalThis.fetch(input, init)), me, ...given });
  const provider = new ContextProvider(root, { context: panelContext, initialValue: first });
  return {
    root,
    panel: () => provider.value,
    set: (change: Partial<Panel>) => provider.setValue({ ...provider.value, ...change }),
    add: <E extends HTMLElement>(tag: string, attributes: Record<string, string> = {}): E => {
      const element = document.createElement(tag) as E;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      root.append(element);
      return element;
    },
  };
}

export const theme = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/** Contrast of two computed colours (WCAG 2.2), read back through a canvas, which knows every notation. */
export function contrast(one: string, other: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const luminance = (colour: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}
