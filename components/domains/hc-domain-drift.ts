import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { DomainDrift, DriftItem } from '../../bff/domains/drift/answers.ts';
import type { Side } from '../../bff/domains/drift/rules.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { heading } from '../shared/heading.ts';
import { info, refresh } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { ownerName } from './dns-diff.ts';
import { driftSheet } from './drift.sheet.ts';
import en from './messages/drift.en.ts';

/**
 * What the registry or the name server of a domain has otherwise than it stands here, and which side shall win.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A choice was refused or failed.
 * @csspart dialog - What follows from a choice, before it is made.
 */
@customElement('hc-domain-drift')
export class HcDomainDrift extends LitElement {
  static override styles = [base, controls, panelSheet, list, overlays, pieces, driftSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#drift.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/drift.nl.ts'), de: () => import('./messages/drift.de.ts') },
    this.#panel,
  );
  #drift = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].drift.$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainDrift,
  });
  #status = new StatusController(this, this.#panel);
  #dialog = new DialogController(this, this.#panel);
  #choice: { readonly item: DriftItem; readonly side: Side } | undefined;

  constructor() {
    super();
    askWhile(
      this,
      () => this.#drift.value?.looking ?? false,
      () => this.#drift.run(),
    );
  }

  override render() {
    return this.#panel.render(() =>
      this.#drift.render({
        pending: () => skeleton(this.#panel.words.t.loading, 2),
        failed: (error) => failed(this.#panel, error, () => void this.#drift.run()),
        complete: (drift) => this.#renderDrift(drift),
      }),
    );
  }

  #renderDrift(drift: DomainDrift) {
    const { t } = this.#locale;
    const refusal = this.#panel.refusal('domains.drift.resolve', drift.denied);
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(drift.domain.unicodeName)}</p>
          </div>
          <div class="actions">
            ${
              this.#panel.may('domains.drift.check')
                ? html`<button
                    class="btn"
                    type="button"
                    aria-disabled=${drift.looking ? 'true' : nothing}
                    @click=${() => drift.looking || void this.#check()}
                  >
                    ${refresh()}${t.compare}
                  </button>`
                : nothing
            }
          </div>
        </header>
        <div role="status">${this.#renderWord(drift)}</div>
        ${
          refusal?.reason && drift.items.length
            ? html`<div class="banner">
                ${info()}
                <p>${refusal.reason}</p>
              </div>`
            : nothing
        }
        ${(['registry', 'name_server'] as const).map((where) => this.#renderPlace(where, drift, !refusal))}
        ${this.#status.render()}
      </section>
      ${this.#dialog.opened ? this.#renderQuestion() : nothing}
    `;
  }

  #renderWord({ looking, items }: DomainDrift) {
    const { t } = this.#locale;
    if (looking) return jobState('pending', t.comparing);
    return items.length ? jobState('soon', t.differ(items.length)) : jobState('ready', t.same, t.sameText);
  }

  #renderPlace(where: DriftItem['where'], { items, domain }: DomainDrift, may: boolean) {
    const { t } = this.#locale;
    const there = items.filter((item) => item.where === where);
    if (!there.length) return nothing;
    return html`<div>
      <div class="section-h">${heading(Math.min(6, this.level + 1), where, t.where[where])}</div>
      <ul class="list drifts" aria-labelledby=${where}>
        ${there.map((item) => this.#renderItem(item, domain.unicodeName, may))}
      </ul>
    </div>`;
  }

  #renderItem(item: DriftItem, domain: string, may: boolean) {
    const { t, format } = this.#locale;
    const { kind, subject, since } = item;
    const [owner = '', type = ''] = subject.split(' ');
    const button = (side: Side, text: string) =>
      may && item.may.includes(side)
        ? html`<button class="btn s" type="button" @click=${() => this.#ask(item, side)}>${text}</button>`
        : nothing;
    return html`<li>
      <div>
        <b>${t.kinds[kind]}</b>
        ${subject ? html`<b class="ltr">${ownerName(owner, domain)}</b> <span class="tag mono">${type}</span>` : nothing}
      </div>
      ${
        kind === 'unregistered'
          ? html`<p>${t.notHere}</p>`
          : html`<dl class="sides">
              <dt class="muted">${t.here}</dt>
              <dd>${this.#renderValue(item, item.ours)}</dd>
              <dt class="muted">${t.where[item.where]}</dt>
              <dd>${this.#renderValue(item, item.theirs)}</dd>
            </dl>`
      }
      ${kind === 'hold' && !item.may.length ? html`<p>${t.heldThere}</p>` : nothing}
      <p class="sub2"><time datetime=${since}>${t.since(format.date(since))}</time></p>
      <div class="actions">${button('ours', t.keep)} ${button('theirs', t.take)}</div>
    </li>`;
  }

  #renderValue({ kind, ours, theirs }: DriftItem, value: DriftItem['ours']) {
    const { t, format } = this.#locale;
    if (!value?.values.length) return html`<span class="muted">${t.none}</span>`;
    if (kind === 'lock' || kind === 'hold' || kind === 'privacy') return value.values[0] === 'on' ? t.on : t.off;
    if (kind === 'expiry') return format.date(value.values[0]!, 'long');
    const lines = kind === 'registrant' ? value.values.filter(Boolean) : value.values;
    const ttl = value.ttl !== undefined && ours?.ttl !== theirs?.ttl ? t.ttl(String(value.ttl)) : nothing;
    return html`<span class="mono">${lines.map((text, at) => html`${at ? html`<br />` : nothing}${text}`)}</span
      >${ttl === nothing ? nothing : html`<br /><span class="muted">${ttl}</span>`}`;
  }

  #renderQuestion() {
    const { t } = this.#locale;
    const { item, side } = this.#choice!;
    const mine = side === 'ours';
    return this.#dialog.render({
      title: mine ? t.keepTitle : t.takeTitle,
      body: html`<p>${(mine ? t.keepText : t.takeText)[item.where]}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button class="btn primary" type="button" @click=${() => void this.#resolve()}>
          ${mine ? t.keep : t.take}
        </button>
      `,
    });
  }

  #ask(item: DriftItem, side: Side): void {
    this.#choice = { item, side };
    this.#dialog.open();
    this.requestUpdate();
  }

  async #check(): Promise<void> {
    const { domain } = this.#drift.value!;
    try {
      const answer = await accept(
        this.#panel.api.v1.domains[':id'].drift.check.$post({ param: { id: domain.id }, json: {} }),
      );
      this.#drift.set((await answer.json()) as DomainDrift);
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'domains.drift.check', domain.id);
    }
  }

  async #resolve(): Promise<void> {
    const { domain, seen } = this.#drift.value!;
    const { item, side } = this.#choice!;
    const { t } = this.#locale;
    this.#dialog.close();
    try {
      const answer = await accept(
        this.#panel.api.v1.domains[':id'].drift.resolve.$post({
          param: { id: domain.id },
          json: { items: [{ kind: item.kind, subject: item.subject }], side, seen },
        }),
      );
      this.#drift.set((await answer.json()) as DomainDrift);
      this.#status.say(side === 'ours' ? t.kept : t.taken);
    } catch (error) {
      const refused = asApiError(error);
      if (refused.code === 'version_conflict') this.#status.say(t.changed);
      else this.#status.complain(error);
      this.#panel.actionFailed(refused, 'domains.drift.resolve', domain.id);
      await this.#drift.run();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-drift': HcDomainDrift;
  }
}
