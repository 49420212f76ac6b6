import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Transfer } from '../../bff/domains/transfers/answers.ts';
import { transferAgain } from '../../bff/domains/transfers/input.ts';
import { isOpen } from '../../bff/domains/transfers/states.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { jobState, type JobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { timelineSheet } from './timeline.sheet.ts';
import { transferWay } from './transfer-way.ts';
import en from './messages/transfer.en.ts';

export type Move = NonNullable<Transfer['move']>;

/** Steps that end with an answer of the registry, within moments. */
const quick: readonly (Move['state'] | undefined)[] = ['asking', 'approving', 'refusing', 'cancelling'];
const looks: Partial<Record<Move['state'], JobState>> = {
  waiting: 'waiting',
  stuck: 'soon',
  done: 'ready',
  refused: 'ready',
  cancelled: 'stopped',
};

/**
 * How the move of a domain goes, to us or away from us: what was done, what is awaited and until when, and what can be done.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - An answer was refused or failed.
 * @csspart dialog - The question before a move is ended, or agreed to.
 */
@customElement('hc-transfer')
export class HcTransfer extends LitElement {
  static override styles = [base, controls, panelSheet, form, list, marks, pieces, timelineSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#transfer.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/transfer.nl.ts'), de: () => import('./messages/transfer.de.ts') },
    this.#panel,
  );
  #transfer = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].transfer.$get({ param: { id } }, { init: { signal } }))
      ).json()) as Transfer,
  });
  #status = new StatusController(this, this.#panel);
  /** A domain that was never here leaves the list with its move. */
  #withdrawn = false;
  #dialogs = new LatePart(
    () => import('./transfer-dialogs.ts'),
    ({ TransferDialogs }) =>
      new TransferDialogs(this, {
        panel: this.#panel,
        words: () => this.#locale.t,
        done: (transfer, said) => this.#done(transfer, said),
      }),
    (error) => this.#status.complain(error),
  );
  #form = new FormController<{ code: string }>(this, this.#panel, {
    schema: transferAgain,
    words: () => this.#locale.t.errors,
    save: (json) => this.#again(json),
  });

  constructor() {
    super();
    askWhile(
      this,
      () => quick.includes(this.#transfer.value?.move?.state),
      () => this.#transfer.run(),
    );
  }

  override render() {
    return this.#panel.render(() => {
      if (this.#withdrawn && this.#transfer.error?.code === 'not_found')
        return html`<p class="status" role="status">${this.#locale.t.left}</p>`;
      return this.#transfer.render({
        pending: () => skeleton(this.#panel.words.t.loading, 2),
        failed: (error) => failed(this.#panel, error, () => void this.#transfer.run()),
        complete: (transfer) => this.#renderTransfer(transfer),
      });
    });
  }

  #renderTransfer(transfer: Transfer) {
    const { t } = this.#locale;
    const { domain, move } = transfer;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', move?.incoming === false ? t.awayTitle : t.title)}
            <p class="sub">${domain.unicodeName}</p>
          </div>
          <div class="actions">${move ? this.#renderActions(transfer, move) : nothing}</div>
        </header>
        ${move ? this.#renderMove(transfer, move) : html`<p>${t.never}</p>`} ${this.#status.render()}
      </section>
      ${this.#dialogs.value?.render() ?? nothing}
    `;
  }

  #renderActions({ domain, denied }: Transfer, { incoming }: Move) {
    const { t } = this.#locale;
    const button = (action: 'domains.transfer.cancel' | 'domains.transfer.approve', text: string) =>
      this.#panel.refusal(action, denied)
        ? nothing
        : html`<button
            class="btn"
            type="button"
            @click=${async () => (await this.#dialogs.get())?.open(action, domain, incoming)}
          >
            ${text}
          </button>`;
    return html`${button('domains.transfer.cancel', incoming ? t.withdraw : t.keep)}
    ${button('domains.transfer.approve', t.letGo)}`;
  }

  #renderMove(transfer: Transfer, move: Move) {
    const { t, format } = this.#locale;
    const { incoming, state, code, actsAt, retryAt } = move;
    const way = incoming ? t.coming : t.going;
    const until = actsAt ? format.date(actsAt, 'long') : '';
    const why = code && !(code === 'unreachable' && !isOpen(state)) ? t.codes[code] : undefined;
    const text = why ?? (state === 'waiting' && until ? way.waitsUntil(until) : way.texts[state]);
    return html`
      <div role="status">
        ${jobState(code ? 'soon' : (looks[state] ?? 'pending'), way.states[state], text)}
        ${retryAt && isOpen(state) ? html`<p class="sub2">${t.retryAt(format.date(retryAt, 'time'))}</p>` : nothing}
      </div>
      ${transferWay(move, this.#locale)} ${this.#renderAgain(transfer)}
    `;
  }

  /** The code once more, where the registry did not take the one before. */
  #renderAgain({ denied, move }: Transfer) {
    if (move?.state !== 'stuck' || this.#panel.refusal('domains.transfer.start', denied)) return nothing;
    const { t } = this.#locale;
    const { submit, leave, type } = this.#form;
    return html`<form class="form" novalidate @submit=${submit} @focusout=${leave} @input=${type}>
      ${formSaid(this.#form)} ${field(this.#form, { name: 'code', label: t.code, hint: t.codeHint, mono: true })}
      <div>${submitButton(this.#form, t.again)}</div>
    </form>`;
  }

  async #again(json: { code: string }): Promise<void> {
    const { id } = this.#transfer.value!.domain;
    try {
      const answer = await accept(this.#panel.api.v1.domains[':id'].transfer.code.$post({ param: { id }, json }));
      this.#done((await answer.json()) as Transfer, this.#locale.t.asked);
    } catch (error) {
      this.#panel.actionFailed(asApiError(error), 'domains.transfer.start', id);
      throw error;
    }
  }

  #done(transfer: Transfer, said: string): void {
    this.#transfer.set(transfer);
    this.#withdrawn = transfer.move?.state === 'cancelling';
    this.#status.say(said);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-transfer': HcTransfer;
  }
}
