import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { OwnForwardSaved } from '../../bff/mail/self/answers.ts';
import { selfForward, type SelfForward } from '../../bff/mail/self/input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { alert, mail } from '../shared/icons.ts';
import { targetFields } from './forward-fields.ts';
import { ended } from './mailbox-self-ended.ts';
import type { FormParts } from './mailbox-self-forms.ts';

/** Where a mailbox leads its own mail. */
export class SelfForwardForm {
  readonly #host: LitElement;
  readonly #parts: FormParts;
  readonly #dialog: DialogController;
  readonly #form: FormController<SelfForward>;
  #targets: readonly string[] = [''];
  #keepCopy = true;

  constructor(host: LitElement, parts: FormParts) {
    this.#host = host;
    this.#parts = parts;
    this.#form = new FormController(host, parts.panel, {
      schema: selfForward,
      words: () => parts.locale.t.errors,
      read: () => ({ targets: [...this.#targets], keepCopy: this.#keepCopy }),
      save: (wish) => this.#save(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#form.dirty,
      session: parts.self,
    });
  }

  open(): void {
    const { forward } = this.#parts.self.value!;
    this.#targets = forward?.targets.map(({ unicodeAddress }) => unicodeAddress) ?? [''];
    this.#keepCopy = forward?.keepCopy ?? true;
    this.#form.reset();
    this.#dialog.open();
  }

  render(): TemplateResult | typeof nothing {
    const { locale, self } = this.#parts;
    const { t } = locale;
    if (locale.loading || !this.#dialog.opened) return nothing;
    const form = this.#form;
    const { forward } = self.value!;
    return this.#dialog.render({
      title: t.forwardTitle,
      form,
      body: html`${formSaid(form)}
        <p>${t.forwardText}</p>
        ${targetFields({
          ...{ t, form, targets: this.#targets },
          change: (how) => {
            form.dirty = true;
            this.#targets = how(this.#targets);
            this.#host.requestUpdate();
          },
          lead: (at) => void this.#lead(at),
        })}
        <label class="check"
          ><input
            type="checkbox"
            .checked=${this.#keepCopy}
            @change=${(event: Event) => {
              form.dirty = true;
              this.#keepCopy = (event.target as HTMLInputElement).checked;
              this.#host.requestUpdate();
            }}
          />
          ${t.keepCopy}</label
        >
        ${this.#keepCopy ? nothing : html`<p class="banner warn">${alert()}<span>${t.noCopy}</span></p>`}
        ${forward?.targets
          .filter(({ waiting }) => waiting)
          .map(
            ({ address, unicodeAddress }) =>
              html`<p>
                ${t.waits(unicodeAddress)}
                <button class="btn s" type="button" @click=${() => void this.#again(address, unicodeAddress)}>
                  ${mail()}${t.askAgain}
                </button>
              </p>`,
          )}`,
      footer: html`${
          forward
            ? html`<button class="btn danger" type="button" @click=${() => void this.#stop()}>${t.forwardStop}</button>`
            : nothing
        }
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(form, t.save)}`,
    });
  }

  async #lead(at: number): Promise<void> {
    await this.#host.updateComplete;
    this.#host.shadowRoot?.getElementById(`targets.${Math.max(0, at)}`)?.focus();
  }

  async #save(json: SelfForward): Promise<void> {
    const { self, status, locale } = this.#parts;
    await this.#told(async () => {
      const answer = await accept(self.api.forward.$post({ json }));
      const { warnings, ...forward } = (await answer.json()) as OwnForwardSaved;
      self.set({ forward });
      this.#done();
      const asks = warnings.some(({ code }) => code === 'asks');
      status.say(asks ? locale.t.forwardAsks : locale.t.forwardSaved);
    });
  }

  async #stop(): Promise<void> {
    const { self, status, locale } = this.#parts;
    await this.#told(async () => {
      await accept(self.api.forward.$delete({ json: {} }));
      self.set({ forward: null });
      this.#done();
      status.say(locale.t.forwardStopped);
    }).catch((error: unknown) => this.#complain(error));
  }

  async #again(address: string, shown: string): Promise<void> {
    const { self, locale, status } = this.#parts;
    await this.#told(async () => {
      await accept(self.api.forward.resend.$post({ json: { target: address } }));
      this.#done();
      status.say(locale.t.askedAgain(shown));
    }).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    this.#form.failure = asApiError(error);
    this.#host.requestUpdate();
  }

  #done(): void {
    this.#form.reset();
    this.#dialog.close();
  }

  async #told(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      ended(this.#parts, error);
      this.#parts.panel.actionFailed(asApiError(error), 'mail.self.forward');
      throw error;
    }
  }
}
