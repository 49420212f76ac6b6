import { html, nothing } from 'lit';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { TemplateList } from '../../bff/domains/templates/answers.ts';
import { wear } from '../shared/late-part.ts';
import { applyTemplate, previewTemplate, templatesOf } from './dns-changes.ts';
import type { DnsDialogs } from './dns-dialogs.ts';
import { Proposal } from './dns-proposal.ts';
import { choices } from '../shared/sheets/choices.ts';
import { proposalSheet } from './dns-proposal.sheet.ts';
import en, { type Messages } from './messages/dns-templates.en.ts';

const languages: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  nl: () => import('./messages/dns-templates.nl.ts'),
  de: () => import('./messages/dns-templates.de.ts'),
};

/** Records that belong together: chosen by what they are for, looked at, published as one change set. */
export class Templates extends Proposal<Preview> {
  protected readonly action = 'domains.template.apply';
  protected readonly wide = true;
  readonly dirty = false;
  #t: Messages = en;
  #items: TemplateList['items'] = [];
  #chosen = '';

  constructor(dialogs: DnsDialogs) {
    super(dialogs);
    wear(dialogs.host, [choices, proposalSheet]);
  }

  override async speak(lang: string): Promise<void> {
    const [file] = await Promise.all([languages[lang]?.().catch(() => undefined), super.speak(lang)]);
    this.#t = file?.default ?? en;
  }

  /** Rejects when the list did not come: there is nothing to show then. */
  async fetch(zone: ZoneAnswer): Promise<void> {
    this.#items = (await templatesOf(this.dialogs.parts.panel.api, zone)).items;
    this.#chosen = this.#items[0]?.id ?? '';
  }

  protected get title(): string {
    return this.#t.title;
  }

  protected lacks(): boolean {
    return this.#chosen === '';
  }

  protected look = (zone: ZoneAnswer): Promise<Preview> =>
    previewTemplate(this.dialogs.parts.panel.api, zone, this.#chosen);

  protected send = (zone: ZoneAnswer): Promise<ZoneAnswer> =>
    applyTemplate(this.dialogs.parts.panel.api, zone, this.#chosen);

  protected renderForm() {
    return html`<fieldset class="choices">
      <legend>${this.#t.which}</legend>
      ${this.#items.map(({ id, name }) => {
        const known = this.#t.known[id as keyof Messages['known']];
        return html`<label class="choice"
          ><input
            class=${id === this.#chosen ? 'source' : nothing}
            type="radio"
            name="template"
            .checked=${id === this.#chosen}
            @change=${() => {
              this.#chosen = id;
              this.dialogs.redraw();
            }}
          /><span>${name ?? known?.name ?? id}</span>${known ? html`<small>${known.text}</small>` : nothing}</label
        >`;
      })}
    </fieldset>`;
  }

  protected renderMore() {
    return nothing;
  }
}
