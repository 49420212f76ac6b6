import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatIn, type Format } from './format.ts';
import { languageOf, watchLanguage } from './language.ts';
import type { PanelController } from './panel.controller.ts';

type Host = ReactiveControllerHost & Element;
type Lazy<Messages> = () => Promise<{ default: Messages }>;

/** English comes with the panel; the others are one lazy file each. */
export interface Catalog<Messages> {
  readonly en: Messages;
  readonly [lang: string]: Messages | Lazy<Messages>;
}

/** Gives an element its words in the language of the page around it. */
export class LocalizeController<Messages extends object> implements ReactiveController {
  t: Messages;
  lang = 'en';
  format: Format = formatIn('en', 'UTC');
  /** True until the words of the first language are here. */
  loading = true;
  readonly #host: Host;
  readonly #catalog: Catalog<Messages>;
  readonly #panel: Pick<PanelController, 'panel'>;
  #wanted = '';
  #stop?: () => void;

  constructor(host: Host, catalog: Catalog<Messages>, panel: PanelController) {
    this.#host = host;
    this.#catalog = catalog;
    this.#panel = panel;
    this.t = catalog.en;
    panel.locales.push(this);
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = watchLanguage(this.#host, () => this.update());
    this.update();
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** Looks again which language it is to be: the panel or a `lang` above has changed. */
  update(): void {
    const { panel } = this.#panel;
    const asked = languageOf(this.#host, panel);
    const lang = asked in this.#catalog ? asked : 'en';
    const wanted = `${lang} ${panel?.label.timeZone}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const entry = this.#catalog[lang]!;
    const use = (words: Messages) => {
      if (this.#wanted !== wanted) return;
      // A label's words come last; what it does not name stays ours.
      this.t = { ...words, ...panel?.texts?.[lang]?.[this.#host.localName] };
      this.lang = lang;
      this.format = formatIn(lang, panel?.label.timeZone ?? 'UTC');
      this.loading = false;
      this.#host.requestUpdate();
    };
    if (typeof entry === 'function')
      // Without its file the panel speaks the language it has.
      void (entry as Lazy<Messages>)().then(
        (file) => use(file.default),
        () => use(this.#catalog.en),
      );
    else use(entry);
  }
}
