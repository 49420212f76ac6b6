import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RecordType, RRset } from '../../bff/domains/records.ts';
import type { DnsCode } from '../../bff/domains/rules-codes.ts';
import { joinFields, splitFields, type FieldName, type Fields, fieldNames } from '../../bff/domains/rules-fields.ts';
import { customElement } from '../shared/custom-element.ts';
import { alert, close, down, plus } from '../shared/icons.ts';
import { base, controls } from '../shared/sheets.ts';
import { form as formSheet } from '../shared/sheets/form.ts';
import { checkRecord, type RecordErrors } from './dns-check.ts';
import type { Draft } from './dns-draft.ts';
import { recordHelp } from './dns-help.ts';
import { valueField } from './dns-value.ts';
import { recordSheet } from './record.sheet.ts';
import type { RuleWords } from './dns-words.ts';
import type { Messages } from './messages/dns.en.ts';

/** The form has a record that fits; it joins the draft. */
export class RecordKeptEvent extends Event {
  readonly rrset: RRset;

  constructor(rrset: RRset) {
    super('hc-record-kept');
    this.rrset = rrset;
  }
}

const commonTtls = [60, 300, 3600, 14_400, 86_400, 604_800];

/** The form of one RRset, inside the DNS editor. Judged by the same rules as in the BFF, with the whole draft in view. */
@customElement('hc-dns-record')
export class HcDnsRecord extends LitElement {
  static override styles = [base, controls, formSheet, recordSheet];

  @property({ attribute: false }) zone!: ZoneAnswer;
  @property({ attribute: false }) draft!: Draft;
  /** What the form starts with. */
  @property({ attribute: false }) rrset?: RRset;
  /** Key of the RRset that is edited. */
  @property({ attribute: false }) from?: string;
  @property({ attribute: false }) t!: Messages;
  @property({ attribute: false }) words!: RuleWords;

  /** What was sent off waits for the rules, which are fetched when first needed. */
  judging = false;

  @state() private type: RecordType = 'A';
  @state() private name = '';
  @state() private ttl = 3600;
  @state() private rows: readonly Fields[] = [{}];
  @state() private errors: RecordErrors = {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rrset') && this.hasUpdated) return;
    const { rrset, zone } = this;
    this.type = rrset?.type ?? zone.limits.types[0] ?? 'A';
    this.name = rrset ? (rrset.name === '@' ? '' : rrset.name) : '';
    this.ttl = rrset?.ttl ?? zone.limits.defaultTtl;
    this.rows = rrset ? rrset.records.map((record) => splitFields(rrset.type, record)) : [{}];
  }

  override firstUpdated(): void {
    this.#focus(this.from ? '.value input, .value textarea, .value select' : '#type');
  }

  override render() {
    const { t, zone } = this;
    const { form } = this.words;
    const { minTtl, maxTtl, types } = zone.limits;
    const ttls = [...new Set([...commonTtls, this.ttl])]
      .filter((ttl) => ttl >= minTtl && ttl <= maxTtl)
      .sort((a, b) => a - b);
    const title = this.from ? form.edit(this.name || zone.domain.unicodeName) : form.add;
    return html`
      <form novalidate aria-label=${title} @submit=${this.#submit} @keydown=${this.#keys}>
        <div class="grid">
          <div class="field type">
            <label for="type">${t.type}</label>
            <span class="select"
              ><select id="type" @change=${this.#chooseType}>
                ${types.map((type) => html`<option ?selected=${type === this.type}>${type}</option>`)}</select
              >${down()}</span
            >
          </div>
          <div class="field name">
            <label for="name">${form.name}</label>
            <input
              class="input"
              id="name"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              placeholder="@"
              .value=${live(this.name)}
              aria-invalid=${ifDefined(this.errors.name ? 'true' : undefined)}
              aria-describedby="name-said"
              @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
            />
            ${this.#renderSaid('name-said', this.errors.name, html`<span class="ltr">${this.#fullName}</span>`)}
          </div>
          <div class="values">${this.rows.map((fields, at) => this.#renderValue(fields, at))}</div>
          <div class="field ttl">
            <label for="ttl">${form.ttl}</label>
            <span class="select"
              ><select
                id="ttl"
                aria-invalid=${ifDefined(this.errors.ttl ? 'true' : undefined)}
                @change=${(event: Event) => (this.ttl = Number((event.target as HTMLSelectElement).value))}
              >
                ${ttls.map(
                  (ttl) =>
                    html`<option value=${ttl} ?selected=${ttl === this.ttl}>
                      ${t.ttls[String(ttl)] ?? t.seconds(ttl)}
                    </option>`,
                )}</select
              >${down()}</span
            >
            ${this.#renderSaid('ttl-said', this.errors.ttl)}
          </div>
        </div>
        ${this.#renderSaid('form-said', this.errors.form)}
        <div class="actions">
          <button class="btn s" type="submit">${form.submit}</button>
          <button class="btn quiet s" type="button" @click=${this.#cancel}>${form.cancel}</button>
          ${
            this.type === 'CNAME' || this.type === 'ALIAS'
              ? nothing
              : html`<button class="btn quiet s push" type="button" @click=${this.#anotherValue}>
                  ${plus()}${form.anotherValue}
                </button>`
          }
        </div>
      </form>
    `;
  }

  #renderValue(fields: Fields, at: number) {
    const { t, type } = this;
    const error = this.errors.records?.[at];
    const names: readonly FieldName[] = fieldNames[type];
    return html`
      <fieldset class="value" aria-describedby="value-said-${at}">
        <legend class="vh">${t.value} ${at + 1}</legend>
        <div class="parts" data-type=${type}>
          ${names.map((name) =>
            valueField({
              type,
              name,
              id: `${name}-${at}`,
              value: fields[name] ?? '',
              invalid: error !== undefined,
              describedBy: `value-said-${at}`,
              form: this.words.form,
              change: (value) => this.#setField(at, name, value),
            }),
          )}
          ${
            this.rows.length > 1
              ? html`<button
                  class="btn quiet icon drop"
                  type="button"
                  aria-label=${this.words.form.dropValue(at + 1)}
                  @click=${() => (this.rows = this.rows.filter((_, one) => one !== at))}
                >
                  ${close()}
                </button>`
              : nothing
          }
        </div>
        ${this.#renderSaid(`value-said-${at}`, error, recordHelp(type, joinFields(type, fields), this.name, this.words.form, at))}
      </fieldset>
    `;
  }

  #renderSaid(id: string, code: DnsCode | undefined, hint?: unknown) {
    return html`<div id=${id}>
      <div role="alert">${code ? html`<p class="err">${alert()}${this.words.errors[code]}</p>` : nothing}</div>
      ${!code && hint ? html`<div class="hint">${hint}</div>` : nothing}
    </div>`;
  }

  get #fullName(): string {
    const { name: zone, unicodeName } = this.zone.domain;
    const name = this.name.trim().replace(/\.$/, '').toLowerCase();
    if (name === '' || name === '@' || name === zone || name === unicodeName) return unicodeName;
    return name.endsWith(`.${zone}`) || name.endsWith(`.${unicodeName}`) ? name : `${name}.${unicodeName}`;
  }

  #setField(at: number, name: FieldName, value: string): void {
    this.rows = this.rows.map((fields, one) => (one === at ? { ...fields, [name]: value } : fields));
  }

  #chooseType = (event: Event): void => {
    const type = (event.target as HTMLSelectElement).value as RecordType;
    // What was typed goes along where it can.
    this.rows = this.rows.map((fields) => {
      const parts = splitFields(type, joinFields(this.type, fields));
      return type === 'CAA' && !parts.tag ? { flags: '0', tag: 'issue', value: '' } : parts;
    });
    if (type === 'MX' && !this.rows[0]?.preference) this.rows = [{ preference: '10', exchange: '' }];
    this.type = type;
    this.errors = {};
  };

  #anotherValue = async (): Promise<void> => {
    this.rows = [
      ...this.rows,
      this.type === 'MX' ? { preference: '20' } : this.type === 'CAA' ? { flags: '0', tag: 'issue' } : {},
    ];
    await this.updateComplete;
    this.#focus('.value:last-of-type input, .value:last-of-type textarea');
  };

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.judging) return;
    this.judging = true;
    const checked = await checkRecord({
      zone: this.zone,
      draft: this.draft,
      from: this.from,
      name: this.name,
      type: this.type,
      ttl: this.ttl,
      records: this.rows.map((fields) =>
        joinFields(this.type, this.type === 'CAA' ? { tag: 'issue', flags: '0', ...fields } : fields),
      ),
    }).catch(() => undefined);
    this.judging = false;
    if (!checked) return void this.dispatchEvent(new Event('hc-record-unchecked'));
    if ('rrset' in checked) {
      this.dispatchEvent(/** @internal */ new RecordKeptEvent(checked.rrset));
      return;
    }
    this.errors = checked.errors;
    await this.updateComplete;
    this.#focus('[aria-invalid="true"]');
  };

  #keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  };

  #cancel = (): void => void this.dispatchEvent(new Event('hc-record-cancelled'));

  override focus(): void {
    this.#focus('#type');
  }

  #focus(selector: string): void {
    this.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-dns-record': HcDnsRecord;
  }
}
