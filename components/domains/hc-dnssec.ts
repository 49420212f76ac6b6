import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Dnssec } from '../../bff/domains/dnssec/answers.ts';
import type { Step } from '../../bff/domains/dnssec/rules.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { copyText } from '../shared/copy-text.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { heading } from '../shared/heading.ts';
import { copy, info } from '../shared/icons.ts';
import { jobState, type JobState } from '../shared/job-state.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { dnssecSheet } from './dnssec.sheet.ts';
import { timelineSheet } from './timeline.sheet.ts';
import en from './messages/dnssec.en.ts';

const ways = {
  on: ['signing', 'settling', 'announcing', 'on'],
  off: ['withdrawing', 'lingering', 'unsigning'],
} as const satisfies Record<string, readonly Step[]>;
/** Steps that end with an answer of somebody else, within moments. */
const quick: readonly (Step | null)[] = ['signing', 'announcing', 'withdrawing', 'unsigning'];

/**
 * Whether the zone of a domain is signed, and how far it is on its way there or back.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - The question before it is switched off.
 */
@customElement('hc-dnssec')
export class HcDnssec extends LitElement {
  static override styles = [base, controls, panelSheet, overlays, pieces, marks, timelineSheet, dnssecSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** A switch is on its way. */
  @state() private busy = false;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#state.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/dnssec.nl.ts'), de: () => import('./messages/dnssec.de.ts') },
    this.#panel,
  );
  #state = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].dnssec.$get({ param: { id } }, { init: { signal } }))
      ).json()) as Dnssec,
  });
  #status = new StatusController(this, this.#panel);
  #dialog = new DialogController(this, this.#panel);

  constructor() {
    super();
    askWhile(
      this,
      () => quick.includes(this.#state.value?.step ?? null),
      () => this.#state.run(),
    );
  }

  override render() {
    return this.#panel.render(() =>
      this.#state.render({
        pending: () => skeleton(this.#panel.words.t.loading, 2),
        failed: (error) => failed(this.#panel, error, () => void this.#state.run()),
        complete: (state) => this.#renderState(state),
      }),
    );
  }

  #renderState(state: Dnssec) {
    const { t } = this.#locale;
    const refusal = this.#panel.refusal('domains.dnssec.edit', state.denied);
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(state.domain.unicodeName)}</p>
          </div>
          <div class="actions">
            ${
              refusal
                ? nothing
                : state.on
                  ? this.#renderSwitch(t.switchOff, () => this.#ask())
                  : this.#renderSwitch(t.switchOn, () => void this.#set(true))
            }
          </div>
        </header>
        <div role="status">${this.#renderWord(state)}</div>
        ${
          refusal?.reason
            ? html`<div class="banner">
                ${info()}
                <p>${refusal.reason}</p>
              </div>`
            : nothing
        }
        ${this.#renderWay(state)} ${this.#renderKeys(state)} ${this.#status.render()}
      </section>
      ${this.#dialog.opened ? this.#renderQuestion(state) : nothing}
    `;
  }

  #renderSwitch(text: string, run: () => void) {
    return html`<button
      class="btn"
      type="button"
      aria-disabled=${this.busy ? 'true' : nothing}
      @click=${() => this.busy || run()}
    >
      ${text}
    </button>`;
  }

  #renderWord({ on, step, reason }: Dnssec) {
    const { t } = this.#locale;
    const [look, word, text]: [JobState, string, string] = !step
      ? ['stopped', t.states.off, t.offText]
      : step === 'on'
        ? ['ready', t.states.on, t.onText]
        : ['pending', on ? t.states.goingOn : t.states.goingOff, t.works];
    return jobState(reason ? 'soon' : look, word, reason ?? text);
  }

  /** What was done, what is under way and until when, and what comes. */
  #renderWay({ on, step, dueAt }: Dnssec) {
    if (!step || step === 'on') return nothing;
    const { t, format } = this.#locale;
    // It may end before anybody was told of the keys.
    const way: readonly Step[] = on ? ways.on : step === 'unsigning' ? [step] : ways.off;
    const at = way.indexOf(step);
    return html`<ol class="timeline">
      ${way.map((one, place) =>
        place === at
          ? html`<li class="now" aria-current="step">
              <div>${t.steps[one]}</div>
              <p class="sub2">
                ${dueAt ? html`<time datetime=${dueAt}>${t.until(format.date(dueAt, 'time'))}</time>` : t.now}
              </p>
            </li>`
          : html`<li class=${place < at ? 'ok' : 'later'}><div>${t.steps[one]}</div></li>`,
      )}
    </ol>`;
  }

  #renderKeys({ ds }: Dnssec) {
    const { t } = this.#locale;
    if (!ds.length) return nothing;
    return html`<details>
      <summary>${t.key}</summary>
      ${ds.map(
        (text) =>
          html`<p class="ds">
            <code class="ltr">${text}</code>
            <button class="btn quiet s" type="button" @click=${() => void this.#copy(text)}>${copy()}${t.copy}</button>
          </p>`,
      )}
    </details>`;
  }

  #renderQuestion({ domain }: Dnssec) {
    const { t } = this.#locale;
    return this.#dialog.render({
      title: t.confirmTitle(domain.unicodeName),
      body: html`<p>${t.confirmText}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.keep}</button>
        <button class="btn danger fill" type="button" @click=${() => void this.#set(false)}>${t.switchOff}</button>
      `,
    });
  }

  /** Nobody was told of the keys: then there is nothing to lose, and nothing to ask. */
  #ask(): void {
    const { step } = this.#state.value!;
    if (step === 'signing' || step === 'settling') void this.#set(false);
    else this.#dialog.open();
    this.requestUpdate();
  }

  async #set(on: boolean): Promise<void> {
    const { domain } = this.#state.value!;
    const { t } = this.#locale;
    if (this.busy) return;
    this.busy = true;
    this.#dialog.close();
    try {
      const answer = await accept(
        this.#panel.api.v1.domains[':id'].dnssec.$post({ param: { id: domain.id }, json: { on } }),
      );
      const state = (await answer.json()) as Dnssec;
      // Another domain may be here by now.
      if (this.domain === domain.id) this.#state.set(state);
      this.#status.say(on ? t.begun : t.ended, () => void (this.domain === domain.id && this.#set(!on)));
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'domains.dnssec.edit', domain.id);
      await this.#state.run();
    }
    this.busy = false;
    // The switch or the way back that was pressed is gone.
    if (this.domain === domain.id) await lead(this, '.head .btn');
  }

  async #copy(text: string): Promise<void> {
    const { t } = this.#locale;
    if (await copyText(text)) this.#status.say(t.copied);
    else this.#status.complain(t.copyRefused);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-dnssec': HcDnssec;
  }
}
