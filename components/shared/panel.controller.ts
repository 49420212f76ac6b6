import { html, nothing, render, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Action } from '../../bff/policy/actions.ts';
import type { Client } from '../../bff/client.ts';
import { asApiError, type ApiError } from './api-error.ts';
import { HcActionFailedEvent, HcLoadErrorEvent, HcReadyEvent, HcSessionExpiredEvent } from './events.ts';
import { LocalizeController } from './localize.controller.ts';
import en from './messages/shared.en.ts';
import { panelContext, type Change, type Panel, type Refused, type Rights } from './panel.ts';
import { failed, skeleton } from './states.ts';
import { longestWait } from './transport.ts';
import { whose } from './whose.ts';

/** Not needed by whoever is signed in, so not in the core. */
type Outside = import('./signed-out.ts').SignedOut;
type Countdown = import('./countdown.ts').Countdown;

/** Elements on the page that want a panel; asked again when one becomes available. */
export const consumers = new Set<() => void>();
const hosts = new WeakSet<Element>();
const themed = new WeakSet<Element>();

interface Options {
  /** Called for news of the customer's objects while the element is on the page. */
  readonly changed?: (change: Change) => void;
  /** Small elements draw nothing of their own until there is a session. */
  readonly quiet?: boolean;
  /** Drawn without a session too, on the label's own host: signing in. */
  readonly guest?: boolean;
}

class ContextRequest extends Event {
  readonly context = panelContext;
  readonly contextTarget: Element;
  readonly callback: (value: Panel, unsubscribe?: () => void) => void;
  readonly subscribe = true;

  constructor(target: Element, callback: ContextRequest['callback']) {
    super('context-request', { bubbles: true, composed: true });
    this.contextTarget = target;
    this.callback = callback;
  }
}

/** What an element has of its session: the client, who is signed in, what he may do, and the states all elements share. */
export class PanelController implements ReactiveController {
  panel: Panel | undefined;
  /** The element's catalogues; nothing is drawn before their words are here. */
  readonly locales: LocalizeController<object>[] = [];
  /** Words of the shared states, in the element's language. */
  readonly words: LocalizeController<typeof en>;
  readonly #host: LitElement;
  readonly #options: Options;
  #leave: (() => void) | undefined;
  #stopNews: (() => void) | undefined;
  #told: string | undefined;
  #ready = false;
  #drawn = false;
  #asked = false;
  #loaded: Outside | undefined;
  #countdown: Countdown | undefined;

  constructor(host: LitElement, options: Options = {}) {
    this.#host = host;
    this.#options = options;
    hosts.add(host);
    host.addController(this);
    this.words = new LocalizeController(
      host,
      { en, nl: () => import('./messages/shared.nl.ts'), de: () => import('./messages/shared.de.ts') },
      this,
    );
  }

  get state(): Panel['state'] {
    return this.panel?.state ?? 'starting';
  }

  /** The typed client; only inside a session, it throws elsewhere. */
  get api(): Client {
    return this.panel!.api;
  }

  get me(): Panel['me'] {
    return this.panel?.me;
  }

  /** Why an action is refused, by the object if it says so, else by the session; undefined = allowed. */
  refusal(action: Action, ...objects: readonly (Rights | undefined)[]): Refused | undefined {
    if (!this.panel) return { code: 'not_signed_in' };
    for (const object of [...objects, this.panel.denied]) if (object?.[action]) return object[action];
    return undefined;
  }

  may(action: Action, ...objects: readonly (Rights | undefined)[]): boolean {
    return this.refusal(action, ...objects) === undefined;
  }

  /** Words for an error: the BFF's reason, else ours by kind. */
  explain(error: unknown): string {
    const { reason, kind, retryAfter } = asApiError(error);
    const { t } = this.words;
    return reason ?? (kind === 'rate_limit' && retryAfter! > 60 ? t.wait(Math.ceil(retryAfter! / 60)) : t.failed[kind]);
  }

  /** How long it is until `again` is called by itself, where an answer asked to wait; else the person may try. */
  wait(error: ApiError | undefined, again: () => void): TemplateResult | undefined {
    if (!error || !(error.retryAfter! > longestWait)) return undefined;
    if (!this.#countdown)
      void import('./countdown.ts').then(
        ({ Countdown }) => {
          this.#countdown ??= new Countdown(this.#host, this.words);
          this.#host.requestUpdate();
        },
        // Without it there is the button.
        () => {},
      );
    return this.#countdown?.render(error, again);
  }

  /** Tells the page that something asked for did not happen. */
  actionFailed(error: ApiError, action: Action, id?: string): void {
    this.#host.dispatchEvent(/** @internal */ new HcActionFailedEvent(this.#host.localName, error, action, id));
  }

  hostConnected(): void {
    consumers.add(this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    consumers.delete(this.#ask);
    this.#drop();
  }

  hostUpdated(): void {
    const { state } = this;
    if (this.#told === state || !this.panel) return;
    this.#told = state;
    const host = this.#host;
    if (state === 'ready' && !this.#ready) {
      this.#ready = true;
      host.dispatchEvent(/** @internal */ new HcReadyEvent(host.localName));
    }
    if (state === 'expired') host.dispatchEvent(/** @internal */ new HcSessionExpiredEvent(host.localName));
    if (state === 'failed' && this.panel.error)
      host.dispatchEvent(/** @internal */ new HcLoadErrorEvent(host.localName, this.panel.error));
  }

  /** The element's template in a session; else the state that all elements share. */
  render(ready: () => unknown): TemplateResult | typeof nothing {
    const { t, lang } = this.words;
    const { panel } = this;
    const { quiet, guest } = this.#options;
    const waiting = this.locales.some(({ loading }) => loading);
    if (!panel || panel.state === 'starting' || (waiting && !this.#drawn))
      return quiet || this.#host.childElementCount ? html`<slot></slot>` : skeleton(t.loading);
    // Words of a part that comes later are no reason to take away what is there.
    this.#drawn = true;
    if (quiet && !panel.me) return html`<slot></slot>`;
    if (panel.state === 'failed') return html`${failed(this, panel.error)}<slot></slot>`;
    const { state } = panel;
    const here = guest && panel.ownHost;
    // Of elements inside each other the outermost says it for all.
    const outside = state === 'ready' || quiet || here || inside(this.#host, hosts) ? undefined : this.#views();
    if (state === 'signed_out' && !here) return html`<div lang=${lang}>${outside?.ask(panel)}</div>`;
    // One template for both, so that what was typed survives.
    return html`<div lang=${lang}>${outside?.banner(panel)}${ready()}</div>`;
  }

  #views(): Outside | undefined {
    if (!this.#asked) {
      this.#asked = true;
      void import('./signed-out.ts').then(
        ({ SignedOut }) => {
          this.#loaded = new SignedOut(this.#host, this);
          this.#host.requestUpdate();
        },
        // Nothing else would draw it again, and it must not stay silent.
        () => {
          this.#asked = false;
          setTimeout(() => this.#leave && this.#host.requestUpdate(), 2000);
        },
      );
    }
    return this.#loaded;
  }

  #ask = (): void => {
    this.#drop();
    const asked = new ContextRequest(this.#host, (panel, unsubscribe) => {
      if (this.#leave && this.#leave !== unsubscribe) this.#leave();
      this.#leave = unsubscribe;
      this.#show(panel);
    });
    this.#host.dispatchEvent(/** @internal */ asked);
  };

  #drop(): void {
    this.#leave?.();
    this.#stopNews?.();
    this.#leave = this.#stopNews = undefined;
  }

  #show(panel: Panel): void {
    const host = this.#host;
    const before = this.panel;
    const { changed, guest } = this.#options;
    this.panel = panel;
    if (before?.me && !guest && whose(before.me) !== whose(panel.me)) {
      // Of what one person typed or began nothing is there for the next.
      render(nothing, host.renderRoot);
      host.disconnectedCallback();
      return host.connectedCallback();
    }
    if (changed) this.#stopNews ??= panel.onChange(changed);
    if (before?.theme !== panel.theme || !themed.has(host)) this.#dress(before?.theme, panel.theme);
    for (const locale of this.locales) locale.update();
    host.requestUpdate();
  }

  /** An element inside another one inherits the look, so that what the page set on the outer one holds inside too. */
  #dress(before: CSSStyleSheet | undefined, theme: CSSStyleSheet | undefined): void {
    const host = this.#host;
    if (!theme) return;
    const wear = () => {
      const root = host.shadowRoot;
      if (!root || this.panel?.theme !== theme || inside(host, themed)) return;
      themed.add(host);
      root.adoptedStyleSheets = [
        ...root.adoptedStyleSheets.filter((sheet) => sheet !== before && sheet !== theme),
        theme,
      ];
    };
    if (host.hasUpdated) wear();
    else void host.updateComplete.then(wear);
  }
}

function inside(host: Element, others: WeakSet<Element>): boolean {
  for (let root = host.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (others.has(root.host)) return true;
  return false;
}
