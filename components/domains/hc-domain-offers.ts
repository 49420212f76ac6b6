import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Answered, Offers } from '../../bff/domains/push/answers.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { heading } from '../shared/heading.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { failed } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import en from './messages/push.en.ts';

type Item = Offers['items'][number];

/**
 * Domains that other customers of the provider offer to this person: each is taken, or not. Draws nothing where there are none.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to a domain that was taken over.
 * @fires {HcActionFailedEvent} hc-action-failed - It was refused or failed.
 * @csspart dialog - The question before a domain is taken over.
 */
@customElement('hc-domain-offers')
export class HcDomainOffers extends LitElement {
  static override styles = [base, controls, panelSheet, list, overlays, pieces];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** An answer is on its way. */
  @state() private busy = false;

  #panel = new PanelController(this, {
    changed: ({ kind }) => {
      if (kind === 'poll') void this.#offers.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/push.nl.ts'), de: () => import('./messages/push.de.ts') },
    this.#panel,
  );
  #offers = new ResourceController(this, this.#panel, {
    args: () => [] as const,
    load: async (api, _, signal) =>
      (await (await accept(api.v1.domains.offers.$get({}, { init: { signal } }))).json()) as Offers,
  });
  #status = new StatusController(this, this.#panel);
  #dialog = new DialogController(this, this.#panel);
  #asked: Item | undefined;

  override render() {
    return this.#panel.render(() =>
      this.#offers.render({
        pending: () => nothing,
        failed: (error) => failed(this.#panel, error, () => void this.#offers.run()),
        complete: ({ items }) => html`${items.length ? this.#renderItems(items) : nothing} ${this.#status.render()}`,
      }),
    );
  }

  #renderItems(items: readonly Item[]) {
    const { t, format } = this.#locale;
    const may = this.#panel.may('domains.push.accept');
    return html`<section class="panel" aria-labelledby="title">
        <header class="head">${heading(this.level, 'title', t.offersTitle)}</header>
        <dl class="list props">
          ${items.map(
            (item) =>
              html`<div>
                <dt class="ltr">${item.unicodeName}</dt>
                <dd>
                  ${t.from(item.from)}
                  <p class="why">${t.until(format.date(item.expiresAt, 'long'))}</p>
                </dd>
                ${
                  may
                    ? html`<dd class="do">
                        <button
                          class="btn s"
                          type="button"
                          aria-label=${t.declineThis(item.unicodeName)}
                          aria-disabled=${this.busy ? 'true' : nothing}
                          @click=${() => this.busy || void this.#answer(item, 'decline')}
                        >
                          ${t.decline}
                        </button>
                        <button
                          class="btn s"
                          type="button"
                          aria-label=${t.takeThis(item.unicodeName)}
                          aria-disabled=${this.busy ? 'true' : nothing}
                          @click=${() => this.busy || this.#ask(item)}
                        >
                          ${t.take}
                        </button>
                      </dd>`
                    : nothing
                }
              </div>`,
          )}
        </dl>
      </section>
      ${this.#renderQuestion()}`;
  }

  #renderQuestion() {
    const item = this.#asked;
    if (!this.#dialog.opened || !item) return nothing;
    const { t, format } = this.#locale;
    return this.#dialog.render({
      title: t.takeTitle(item.unicodeName),
      body: html`<p>${t.takeText(item.expiresOn ? format.date(item.expiresOn, 'long') : '')}</p>`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button class="btn primary" type="button" @click=${() => void this.#answer(item, 'accept')}>${t.take}</button>`,
    });
  }

  #ask(item: Item): void {
    this.#asked = item;
    this.#dialog.open();
    this.requestUpdate();
  }

  async #answer(item: Item, how: 'accept' | 'decline'): Promise<void> {
    this.busy = true;
    this.#dialog.close();
    const { t } = this.#locale;
    try {
      const route = this.#panel.api.v1.domains.offers[':id'][how];
      const answer = await accept(route.$post({ param: { id: item.id }, json: {} }));
      const { domain } = (await answer.json()) as Answered;
      this.#status.say(how === 'accept' ? t.taken : t.declined);
      if (domain) this.#go(domain);
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'domains.push.accept', item.id);
    }
    await this.#offers.run();
    this.busy = false;
    // Its buttons are gone; with the last offer all else is, but for what is said of it.
    await lead(this, 'h1, h2, h3, h4, [role=status]');
  }

  #go(id: string): void {
    const event = new HcNavigateEvent(this.localName, `domains/${id}`);
    this.dispatchEvent(/** @internal */ event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-offers': HcDomainOffers;
  }
}
