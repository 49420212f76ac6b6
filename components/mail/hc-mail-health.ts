import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { MailCheck, MailCheckId, MailDomainList, MailHealth } from '../../bff/mail/health/answers.ts';
import { healthSheet } from '../domains/domain-health.sheet.ts';
import { accept } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { down, mail, refresh } from '../shared/icons.ts';
import { jobState, type JobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import en from './messages/mail-health.en.ts';

const looks = { ok: 'ready', advice: 'waiting', problem: 'failed', unknown: 'stopped' } as const satisfies Record<
  MailCheck['state'],
  JobState
>;

/**
 * What the world knows of the mail of a domain: where it goes, who may send it, whether it is signed; and what mends it.
 *
 * @fires {DnsPublishedEvent} hc-dns-published - A change set that mends something was published.
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - What a change would do, before it is published.
 */
@customElement('hc-mail-health')
export class HcMailHealth extends LitElement {
  static override styles = [base, controls, panelSheet, form, marks, pieces, healthSheet];

  /** Id of the domain; without it the person chooses among those that lead their mail here. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private chosen = '';

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'domains.dns' && id === this.#which()) void this.#health.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/mail-health.nl.ts'), de: () => import('./messages/mail-health.de.ts') },
    this.#panel,
  );
  #domains = new ResourceController(this, this.#panel, {
    args: () => [] as const,
    load: async (api, _args, signal) =>
      ((await (await accept(api.v1.mail.domains.$get({}, { init: { signal } }))).json()) as MailDomainList).items,
  });
  #health = new ResourceController(this, this.#panel, {
    args: () => (this.#which() ? ([this.#which()] as const) : undefined),
    load: async (api, [id], signal) => {
      const answer = accept(api.v1.mail.domains[':id'].health.$get({ param: { id } }, { init: { signal } }));
      return (await (await answer).json()) as MailHealth;
    },
  });
  #status = new StatusController(this, this.#panel);
  #fix = new LatePart(
    () => import('../domains/dns-fix.ts'),
    ({ DnsFix }) =>
      new DnsFix(this, {
        panel: this.#panel,
        status: this.#status,
        words: () => this.#locale.t,
        again: () => this.#health.run(),
      }),
    (error) => this.#status.complain(error),
  );

  #which(): string {
    return this.domain || this.chosen || (this.#domains.value?.[0]?.id ?? '');
  }

  override render() {
    return this.#panel.render(() =>
      this.#domains.render({
        pending: () => skeleton(this.#panel.words.t.loading, 6),
        failed: (error) => failed(this.#panel, error, () => void this.#domains.run()),
        complete: (domains) => html`
          <section class="panel" aria-labelledby="title">
            ${this.#renderHead(domains)} ${this.#renderBody(domains)} ${this.#status.render()}
          </section>
          ${this.#fix.value?.render() ?? nothing}
        `,
      }),
    );
  }

  #renderHead(domains: MailDomainList['items']) {
    const { t, format } = this.#locale;
    const health = this.#health.value;
    const { busy } = this.#health;
    const chooses = !this.domain && domains.length > 1;
    return html`<header class="head">
      <div>
        ${heading(this.level, 'title', t.title)}
        <p class="sub" role="status">
          ${busy ? t.asking : health ? html`<span>${this.#summary(health)}</span><time datetime=${health.at}>${t.at(format.date(health.at, 'time'))}</time>` : nothing}
        </p>
      </div>
      <div class="actions">
        ${
          chooses
            ? html`<span class="select"
                ><select
                  class="input"
                  aria-label=${t.domain}
                  @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
                >
                  ${domains.map(({ id, unicodeName }) => html`<option value=${id} ?selected=${id === this.#which()}>${unicodeName}</option>`)}</select
                >${down()}</span
              >`
            : nothing
        }
        ${
          this.#which()
            ? html`<button
                class="btn"
                type="button"
                aria-disabled=${busy ? 'true' : nothing}
                @click=${() => busy || void this.#again()}
              >
                ${refresh()}${t.again}
              </button>`
            : nothing
        }
        ${health ? this.#renderMendAll(health) : nothing}
      </div>
    </header>`;
  }

  #renderBody(domains: MailDomainList['items']): unknown {
    const { t } = this.#locale;
    if (!this.domain && !domains.length)
      return html`<div class="list">${empty({ icon: mail(), title: t.none, text: t.noneText })}</div>`;
    return this.#health.render({
      pending: () => skeleton(t.asking, 6),
      failed: (error) => failed(this.#panel, error, () => void this.#health.run()),
      complete: (health) => html`
        ${health.ownNameServers ? nothing : html`<p class="banner info">${t.elsewhere}</p>`}
        <ul class="list checks" aria-labelledby="title">
          ${health.checks.map((check) => this.#renderCheck(check, health))}
        </ul>
      `,
    });
  }

  /** All that can be mended, as one change set. */
  #renderMendAll(health: MailHealth) {
    const mendable = health.checks.filter(({ fix }) => fix).map(({ id }) => id);
    if (mendable.length < 2 || !this.#may(health)) return nothing;
    return html`<button class="btn primary" type="button" @click=${() => void this.#mend(health, mendable)}>
      ${this.#locale.t.mendAll}
    </button>`;
  }

  #renderCheck({ id, state: how, code, facts, fix }: MailCheck, health: MailHealth) {
    const { t } = this.#locale;
    const [text, todo] = t.codes[code](facts);
    return html`<li>
      <div>
        <b>${t.checks[id]}</b>
        <div>${jobState(looks[how], t.states[how])}</div>
      </div>
      <div>
        <p>${text}</p>
        ${todo ? html`<p class="why">${todo}</p>` : nothing}
      </div>
      ${
        fix && this.#may(health)
          ? html`<button
              class="btn s"
              type="button"
              aria-label=${t.mendThis(t.checks[id])}
              @click=${() => void this.#mend(health, [id])}
            >
              ${t.mend}
            </button>`
          : nothing
      }
    </li>`;
  }

  #may = (health: MailHealth): boolean => this.#panel.may('mail.health.fix', health.denied);

  #summary({ checks }: MailHealth): string {
    const count = (wanted: MailCheck['state']) => checks.filter((check) => check.state === wanted).length;
    return this.#locale.t.summary(count('problem'), count('advice'), count('unknown'));
  }

  /** What was found before stays; that it could not be looked at again is said. */
  async #again(): Promise<void> {
    await this.#health.run();
    if (this.#health.error) this.#status.complain(this.#health.error);
  }

  async #mend({ domain, version }: MailHealth, checks: MailCheckId[]): Promise<void> {
    const one = this.#panel.api.v1.mail.domains[':id'];
    const asked = { param: { id: domain.id }, json: { version, checks } };
    await (
      await this.#fix.get()
    )?.open(
      { domain, version },
      {
        action: 'mail.health.fix',
        preview: async () => (await (await accept(one.fix.preview.$post(asked))).json()) as Preview,
        publish: async () => (await (await accept(one.fix.$post(asked))).json()) as ZoneAnswer,
      },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-mail-health': HcMailHealth;
  }
}
