import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { checkGroups, type Check, type CheckGroup, type Health } from '../../bff/domains/health/answers.ts';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { Change } from '../../bff/domains/input.ts';
import { accept } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { refresh } from '../shared/icons.ts';
import { jobState, type JobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { healthSheet } from './domain-health.sheet.ts';
import en from './messages/health.en.ts';

const looks = { ok: 'ready', advice: 'waiting', problem: 'failed', unknown: 'stopped' } as const satisfies Record<
  Check['state'],
  JobState
>;

/**
 * How a domain is in the world: what its servers answer, what mail and browsers need, and what would mend it.
 *
 * @fires {DnsPublishedEvent} hc-dns-published - A change set that mends something was published.
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - What a change would do, before it is published.
 */
@customElement('hc-domain-health')
export class HcDomainHealth extends LitElement {
  static override styles = [base, controls, panelSheet, list, marks, pieces, healthSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind !== 'poll' && id === this.domain) void this.#health.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/health.nl.ts'), de: () => import('./messages/health.de.ts') },
    this.#panel,
  );
  #health = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].health.$get({ param: { id } }, { init: { signal } }))
      ).json()) as Health,
  });
  #status = new StatusController(this, this.#panel);
  #drift = new LaterController(this, this.#panel, 'hc-domain-drift', () => import('./hc-domain-drift.ts'));
  #fix = new LatePart(
    () => import('./dns-fix.ts'),
    ({ DnsFix }) =>
      new DnsFix(this, {
        panel: this.#panel,
        status: this.#status,
        words: () => this.#locale.t,
        again: () => this.#health.run(),
      }),
    (error) => this.#status.complain(error),
  );

  override render() {
    return this.#panel.render(() =>
      this.#health.render({
        pending: () => skeleton(this.#locale.t.asking, 6),
        failed: (error) => failed(this.#panel, error, () => void this.#health.run()),
        complete: (health) => this.#renderHealth(health),
      }),
    );
  }

  #renderHealth(health: Health) {
    const { t, format } = this.#locale;
    const { busy } = this.#health;
    const groups = (Object.keys(checkGroups) as CheckGroup[]).map((group) => ({
      group,
      checks: health.checks.filter(({ id }) => (checkGroups[group] as readonly string[]).includes(id)),
    }));
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub" role="status">
              ${busy ? t.asking : html`<span>${this.#summary(health)}</span><time datetime=${health.at}>${t.at(format.date(health.at, 'time'))}</time>`}
            </p>
          </div>
          <div class="actions">
            <button
              class="btn"
              type="button"
              aria-disabled=${busy ? 'true' : nothing}
              @click=${() => busy || void this.#again()}
            >
              ${refresh()}${t.again}
            </button>
          </div>
        </header>
        ${groups.map(({ group, checks }) => (checks.length ? this.#renderGroup(group, checks, health) : nothing))}
        ${this.#status.render()}
        ${this.#drift.render(
          () => html`<hc-domain-drift .domain=${this.domain} .level=${Math.min(4, this.level + 1)}></hc-domain-drift>`,
        )}
      </section>
      ${this.#fix.value?.render() ?? nothing}
    `;
  }

  async #mend({ domain, version }: Health, changes: readonly Change[]): Promise<void> {
    const [fix, { previewChanges, publishChanges }] = await Promise.all([this.#fix.get(), import('./dns-changes.ts')]);
    const zone = { domain, version } as ZoneAnswer;
    const { api } = this.#panel;
    await fix?.open(zone, {
      action: 'domains.dns.edit',
      preview: () => previewChanges(api, zone, changes),
      publish: () => publishChanges(api, zone, changes),
    });
  }

  /** What was found before stays; that it could not be looked at again is said. */
  async #again(): Promise<void> {
    await this.#health.run();
    if (this.#health.error) this.#status.complain(this.#health.error);
  }

  #summary({ checks }: Health): string {
    const { t } = this.#locale;
    const problems = checks.filter(({ state }) => state === 'problem').length;
    const advice = checks.filter(({ state }) => state === 'advice').length;
    return t.summary(problems, advice);
  }

  #renderGroup(group: CheckGroup, checks: readonly Check[], health: Health) {
    const { t } = this.#locale;
    return html`<div>
      <div class="section-h">${heading(Math.min(6, this.level + 1), `group-${group}`, t.groups[group])}</div>
      <ul class="list checks" aria-labelledby="group-${group}">
        ${checks.map((check) => this.#renderCheck(check, health))}
      </ul>
    </div>`;
  }

  #renderCheck({ id, state, code, facts, fix }: Check, health: Health) {
    const { t, format } = this.#locale;
    const { date } = facts;
    const [text, todo] = t.codes[code]({ ...facts, ...(date ? { date: format.date(date) } : {}) });
    return html`<li>
      <div>
        <b>${t.checks[id]}</b>
        <div>${jobState(looks[state], t.states[state])}</div>
      </div>
      <div>
        <p>${text}</p>
        ${todo ? html`<p class="why">${todo}</p>` : nothing}
      </div>
      ${
        fix && !this.#panel.refusal('domains.dns.edit', health.denied)
          ? html`<button
              class="btn s"
              type="button"
              aria-label=${t.mendThis(t.checks[id])}
              @click=${() => void this.#mend(health, fix)}
            >
              ${t.mend}
            </button>`
          : nothing
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-health': HcDomainHealth;
  }
}
