import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { LitElement, ReactiveController } from 'lit';
import { asApiError, type ApiError } from './api-error.ts';
import { LocalizeController } from './localize.controller.ts';
import en from './messages/form.en.ts';
import type { PanelController } from './panel.controller.ts';

type Codes = Readonly<Record<string, string>>;

interface Options<Output> {
  readonly schema: StandardSchemaV1<unknown, Output>;
  readonly save: (output: Output) => Promise<void>;
  /** The panel's words for field codes; the shared ones fill in. */
  readonly words?: () => Readonly<Record<string, string>>;
  /** What the schema checks, where that is not simply the fields by their names. */
  readonly read?: (data: FormData) => unknown;
}

/** Checks a native form with the schema of its route, saves it, and leads to the first wrong field. */
export class FormController<Output> implements ReactiveController {
  errors: Codes = {};
  /** What went wrong that is not about one field. */
  failure: ApiError | undefined;
  busy = false;
  /** True once something was typed that is not saved. */
  dirty = false;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #options: Options<Output>;
  /** Words that all forms share. */
  readonly words: LocalizeController<typeof en>;
  readonly #touched = new Set<string>();
  /** What the BFF said of fields; holds until they are typed in again. */
  #refused: Record<string, string> = {};
  /** Which fields there are: those whose sentence was asked for. */
  readonly #drawn = new Set<string>();
  /** Wrong fields that there are not; said of the whole. */
  #undrawn: readonly string[] = [];

  constructor(host: LitElement, panel: PanelController, options: Options<Output>) {
    this.#host = host;
    this.#panel = panel;
    this.#options = options;
    this.words = new LocalizeController(
      host,
      { en, nl: () => import('./messages/form.nl.ts'), de: () => import('./messages/form.de.ts') },
      panel,
    );
    host.addController(this);
  }

  /** Forgets everything; a dialog opens anew. */
  hostDisconnected(): void {
    this.reset();
  }

  hostUpdate(): void {
    this.#drawn.clear();
  }

  hostUpdated(): void {
    const undrawn = Object.keys(this.errors).filter((name) => !this.#drawn.has(name));
    if (String(undrawn) === String(this.#undrawn)) return;
    this.#undrawn = undrawn;
    this.#host.requestUpdate();
  }

  reset(): void {
    this.errors = this.#refused = {};
    this.failure = undefined;
    this.dirty = false;
    this.#touched.clear();
  }

  /** Forgets what was said of a list's fields, which are others by their names once one was taken out. */
  moved(list: string): void {
    const others = ([name]: [string, string]) => !name.startsWith(`${list}.`);
    this.errors = Object.fromEntries(Object.entries(this.errors).filter(others));
    this.#refused = Object.fromEntries(Object.entries(this.#refused).filter(others));
  }

  /** The sentence under a field; undefined when it is right. */
  message(name: string): string | undefined {
    this.#drawn.add(name);
    return this.#sentence(name);
  }

  /** The sentence for what is not about one field. */
  get said(): string | undefined {
    if (this.failure) return this.#panel.explain(this.failure);
    const sentences = this.#undrawn.map((name) => this.#sentence(name)).filter(Boolean);
    return sentences.length ? [...new Set(sentences)].join(' ') : undefined;
  }

  readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const form = event.currentTarget as HTMLFormElement;
    this.failure = undefined;
    this.#refused = {};
    const checked = await this.#check(form);
    if ('codes' in checked) this.errors = checked.codes;
    else {
      this.errors = {};
      this.#busy(true);
      try {
        await this.#options.save(checked.output);
        this.reset();
      } catch (error) {
        this.failure = asApiError(error);
        this.errors = this.#refused = { ...this.failure.fields };
        if (Object.keys(this.errors).length) this.failure = undefined;
      }
      this.busy = false;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  /** For `focusout` of the form: a field is checked once it was filled in and left. */
  readonly leave = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    if (!name || !value) return;
    this.#touched.add(name);
    // What was said of others when it was sent stays: the focus leaves here for the first of them.
    void this.#again(event, this.errors);
  };

  /** For `input` of the form: a wrong field is checked on each key until it is right. */
  readonly type = (event: Event): void => {
    this.dirty = true;
    const { name } = event.target as HTMLInputElement;
    if (this.failure || this.#undrawn.length || name in this.errors) {
      this.failure = undefined;
      for (const one of [name, ...this.#undrawn]) delete this.#refused[one];
      this.#touched.add(name);
      void this.#again(event);
    }
  };

  #sentence(name: string): string | undefined {
    const code = this.errors[name];
    if (code === undefined) return undefined;
    const shared = this.words.t.errors;
    return this.#options.words?.()[code] ?? shared[code] ?? shared['unknown'];
  }

  async #again(event: Event, said: Codes = {}): Promise<void> {
    const checked = await this.#check(event.currentTarget as HTMLFormElement);
    const codes = 'codes' in checked ? checked.codes : {};
    const shown = Object.entries(codes).filter(([name]) => this.#touched.has(name) || name in said);
    this.errors = { ...Object.fromEntries(shown), ...this.#refused };
    this.#host.requestUpdate();
  }

  async #check(form: HTMLFormElement): Promise<{ output: Output } | { codes: Codes }> {
    const { schema, read = (data: FormData) => Object.fromEntries(data) } = this.#options;
    const result = await schema['~standard'].validate(read(new FormData(form)));
    if (!result.issues) return { output: result.value };
    return { codes: Object.fromEntries(result.issues.map((issue) => [fieldOf(issue), issue.message]).reverse()) };
  }

  #busy(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }
}

const fieldOf = ({ path = [] }: StandardSchemaV1.Issue): string =>
  path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.') || 'form';
