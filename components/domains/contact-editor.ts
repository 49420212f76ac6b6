import type { StandardSchemaV1 } from '@standard-schema/spec';
import { html, nothing, type LitElement } from 'lit';
import type { Plan, Profile } from '../../bff/domains/contacts/answers.ts';
import type { ContactForm } from '../../bff/domains/contacts/input.ts';
import { ApiError, asApiError } from '../shared/api-error.ts';
import { formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { alert } from '../shared/icons.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { failed, skeleton } from '../shared/states.ts';
import { contactFields, readDraft, type Draft } from './contact-fields.ts';
import type { ContactReview } from './contact-review.ts';
import en from './messages/contacts.en.ts';
import type { Messages as TldMessages } from './messages/tld-forms.en.ts';

interface Options {
  readonly panel: PanelController;
  readonly who: (t: typeof en) => string;
  /** What is saved now, and the forms that its endings have. */
  readonly base: () => Draft & { readonly forms: Profile['forms'] };
  readonly preview: (input: ContactForm) => Promise<Plan>;
  readonly save: (input: ContactForm, seen: string) => Promise<void>;
  readonly saved: () => void;
  /** Somebody else was faster: the base is read again. */
  readonly stale: () => Promise<void>;
}

/** Comes when something is first typed. Where it does not come, the BFF checks alone. */
const lateSchema: StandardSchemaV1<unknown, ContactForm> = {
  '~standard': {
    version: 1,
    vendor: 'hc',
    validate: async (value) => {
      const file = await import('./contact-schema.ts').catch(() => undefined);
      return file ? file.schema['~standard'].validate(value) : { value: value as ContactForm };
    },
  },
};

/** Words that come once the form is drawn. */
const tldWords: Readonly<Record<string, () => Promise<{ default: TldMessages }>>> = {
  en: () => import('./messages/tld-forms.en.ts'),
  nl: () => import('./messages/tld-forms.nl.ts'),
  de: () => import('./messages/tld-forms.de.ts'),
};

/** A contact in a form, and what saving it would do. */
export class ContactEditor {
  readonly locale: LocalizeController<typeof en>;
  readonly #host: LitElement;
  readonly #options: Options;
  readonly #form: FormController<ContactForm>;
  readonly #review: LatePart<typeof import('./contact-review.ts'), ContactReview>;
  #tlds: TldMessages | undefined;
  /** The words of endings did not come. */
  #cutOff = false;
  #coming: Promise<unknown> | undefined;
  #lang = '';
  #draft: Draft | undefined;
  #late = false;

  constructor(host: LitElement, options: Options) {
    const { panel } = options;
    this.#host = host;
    this.#options = options;
    this.locale = new LocalizeController(
      host,
      { en, nl: () => import('./messages/contacts.nl.ts'), de: () => import('./messages/contacts.de.ts') },
      panel,
    );
    this.#form = new FormController<ContactForm>(host, panel, {
      schema: lateSchema,
      words: () => ({ ...this.locale.t.errors, ...this.#tlds?.errors }),
      read: (data) => this.#read(data),
      save: (input) => this.plan(input),
    });
    this.#review = new LatePart(
      () => import('./contact-review.ts'),
      ({ ContactReview: Part }) =>
        new Part(host, {
          panel,
          words: () => ({ t: this.locale.t, tlds: this.#tlds as TldMessages }),
          save: options.save,
          saved: () => {
            this.forget();
            options.saved();
          },
          outrun: () => this.#outrun(),
        }),
      (error) => {
        throw error;
      },
    );
    host.addController({
      hostUpdated: () => void (this.locale.lang === this.#lang || this.#cutOff || this.#tryWords()),
    });
  }

  /** What was typed is of what was shown. */
  forget(): void {
    this.#draft = undefined;
    this.#late = false;
    this.#form.reset();
  }

  renderForm() {
    const { t, lang } = this.locale;
    const base = this.#options.base();
    return html`<form
      novalidate
      @submit=${this.#form.submit}
      @focusout=${this.#form.leave}
      @input=${(event: Event) => {
        this.#draft = this.#read(new FormData(event.currentTarget as HTMLFormElement));
        this.#host.requestUpdate();
        this.#form.type(event);
      }}
    >
      <div role="alert">
        ${this.#late ? html`<p class="banner warn">${alert()}<span>${t.stale}</span></p>` : nothing}
      </div>
      ${formSaid(this.#form)}
      ${contactFields({ t, who: this.#options.who(t), tlds: this.#tlds, waiting: this.#renderWaiting(), lang, form: this.#form, draft: this.#draft ?? base, forms: base.forms })}
      <div>${submitButton(this.#form, t.preview)}</div>
    </form>`;
  }

  /** The dialog that is open. */
  renderReview() {
    return this.#review.value?.render() ?? nothing;
  }

  async plan(input: ContactForm): Promise<void> {
    this.#draft = input;
    try {
      const [review, plan] = await Promise.all([this.#review.get(), this.#options.preview(input), this.#fetchWords()]);
      await review?.open(plan, input);
    } catch (error) {
      if (asApiError(error).code !== 'version_conflict') throw error;
      await this.#outrun();
    }
  }

  #renderWaiting() {
    const { panel } = this.#options;
    return this.#cutOff ? failed(panel, new ApiError(0), this.#tryWords) : skeleton(panel.words.t.loading, 2);
  }

  /** Fields that wait for their words are not in the form: what they hold stays. */
  #read(data: FormData): Draft {
    const base = this.#options.base();
    return readDraft(data, this.#draft ?? base, this.#tlds ? base.forms : {});
  }

  /** What was typed stays; the next look is at what is there now. */
  async #outrun(): Promise<void> {
    await this.#options.stale();
    this.#late = true;
    this.#host.requestUpdate();
  }

  #tryWords = (): void => {
    this.#fetchWords().catch(() => this.#host.requestUpdate());
  };

  /** Where they do not come the person tries again, or the next look. */
  async #fetchWords(): Promise<void> {
    const { lang, loading } = this.locale;
    if (loading) return;
    if (lang !== this.#lang) this.#coming = tldWords[lang]!().then((file) => void (this.#tlds = file.default));
    this.#lang = lang;
    try {
      await this.#coming;
      this.#cutOff = false;
    } catch {
      this.#lang = '';
      this.#cutOff = true;
      throw new ApiError(0);
    }
    this.#host.requestUpdate();
  }
}
