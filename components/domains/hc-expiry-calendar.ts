import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ExpiryCalendar } from '../../bff/domains/answers.ts';
import { accept } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { LaterNews } from '../shared/later-news.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { empty, failed, skeleton, switchedOff } from '../shared/states.ts';
import { ExpiryMonthEvent } from './events.ts';
import { calendarSheet } from './expiry-calendar.sheet.ts';
import en from './messages/expiry-calendar.en.ts';

type Month = ExpiryCalendar['months'][number];

/**
 * The coming twelve months, each as high as there are domains that expire in it.
 *
 * @fires {ExpiryMonthEvent} hc-expiry-month - A month was chosen, or was not any more: then it is empty.
 */
@customElement('hc-expiry-calendar')
export class HcExpiryCalendar extends LitElement {
  static override styles = [base, controls, panelSheet, calendarSheet];

  /** The month that is chosen, `2027-03`; empty = none. */
  @property() month = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, { changed: () => this.#news.heard() });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/expiry-calendar.nl.ts'), de: () => import('./messages/expiry-calendar.de.ts') },
    this.#panel,
  );
  #calendar = new ResourceController(this, this.#panel, {
    args: () => [] as const,
    load: async (api, _args, signal) =>
      (await (await accept(api.v1.domains.expiries.$get({}, { init: { signal } }))).json()) as ExpiryCalendar,
  });
  #news = new LaterNews(this, () => void this.#calendar.run());

  override render() {
    return this.#panel.render(() => {
      const { me, words } = this.#panel;
      if (me && !me.tabs.includes('domains')) return switchedOff(words.t.failedTitle.permission);
      return this.#calendar.render({
        pending: () => skeleton(words.t.loading, 2),
        failed: (error) => failed(this.#panel, error, () => void this.#calendar.run()),
        complete: (calendar) => this.#renderCalendar(calendar),
      });
    });
  }

  #renderCalendar({ months, before, later }: ExpiryCalendar) {
    const { t, format } = this.#locale;
    const highest = Math.max(1, ...months.map(({ total }) => total));
    const none = months.every(({ total }) => !total);
    const beside = [before ? t.before(format.number(before)) : '', later ? t.later(format.number(later)) : ''];
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>${heading(this.level, 'title', t.title)} ${none ? nothing : html`<p class="sub">${t.sub}</p>`}</div>
          ${
            none
              ? nothing
              : html`<p class="legend small">
                  <span class="renews">${t.renews}</span> <span class="ends">${t.ends}</span>
                </p>`
          }
        </header>
        ${
          none
            ? html`<div class="list">${empty({ title: t.none, text: t.noneText })}</div>`
            : html`<ol class="months">
                ${months.map((month, at) => html`<li>${this.#renderMonth(month, highest, at === 0)}</li>`)}
              </ol>`
        }
        ${before || later ? html`<p class="muted small">${beside.filter(Boolean).join(' · ')}</p>` : nothing}
      </section>
    `;
  }

  #renderMonth({ month, total, stopped }: Month, highest: number, first: boolean) {
    const { t, format } = this.#locale;
    const name = (style: Intl.DateTimeFormatOptions) =>
      new Date(month).toLocaleDateString(format.locale, { ...style, timeZone: 'UTC' });
    const part = (many: number) => (100 * many) / highest;
    const isNewYear = first || month.endsWith('-01');
    const content = html`<span class="vh">${t.month(name({ month: 'long', year: 'numeric' }), total, stopped)}</span>
      <span class="n" aria-hidden="true">${total ? format.number(total) : nothing}</span>
      <svg class="bar" aria-hidden="true" width="100%" height="72">
        <rect class="all" width="100%" y="${100 - part(total)}%" height="${part(total)}%"></rect>
        <rect class="ends" width="100%" y="${100 - part(stopped)}%" height="${part(stopped)}%"></rect>
      </svg>
      <span class="name" aria-hidden="true">${name({ month: 'short' }).replace('.', '').slice(0, 3)}</span>
      <span class="year" aria-hidden="true">${isNewYear ? month.slice(0, 4) : nothing}</span> `;
    if (!total) return html`<div class="month">${content}</div>`;
    return html`<button
      class="month"
      type="button"
      aria-pressed=${this.month === month}
      @click=${() => this.#choose(month)}
    >
      ${content}
    </button>`;
  }

  #choose(month: string): void {
    this.month = this.month === month ? '' : month;
    const event = new ExpiryMonthEvent(this.month);
    this.dispatchEvent(/** @internal */ event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-expiry-calendar': HcExpiryCalendar;
  }
}
