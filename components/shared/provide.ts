import { panelContext, type Panel } from './panel.ts';
import type { ConnectOptions } from './connect-options.ts';
import { nearest } from './nearest.ts';
import { createSession, type Session } from './session.ts';
import { consumers } from './panel.controller.ts';

interface ContextRequest extends Event {
  readonly context: unknown;
  readonly subscribe?: boolean;
  callback(value: Panel, unsubscribe?: () => void): void;
}

const options = new Map<string | undefined, ConnectOptions>();
const sessions = new Map<string | undefined, Session>();
let page: ConnectOptions | undefined;

/** Connects the page: every element asks the document for its panel, by the nearest `label` attribute. */
export function connect(next: ConnectOptions): void {
  if (!page) document.addEventListener('context-request', answer);
  page ??= next;
  options.set(next.label, next);
  // A page may say later how its people are known.
  sessions.delete(next.label);
  if (next.label === page.label) page = next;
  for (const ask of [...consumers]) ask();
}

function answer(event: Event): void {
  const request = event as ContextRequest;
  const element = request.composedPath()[0];
  if (request.context !== panelContext || !(element instanceof Element) || !page) return;
  event.stopImmediatePropagation();
  const label = nearest(element, 'label') ?? page.label;
  let session = sessions.get(label);
  if (!session) {
    session = createSession(options.get(label) ?? { api: page.api, label });
    sessions.set(label, session);
  }
  if (!request.subscribe) return request.callback(session.panel);
  const stop = session.subscribe(element.localName, (panel) => request.callback(panel, stop));
  request.callback(session.panel, stop);
}
