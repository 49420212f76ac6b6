import { html, nothing, type LitElement } from 'lit';
import type { Forward } from '../../bff/mail/forwards/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { choices } from '../shared/sheets/choices.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { ForwardChangedEvent } from './events.ts';
import { actionOn, removeForward, saveWish, wishOf } from './forward-api.ts';
import { ForwardForm } from './forward-form.ts';
import type { ForwardsController } from './forwards.controller.ts';
import en, { type Messages } from './messages/forward-form.en.ts';

export type Asked = { readonly what: 'create' } | { readonly what: 'edit' | 'remove'; readonly forward: Forward };

interface DialogParts {
  readonly panel: PanelController;
  readonly forwards: ForwardsController;
  readonly status: StatusController;
}
export interface FormParts extends DialogParts {
  readonly locale: LocalizeController<Messages>;
  readonly saved: (action: Action, forward: Forward) => void;
}

/** All dialogs of forwards. One at a time. */
export class ForwardDialogs {
  readonly #host: LitElement;
  readonly #parts: DialogParts;
  readonly #locale: LocalizeController<Messages>;
  readonly #dialog: DialogController;
  readonly #form: ForwardForm;
  #asked: Forward | undefined;

  constructor(host: LitElement, parts: DialogParts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, choices]);
    this.#locale = new LocalizeController<Messages>(
      host,
      { en, nl: () => import('./messages/forward-form.nl.ts'), de: () => import('./messages/forward-form.de.ts') },
      parts.panel,
    );
    this.#dialog = new DialogController(host, parts.panel);
    this.#form = new ForwardForm(host, { ...parts, locale: this.#locale, saved: this.#saved });
  }

  open(asked: Asked): void {
    if (asked.what === 'create') this.#form.open();
    else if (asked.what === 'edit') this.#form.open(asked.forward);
    else {
      this.#asked = asked.forward;
      this.#dialog.open();
    }
  }

  render() {
    return html`${this.#form.render()}${this.#renderRemove()}`;
  }

  #renderRemove() {
    const asked = this.#asked;
    if (!asked || this.#locale.loading) return nothing;
    const { t } = this.#locale;
    return this.#dialog.render({
      title: t.removeTitle(this.#name(asked)),
      body: html`<p>${asked.hasMailbox ? t.removeKept : t.removeText}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.keep}</button>
        <button class="btn danger fill" type="button" @click=${() => void this.#remove(asked)}>${t.remove}</button>
      `,
    });
  }

  #name({ catchAll, unicodeAddress }: Forward): string {
    return catchAll ? this.#locale.t.everything(unicodeAddress.slice(1)) : unicodeAddress;
  }

  /** The focus goes to the row beside the one that is gone. */
  async #remove(forward: Forward): Promise<void> {
    const { forwards, panel } = this.#parts;
    const items = forwards.items ?? [];
    const at = items.findIndex(({ id }) => id === forward.id);
    const next = items[at + 1] ?? items[at - 1];
    this.#dialog.close();
    const done = await this.#send(forward, 'delete', () => removeForward(panel.api, forward));
    if (!done) return;
    await lead(this.#host, next && `[data-key="${next.id}"] .act button`);
    this.#parts.status.say(this.#locale.t.removed(this.#name(forward)), () => void this.#again(forward));
  }

  /** Makes one again that was deleted just now. */
  async #again(forward: Forward): Promise<void> {
    const { panel, status } = this.#parts;
    const { t } = this.#locale;
    const back = await this.#send(forward, 'create', () => saveWish(panel.api, wishOf(forward)));
    if (!back) return;
    const waits = back.targets.some((target) => target.waiting);
    status.say((waits ? t.createdAsks : t.created)(this.#name(back)));
    await lead(this.#host, `[data-key="${back.id}"] .act button`);
  }

  async #send(
    { id, catchAll }: Forward,
    verb: 'create' | 'delete',
    ask: () => Promise<Forward>,
  ): Promise<Forward | undefined> {
    const { forwards, panel, status } = this.#parts;
    const action = actionOn(catchAll, verb);
    try {
      const answer = await ask();
      this.#saved(action, answer);
      await forwards.reload();
      return answer;
    } catch (error) {
      status.complain(error);
      panel.actionFailed(asApiError(error), action, id);
      return undefined;
    }
  }

  readonly #saved = (action: Action, { id }: Forward): void => {
    void this.#parts.forwards.reload();
    this.#host.dispatchEvent(/** @internal */ new ForwardChangedEvent(action, id));
  };
}
