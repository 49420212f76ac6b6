import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Question } from '../../bff/domains/contacts/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { list } from '../shared/sheets/list.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { lone } from './account.sheet.ts';
import en from './messages/registrant.en.ts';

/**
 * Whoever a mail about a new holder reached says whether he agrees. On the label's own host, with or without an account.
 */
@customElement('hc-registrant')
export class HcRegistrant extends LitElement {
  static override styles = [base, controls, panelSheet, list, pieces, lone];

  /** From the mail; on the page it leads to it stands behind the # of the address, and is taken out of it. */
  @property({ attribute: false }) token = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private question: Question | undefined;
  @state() private error: ApiError | undefined;
  @state() private busy = false;

  #asked = false;
  #panel = new PanelController(this, { guest: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/registrant.nl.ts'), de: () => import('./messages/registrant.de.ts') },
    this.#panel,
  );

  override willUpdate(): void {
    if (this.token || location.hash.length < 2) return;
    this.token = location.hash.slice(1);
    history.replaceState(history.state, '', location.pathname);
  }

  override updated(): void {
    const { state: session } = this.#panel;
    if (this.#asked || !this.token || (session !== 'ready' && session !== 'signed_out')) return;
    this.#asked = true;
    void this.#try((token) => this.#api.question.$post({ json: { token } }, this.#speaks));
  }

  get #api() {
    return this.#panel.api.v1.registrant;
  }
  get #speaks() {
    return { headers: { 'accept-language': this.#locale.lang } };
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const { question, error } = this;
      if (!this.token || error?.code === 'not_found' || error?.code === 'invalid')
        return empty({ title: t.goneTitle, text: t.goneText });
      if (error && !question) return failed(this.#panel, error, this.#again);
      if (!question) return skeleton(this.#panel.words.t.loading, 3);
      if (question.state !== 'open') return this.#renderEnd(question);
      return this.#renderQuestion(question);
    });
  }

  #renderQuestion({ domains, before, after }: Question) {
    const { t } = this.#locale;
    const who = ({ name, organisation, email }: Question['before']) =>
      html`${organisation || name}
        <p class="why">${organisation && name ? html`${name} · ` : nothing}<span class="ltr">${email}</span></p>`;
    const row = (label: string, value: unknown) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`;
    const button = (agrees: boolean, text: string) =>
      html`<button
        class="btn wide ${agrees ? 'primary' : ''}"
        type="button"
        aria-disabled=${this.busy ? 'true' : nothing}
        @click=${() => this.#answer(agrees)}
      >
        ${text}
      </button>`;
    return html`<section class="stack" aria-labelledby="title">
      <div class="stack-s">
        ${heading(this.level, 'title', t.title)}
        <p class="muted">${t.text(this.#panel.panel?.label.name ?? '')}</p>
      </div>
      <dl class="list props">
        ${row(
          t.domains,
          domains.map((name) => html`<div><b class="ltr">${name}</b></div>`),
        )}
        ${row(t.before, who(before))} ${row(t.after, who(after))}
      </dl>
      <div role="alert">
        ${this.error ? html`<p class="banner bad">${this.#panel.explain(this.error)}</p>` : nothing}
      </div>
      <div class="stack-s">${button(true, t.agree)} ${button(false, t.decline)}</div>
    </section>`;
  }

  #renderEnd({ state: ended, others }: Question) {
    const { t } = this.#locale;
    const said = {
      agreed: [t.agreedTitle, others ? t.waitingText : t.agreedText],
      declined: [t.declinedTitle, t.declinedText],
      done: [t.doneTitle, t.doneText],
      open: ['', ''],
    }[ended];
    return html`<div role="status">${empty({ title: said[0]!, text: said[1] })}</div>`;
  }

  #again = (): void => {
    this.#asked = false;
    this.error = undefined;
  };

  #answer(agrees: boolean): void {
    if (this.busy) return;
    void this.#try((token) => this.#api.answer.$post({ json: { token, agrees } }, this.#speaks));
  }

  async #try(send: (token: string) => Promise<Response>): Promise<void> {
    this.busy = true;
    this.error = undefined;
    try {
      this.question = (await ((await accept(send(this.token) as never)) as Response).json()) as Question;
    } catch (error) {
      this.error = asApiError(error);
    }
    this.busy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-registrant': HcRegistrant;
  }
}
