import { nearest } from './nearest.ts';
import type { Panel } from './panel.ts';

/** Calls back when a `lang` somewhere above an element changes. One observer for all. */
const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

export function watchLanguage(host: Element, changed: () => void): () => void {
  observer ??= new MutationObserver(() => {
    for (const listener of [...listeners]) listener();
  });
  const options = { attributes: true, attributeFilter: ['lang'], subtree: true };
  for (let root = host.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, options);
    if (!(root instanceof ShadowRoot)) break;
  }
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size) return;
    observer?.disconnect();
    observer = undefined;
  };
}

/** The page's language if the label offers it, else the session's, else the label's first; never the browser's. */
export function languageOf(host: Element, panel: Panel | undefined): string {
  const near = nearest(host, 'lang') || undefined;
  const offered = panel?.label.languages ?? [];
  if (!offered.length) return near?.toLowerCase().split('-')[0] ?? 'en';
  const match = (wanted: string | undefined) =>
    offered.find((one) => one === wanted?.toLowerCase() || wanted?.toLowerCase().startsWith(`${one}-`));
  return match(near) ?? match(panel?.me?.locale) ?? offered[0]!;
}
