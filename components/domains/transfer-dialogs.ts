import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Transfer } from '../../bff/domains/transfers/answers.ts';
import { accept } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { Proved } from '../shared/proved.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { Messages } from './messages/transfer.en.ts';

type Asked = 'domains.transfer.cancel' | 'domains.transfer.approve';

interface Parts {
  readonly panel: PanelController;
  words(): Messages;
  done(transfer: Transfer, said: string): void;
}

/** Asks before a move is ended, or agreed to. */
export class TransferDialogs {
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  readonly #proof: Proved;
  #asked: { action: Asked; domain: Transfer['domain']; incoming: boolean } | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#parts = parts;
    wear(host, [overlays]);
    this.#proof = new Proved(host, parts.panel);
    this.#dialog = new DialogController(host, parts.panel, { closed: () => this.#proof.forget() });
  }

  open(action: Asked, domain: Transfer['domain'], incoming: boolean): void {
    this.#asked = { action, domain, incoming };
    this.#proof.forget();
    this.#dialog.open();
  }

  render(): TemplateResult | typeof nothing {
    const asked = this.#asked;
    if (!this.#dialog.opened || !asked) return nothing;
    const t = this.#parts.words();
    const { action, domain, incoming } = asked;
    const words = action === 'domains.transfer.approve' ? t.goQuestion : incoming ? t.withdrawQuestion : t.keepQuestion;
    const { asked: proof, waiting, error, busy } = this.#proof;
    return this.#dialog.render({
      title: words.title(domain.unicodeName),
      body: html`
        ${
          error
            ? html`<div class="banner bad" role="alert">
                ${alert()}
                <p>${this.#parts.panel.explain(error)}</p>
              </div>`
            : nothing
        }
        <p role="status">${waiting ? t.proofWaiting : proof ? t.proofText : words.text}</p>
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${
          waiting
            ? nothing
            : html`<button
                class="btn ${action === 'domains.transfer.approve' || incoming ? 'danger fill' : 'primary'}"
                type="button"
                aria-disabled=${busy ? 'true' : nothing}
                @click=${() => void this.#run(asked, words.done)}
              >
                ${proof ? t.proof : words.button}
              </button>`
        }
      `,
    });
  }

  async #run({ action, domain: { id } }: { action: Asked; domain: Transfer['domain'] }, said: string): Promise<void> {
    const routes = this.#parts.panel.api.v1.domains[':id'].transfer;
    const route = action === 'domains.transfer.approve' ? routes.approve : routes.cancel;
    const transfer = await this.#proof.run(
      action,
      id,
      async () => (await (await accept(route.$post({ param: { id }, json: {} }))).json()) as Transfer,
    );
    if (!transfer) return;
    this.#dialog.close();
    this.#parts.done(transfer, said);
  }
}
