import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { ConnectRequest } from '../../bff/domains/connect/answers.ts';
import type { DnsCode } from '../../bff/domains/rules-codes.ts';
import { lone } from '../account/account.sheet.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { alert } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { diff } from '../shared/sheets/diff.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { connectSheet } from './domain-connect.sheet.ts';
import { previewList } from './dns-preview.ts';
import { proposalSheet } from './dns-proposal.sheet.ts';
import { ruleWords, type RuleWords } from './dns-words.ts';
import en from './messages/domain-connect.en.ts';

type Offer = NonNullable<ConnectRequest['offer']>;

/**
 * Another service asks for records in a person's zone (Domain Connect): who asks and what would change, then his answer. On the
 * label's own host, after signing in; it ends where the service wants him back, if that is safe.
 */
@customElement('hc-domain-connect')
export class HcDomainConnect extends LitElement {
  static override styles = [base, controls, panelSheet, diff, proposalSheet, lone, connectSheet];

  /** Id of the service's provider; on the page that services lead to it stands in the address. */
  @property() provider = '';

  /** Id of the service. */
  @property() service = '';

  /** What the service asks for, as it stood behind the question mark: it may be signed. */
  @property() query = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** Leads the person to an address. */
  @property({ attribute: false }) lead = (address: string): void => location.assign(address);

  @state() private busy = false;
  @state() private error: ApiError | undefined;
  /** Somebody published between the look and the click. */
  @state() private moved = false;
  @state() private ended: 'done' | 'unchanged' | undefined;

  #rules: RuleWords | undefined;
  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/domain-connect.nl.ts'), de: () => import('./messages/domain-connect.de.ts') },
    this.#panel,
  );
  #request = new ResourceController(this, this.#panel, {
    args: () => (this.provider && this.service ? ([this.provider, this.service, this.query] as const) : undefined),
    load: async (api, [provider, service, query], signal) => {
      const read = api.v1.domains.connect.$get({ query: { provider, service, query } }, { init: { signal } });
      const request = (await (await accept(read)).json()) as ConnectRequest;
      // Without them a warning is no reason not to go on.
      if (request.offer?.warnings.length || request.codes) this.#rules = await this.#words();
      return request;
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const [, provider, service] = /^\/ca\/connect\/([^/]+)\/([^/]+)$/.exec(location.pathname) ?? [];
    if (this.provider || !provider || !service) return;
    this.provider = decodeURIComponent(provider);
    this.service = decodeURIComponent(service);
    this.query = location.search.slice(1);
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      if (!this.provider || this.#request.error?.code === 'not_found')
        return empty({ icon: alert(), title: t.goneTitle, text: t.goneText });
      return this.#request.render({
        pending: () => skeleton(this.#panel.words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#request.run()),
        complete: (request) => {
          if (this.ended) return this.#renderEnd(request);
          return request.offer ? this.#renderOffer(request, request.offer) : this.#renderRefused(request);
        },
      });
    });
  }

  #renderOffer(request: ConnectRequest, offer: Offer) {
    const { t } = this.#locale;
    const { provider, service, through, name, back } = request;
    return html`<section class="stack" aria-labelledby="title">
      <div class="stack-s">
        ${heading(this.level, 'title', t.title(name, service))}
        <p class="muted">
          ${t.asks(provider, offer.domain.unicodeName)} ${through ? t.through(through) : nothing}
          ${request.signed ? t.signed(provider) : nothing}
        </p>
      </div>
      ${request.warns && !request.signed ? this.#renderWarning(t.warn(provider)) : nothing}
      <div class="proposal" tabindex="-1" role="group" aria-label=${t.result}>
        ${
          this.moved
            ? html`<div class="banner warn" role="status">
                ${alert()}
                <p>${t.moved}</p>
              </div>`
            : nothing
        }
        ${previewList(offer, {
          domain: offer.domain.unicodeName,
          words: t,
          diffWords: t,
          rules: this.#rules,
          ttl: (seconds) => t.seconds(seconds),
        })}
      </div>
      ${this.#renderAnswer(request, offer)} ${back ? html`<p class="small muted">${t.backTo(back.site)}</p>` : nothing}
    </section>`;
  }

  #renderAnswer(request: ConnectRequest, offer: Offer) {
    const { t } = this.#locale;
    const refusal = this.#panel.refusal('domains.connect.apply', offer.denied);
    const nothingToDo = !offer.diff.length;
    return html`<div class="stack-s">
      <div role="alert">
        ${this.error ? html`<p class="banner bad">${alert()}<span>${this.#panel.explain(this.error)}</span></p>` : nothing}
      </div>
      ${refusal && !nothingToDo ? html`<p class="banner">${alert()}<span>${refusal.reason ?? t.off}</span></p>` : nothing}
      ${
        nothingToDo
          ? this.#button('primary', t.goOn, () => this.#end(request, 'done'))
          : refusal
            ? nothing
            : this.#button('primary', this.busy ? t.applying : t.apply, () => void this.#apply(request, offer))
      }
      ${this.#button('quiet', t.cancel, () => this.#end(request, 'unchanged'))}
    </div>`;
  }

  #button = (kind: 'primary' | 'quiet', text: string, press: () => void): TemplateResult =>
    html`<button
      class="btn wide ${kind}"
      type="button"
      aria-disabled=${this.busy ? 'true' : nothing}
      @click=${() => this.busy || press()}
    >
      ${text}
    </button>`;

  #renderWarning(text: string) {
    return html`<div class="banner warn">
      ${alert()}
      <p><b>${this.#locale.t.warnBold}</b> ${text}</p>
    </div>`;
  }

  #renderRefused({ provider, service, name, refusal = 'malformed', names, codes = [], back }: ConnectRequest) {
    const { t } = this.#locale;
    const { me, panel } = this.#panel;
    const said = codes.flatMap((code) => this.#rules?.errors[code as DnsCode] ?? []);
    const again = refusal === 'unreachable';
    return html`<div role="status">
      ${empty({
        icon: alert(),
        title: t.refusedTitle(service),
        text: [t.refusals[refusal](provider, name, me?.customer.name ?? ''), ...said].join(' '),
        actions: html`${
          again
            ? html`<button class="btn primary" type="button" @click=${() => void this.#request.run()}>
                ${this.#panel.words.t.tryAgain}
              </button>`
            : nothing
        }
        ${
          refusal === 'not_yours'
            ? html`<button class="btn" type="button" @click=${() => void panel?.signOut()}>${t.otherAccount}</button>`
            : nothing
        }
        ${
          back
            ? html`<button class="btn" type="button" @click=${() => this.lead(back.failed)}>
                ${t.leave(back.site)}
              </button>`
            : nothing
        }`,
      })}
      ${names ? html`<p class="small muted">${t.lacking(names.join(', '))}</p>` : nothing}
      ${back ? nothing : html`<p class="small muted">${t.close}</p>`}
    </div>`;
  }

  #renderEnd({ name }: ConnectRequest) {
    const { t } = this.#locale;
    const done = this.ended === 'done';
    return html`<div role="status">
      ${empty({
        title: done ? t.doneTitle(name) : t.unchangedTitle,
        text: done ? `${t.doneText} ${t.close}` : t.close,
      })}
    </div>`;
  }

  async #apply(request: ConnectRequest, { domain: { id }, version }: Offer): Promise<void> {
    this.busy = true;
    this.moved = false;
    this.error = undefined;
    const { provider, service, query } = this;
    try {
      const json = { version, provider, service, query };
      const sent = await accept(this.#panel.api.v1.domains[':id'].connect.$post({ param: { id }, json }));
      await (sent.json() as Promise<ZoneAnswer>);
      this.#end(request, 'done');
    } catch (error) {
      await this.#failed(asApiError(error), id);
    }
    this.busy = false;
  }

  /** What was seen is not what would be published: it is looked at anew. */
  async #failed(error: ApiError, id: string): Promise<void> {
    if (error.code === 'version_conflict') this.moved = true;
    else {
      this.error = error;
      this.#panel.actionFailed(error, 'domains.connect.apply', id);
    }
    // What the request itself lacks by now is said by the look.
    if (error.code === 'version_conflict' || error.code === 'invalid') await this.#request.run();
  }

  /** Back to the service, or the end of the window that it opened; where neither can be, the person is told. */
  #end({ back }: ConnectRequest, how: 'done' | 'unchanged'): void {
    this.ended = how;
    if (back) this.lead(how === 'done' ? back.done : back.cancelled);
    else close();
  }

  #words = (): Promise<RuleWords | undefined> => ruleWords(this.#locale.lang).catch(() => this.#rules);
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-connect': HcDomainConnect;
  }
}
